// Every zone of this machine's zone database, 1970 to 2100: the wall clock at each change of it, a second before and
// after, and at random; and what a local time at each of those means: one instant, two, or none.
//
// Held against cctz's own lookups, of instants and of civil times; against the C library, which reads the same files
// with other code; and through compiled calendars: a calendar that is always open loses no second, and its dates begin
// when cctz says that they do. Under the sanitizers every 8th zone.
#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <set>
#include <string>
#include <vector>

#include <cctz/time_zone.h>
#include <fmt/format.h>
#include <time.h>

#include "hotline/calendar/deadline.hpp"
#include "support/calendars.hpp"
#include "support/dice.hpp"
#include "support/sanitized.hpp"

using namespace hotline;
using namespace hotline::test;
using std::chrono::days;
using std::chrono::seconds;
using std::chrono::sys_days;

namespace {

namespace fs = std::filesystem;

constexpr int skipped = 77;
constexpr int random_instants = 200;  // in each zone
const Instant begin = sys_days{first_date} + days{2};
const Instant end = sys_days{last_date} - days{2};

bool is_zone_file(const fs::path& file) {
  std::ifstream in(file, std::ios::binary);
  std::string magic(4, ' ');
  return in.read(magic.data(), 4) && magic == "TZif";
}

fs::path zone_folder() {
  const char* named = std::getenv("TZDIR");
  return named != nullptr ? named : "/usr/share/zoneinfo";
}

// Links are zones too. "posix" and "right" hold the same ones again.
std::vector<std::string> zone_names() {
  std::vector<std::string> names;
  std::error_code missing;
  for (const auto& entry : fs::recursive_directory_iterator(zone_folder(), missing)) {
    const std::string name = fs::relative(entry.path(), zone_folder()).generic_string();
    const bool again = name.starts_with("posix/") || name.starts_with("right/") || name == "localtime";
    if (!again && entry.is_regular_file() && is_zone_file(entry.path())) names.push_back(name);
  }
  std::sort(names.begin(), names.end());
  return names;
}

cctz::civil_second civil(LocalTime local) { return cctz::civil_second{} + local.time_since_epoch().count(); }

class Check {
 public:
  explicit Check(const std::string& name) : name_(name), zone_(zone_of(name)) {
    cctz::load_time_zone(name, &theirs_);
    setenv("TZ", name.c_str(), 1);
    tzset();
  }

  bool holds() {
    find_changes();
    Dice dice = seeded(changes_.size());
    std::vector<Instant> instants;
    for (const Instant change : changes_)
      for (int nudge = -1; nudge <= 1; ++nudge) instants.push_back(change + seconds{nudge});
    const int last_day = static_cast<int>((end - begin) / days{1}) - 1;
    for (int i = 0; i < random_instants; ++i)
      instants.push_back(begin + days{dice.pick(0, last_day)} + seconds{dice.pick(0, 86'399)});
    for (const Instant at : instants)
      if (!instant_holds(at) || !local_holds(local_at(at))) return false;
    for (const Instant change : changes_)
      if (!change_holds(change)) return false;
    return changes_are_told() && calendar_holds(instants);
  }

  std::size_t changes() const { return changes_.size(); }

 private:
  seconds their_offset(Instant at) const { return seconds{theirs_.lookup(at).offset}; }
  LocalTime local_at(Instant at) const { return LocalTime{(at + their_offset(at)).time_since_epoch()}; }

  void find_changes() {
    cctz::time_zone::civil_transition change;
    for (Instant at = begin; theirs_.next_transition(at, &change);) {
      at = theirs_.lookup(change.to).trans;
      if (at >= end) break;
      if (their_offset(at - seconds{1}) != their_offset(at)) changes_.push_back(at);
    }
  }

  bool instant_holds(Instant at) const {
    const std::time_t count = at.time_since_epoch().count();
    std::tm tm{};
    localtime_r(&count, &tm);
    return agree("offset", at, zone_.offset_at(at), their_offset(at)) &&
           agree("the C library's offset", at, zone_.offset_at(at), seconds{tm.tm_gmtoff}) &&
           agree("local time", at, zone_.to_local(at).time_since_epoch(), local_at(at).time_since_epoch());
  }

  // By what the clock shows, and as cctz looks a civil time up.
  bool local_holds(LocalTime local) const {
    const Instant shifted = zone_.to_instant(local, Skipped::shift);
    const Instant gap_end = zone_.to_instant(local, Skipped::gap_end);
    const auto found = theirs_.lookup(civil(local));
    const bool in_gap = found.kind == cctz::time_zone::civil_lookup::SKIPPED;
    std::set<Instant> shown;  // the instants that show it
    for (int day = -2; day <= 2; ++day) {
      const Instant near{local.time_since_epoch() + days{day}};
      const Instant candidate{local.time_since_epoch() - their_offset(near)};
      if (local_at(candidate) == local) shown.insert(candidate);
    }
    if (!agree("shifted as cctz looks it up", shifted, shifted, found.pre)) return false;
    if (!agree("a gap's end as cctz looks it up", gap_end, gap_end, in_gap ? found.trans : found.pre)) return false;
    if (!agree("is in a gap", gap_end, in_gap, shown.empty())) return false;
    if (!in_gap)
      return agree("the first that shows it", shifted, shifted, *shown.begin()) &&
             agree("the first that shows it", gap_end, gap_end, *shown.begin());
    return agree("a gap's end shows more", gap_end, local_at(gap_end) > local, true) &&
           agree("and the second before less", gap_end, local_at(gap_end - seconds{1}) < local, true) &&
           agree("shifted by the gap", shifted, shifted,
                 Instant{local.time_since_epoch() - their_offset(gap_end - seconds{1})});
  }

  // Local times at both ends of what a change skips or repeats, and within it.
  bool change_holds(Instant change) const {
    const LocalTime before{(change + their_offset(change - seconds{1})).time_since_epoch()};
    const LocalTime after = local_at(change);
    for (const LocalTime edge : {before, after, before + (after - before) / 2})
      for (int nudge = -1; nudge <= 1; ++nudge)
        if (!local_holds(edge + seconds{nudge})) return false;
    return true;
  }

  bool changes_are_told() const {
    Instant at = begin;
    for (const Instant change : changes_) {
      if (!agree("next change", at, zone_.next_transition(at), change)) return false;
      if (!agree("a change from just before it", at, zone_.next_transition(change - seconds{1}), change)) return false;
      at = change;
    }
    return agree("no other change", at, zone_.next_transition(at) >= end, true);
  }

  bool calendar_holds(const std::vector<Instant>& instants) const {
    const Calendar always = calendar_of(name_, {{"mon-sun", {"00:00-24:00"}}});
    const Limit tomorrow = limit("1 day");
    if (!agree("seconds of all years", begin, worked_between(always, begin, end), end - begin)) return false;
    for (const Instant at : instants) {
      if (!agree("open", at, always.is_open(at), true)) return false;
      // While the clock repeats a date's last hour, the date it has begun goes on.
      if (repeats(at)) continue;
      const auto midnight = theirs_.lookup(cctz::civil_second(cctz::civil_day(civil(local_at(at))) + 2));
      const bool in_gap = midnight.kind == cctz::time_zone::civil_lookup::SKIPPED;
      if (!agree("tomorrow's end", at, due_at(always, tomorrow, at).value(), in_gap ? midnight.trans : midnight.pre))
        return false;
    }
    return true;
  }

  bool repeats(Instant at) const { return theirs_.lookup(civil(local_at(at))).pre < at; }

  template <class T>
  bool agree(const std::string& what, Instant at, const T& found, const T& wanted) const {
    if (found == wanted) return true;
    fmt::print("{} at {}: {}: {} and not {}\n", name_, show(at, Zone::utc()), what, shown(found), shown(wanted));
    return false;
  }
  static std::string shown(bool value) { return value ? "yes" : "no"; }
  static std::string shown(Instant at) { return show(at, Zone::utc()); }
  static std::string shown(seconds length) { return fmt::format("{} s", length.count()); }

  std::string name_;
  Zone zone_;
  cctz::time_zone theirs_;
  std::vector<Instant> changes_;
};

}  // namespace

int main() {
  const std::vector<std::string> names = zone_names();
  if (names.empty()) {
    fmt::print("skipped: there is no zone database at {}\n", zone_folder().string());
    return skipped;
  }
  std::size_t zones = 0;
  std::size_t changes = 0;
  for (std::size_t i = 0; i < names.size(); i += sanitized ? 8 : 1) {
    Check check(names[i]);
    if (!check.holds()) return 1;
    ++zones;
    changes += check.changes();
  }
  fmt::print("{} of {} zones with {} changes of their clocks, each as cctz and the C library have it\n", zones,
             names.size(), changes);
  return 0;
}
