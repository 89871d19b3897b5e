// What time is it there, and when was 09:00 there?
//
//   const auto zone = Zone::load("Asia/Shanghai");                // or a fixed offset, "+08:00"
//   zone->to_local(instant);                                     // the wall clock
//   zone->to_instant(local, Skipped::shift);                     // 02:30 in New York, 2023-03-12 -> 03:30 EDT
//
// A local time that a clock change repeats is its first. One that it skips is read as the caller says: shifted by the
// gap (windows), or as the gap's end (day counts, where order must be kept).
// Promises: immutable, cheap to copy, safe to share between threads. Rules past the last listed transition hold too.
// Fails:    not_found, when the name is unknown or its data is missing; never UTC in silence.
#pragma once

#include <chrono>
#include <memory>
#include <string>
#include <string_view>

#include "hotline/base/instant.hpp"
#include "hotline/base/result.hpp"
#include "hotline/export.hpp"

namespace hotline {

using LocalTime = std::chrono::local_seconds;

enum class Skipped { shift, gap_end };

class HOTLINE_API Zone {
 public:
  static Result<Zone> load(std::string_view name);
  static Zone utc();

  const std::string& name() const;
  std::chrono::seconds offset_at(Instant instant) const;
  LocalTime to_local(Instant instant) const { return LocalTime{(instant + offset_at(instant)).time_since_epoch()}; }
  Instant to_instant(LocalTime local, Skipped skipped) const;
  Instant next_transition(Instant after) const;  // of its offset; Instant::max() when there is none

 private:
  struct Data;
  explicit Zone(std::shared_ptr<const Data> data) : data_(std::move(data)) {}
  std::shared_ptr<const Data> data_;
};

}  // namespace hotline
