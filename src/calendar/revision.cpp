#include "hotline/calendar/revision.hpp"

#include <algorithm>
#include <array>
#include <cstdint>
#include <string_view>
#include <utility>

#include <fmt/format.h>
#include <sodium/crypto_generichash.h>

#include "calendar/table.hpp"

namespace hotline {
namespace {

class DaysHash {
 public:
  DaysHash() { crypto_generichash_init(&state_, nullptr, 0, bytes_); }

  void add(std::string_view text) {
    add(static_cast<std::int64_t>(text.size()));
    flush();
    crypto_generichash_update(&state_, reinterpret_cast<const unsigned char*>(text.data()), text.size());
  }

  void add(std::int64_t number) {  // lowest byte first, on every machine
    if (held_ == buffer_.size()) flush();
    for (std::size_t i = 0; i < sizeof number; ++i)
      buffer_[held_++] = static_cast<unsigned char>(static_cast<std::uint64_t>(number) >> (8 * i));
  }

  std::string end() {
    flush();
    std::array<unsigned char, bytes_> hash{};
    crypto_generichash_final(&state_, hash.data(), hash.size());
    return fmt::format("{:02x}", fmt::join(hash, ""));
  }

 private:
  void flush() {
    crypto_generichash_update(&state_, buffer_.data(), held_);
    held_ = 0;
  }

  static constexpr std::size_t bytes_ = crypto_generichash_BYTES_MIN;
  crypto_generichash_state state_;
  std::array<unsigned char, 4'096> buffer_{};
  std::size_t held_ = 0;
};

}  // namespace

std::vector<ChangedDay> diff(const Calendar& before, const Calendar& after) {
  const bool moved = before.zone().name() != after.zone().name();
  std::vector<ChangedDay> changed;
  for (std::int64_t day = 0; day < covered_days; ++day) {
    ChangedDay both{before.day(date_of(day)), after.day(date_of(day))};
    const bool opens = !both.before.windows.empty() || !both.after.windows.empty();
    if (both.before.windows != both.after.windows || (moved && opens)) changed.push_back(std::move(both));
  }
  return changed;
}

std::optional<Instant> differ_from(const Calendar& before, const Calendar& after) {
  const std::vector<ChangedDay> changed = diff(before, after);
  if (changed.empty()) return std::nullopt;
  const auto midnight = std::chrono::local_days{changed.front().before.date};
  return std::min(before.zone().to_instant(midnight, Skipped::shift),
                  after.zone().to_instant(midnight, Skipped::shift));
}

std::string coordinates(const Calendar& calendar) {
  DaysHash hash;
  const Zone& zone = calendar.zone();
  const Instant begin = zone.to_instant(std::chrono::local_days{first_date}, Skipped::shift);
  const Instant end = zone.to_instant(std::chrono::local_days{last_date}, Skipped::shift);
  for (Instant at = begin; at < end; at = zone.next_transition(at)) {
    hash.add(count_of(at));
    hash.add(zone.offset_at(at).count());
  }
  const Calendar::Table& table = calendar.table();
  for (std::size_t i = 0; i < table.open.size(); ++i) {
    hash.add(count_of(table.open[i].open));
    hash.add(count_of(table.open[i].close));
  }
  for (std::int64_t number = 0; number < table.working_days(); ++number) {
    hash.add(table.working_day(number));
    hash.add(table.closing(number));
  }
  return hash.end();
}

std::string digest(const Calendar& calendar) {
  DaysHash hash;
  hash.add(calendar.zone().name());
  for (std::int64_t day = 0; day < covered_days; ++day) {
    const Hours windows = calendar.day(date_of(day)).windows;
    hash.add(static_cast<std::int64_t>(windows.size()));
    for (const Window& window : windows) {
      hash.add(window.open.count());
      hash.add(window.close.count());
    }
  }
  return hash.end();
}

}  // namespace hotline
