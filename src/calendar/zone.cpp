#include "hotline/calendar/zone.hpp"

#include <cctz/time_zone.h>
#include <fmt/format.h>

#include "calendar/days.hpp"
#include "calendar/offset.hpp"

namespace hotline {

struct Zone::Data {
  std::string name;
  cctz::time_zone zone;
};

namespace {

using std::chrono::seconds;

cctz::civil_second civil(LocalTime local) { return cctz::civil_second{} + local.time_since_epoch().count(); }

// Names that would mean another thing on another machine, or count leap seconds.
bool is_portable(std::string_view name) {
  if (name.empty() || name.front() == '/' || name == "localtime" || name.starts_with("right/")) return false;
  return name.find("..") == std::string_view::npos && name.find(':') == std::string_view::npos;
}

}  // namespace

Result<Zone> Zone::load(std::string_view name) {
  const std::string text(name);
  if (const std::optional<seconds> offset = read_offset(name))
    return Zone(std::make_shared<const Data>(Data{text, cctz::fixed_time_zone(*offset)}));
  cctz::time_zone zone;
  // A failed load leaves UTC behind, so its answer is looked at before the zone is.
  if (!is_portable(name) || !cctz::load_time_zone(text, &zone))
    return fail(Fault::not_found,
                fmt::format("no time zone '{}': write an IANA name, as in Asia/Shanghai, or an offset, as in +08:00; "
                            "its data comes with the package tzdata",
                            name));
  return Zone(std::make_shared<const Data>(Data{text, zone}));
}

Zone Zone::utc() { return Zone(std::make_shared<const Data>(Data{"UTC", cctz::utc_time_zone()})); }

const std::string& Zone::name() const { return data_->name; }

seconds Zone::offset_at(Instant instant) const { return seconds{data_->zone.lookup(instant).offset}; }

Instant Zone::to_instant(LocalTime local, Skipped skipped) const {
  const auto found = data_->zone.lookup(civil(local));
  const bool in_gap = found.kind == cctz::time_zone::civil_lookup::SKIPPED;
  return in_gap && skipped == Skipped::gap_end ? found.trans : found.pre;
}

Instant Zone::next_transition(Instant after) const {
  cctz::time_zone::civil_transition change;
  // The zone database also lists changes of name alone.
  for (Instant at = after; data_->zone.next_transition(at, &change);) {
    at = data_->zone.lookup(change.to).trans;
    if (change.from != change.to) return at;
  }
  return Instant::max();
}

}  // namespace hotline
