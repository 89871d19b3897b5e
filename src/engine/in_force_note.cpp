#include "engine/in_force_note.hpp"

#include <algorithm>
#include <charconv>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "hotline/calendar/iso8601.hpp"
#include "hotline/calendar/revision.hpp"

namespace hotline {
namespace {

constexpr std::string_view document_name = "in-force";
constexpr std::string_view correct_word = "correct";

// "first rest": a calendar's name may hold any sign, so it stands last but one, before the last space.
std::pair<std::string_view, std::string_view> split(std::string_view line, std::size_t at) {
  if (at == std::string_view::npos) return {line, {}};
  return {line.substr(0, at), line.substr(at + 1)};
}

std::optional<Instant> instant_in(std::string_view text) {
  std::int64_t seconds = 0;
  const auto [end, fault] = std::from_chars(text.data(), text.data() + text.size(), seconds);
  if (fault != std::errc{} || end != text.data() + text.size()) return std::nullopt;
  return Instant{std::chrono::seconds{seconds}};
}

bool take(std::string_view line, InForceNote& note) {
  const auto [word, rest] = split(line, line.find(' '));
  const auto [first, last] = split(rest, rest.rfind(' '));
  if (word == "rules") {
    note.rules = rest;
  } else if (word == "as-of") {
    const auto date = parse_date(rest);
    if (!date) return false;
    note.as_of = *date;
  } else if (word == "calendar") {
    note.calendars.emplace(first, last);
  } else if (word == "years") {
    note.years.emplace(first, last);
  } else if (word == "adopting") {
    const auto now = instant_in(first);
    if (!now) return false;
    note.pending = {*now, last == correct_word ? PastBreaches::correct : PastBreaches::stand, {}};
  } else if (word == "since" && note.pending) {
    const auto since = instant_in(last);
    if (!since) return false;
    note.pending->changes.push_back({std::string{first}, *since});
  } else {
    return false;
  }
  return true;
}

}  // namespace

InForceNote InForceNote::of(const Rules& rules) {
  InForceNote note;
  note.rules = rules.version;
  note.as_of = rules.as_of;
  for (const auto& [name, calendar] : rules.calendars) {
    note.calendars.emplace(name, coordinates(calendar));
    note.years.emplace(name, fmt::format("{}", fmt::join(coordinates_by_year(calendar), ",")));
  }
  return note;
}

std::optional<Instant> years_differ_from(std::string_view before, std::string_view after) {
  if (before.size() != after.size()) return std::nullopt;
  const auto same = std::mismatch(before.begin(), before.end(), after.begin()).first;
  if (same == before.end()) return std::nullopt;
  const auto years = std::chrono::years{std::count(before.begin(), same, ',')};
  return std::chrono::sys_days{first_date + years} - std::chrono::days{1};  // local dates begin up to a day before
}

Result<std::optional<InForceNote>> read_note(Store& store) {
  const auto text = store.document(document_name);
  if (!text) return tl::make_unexpected(text.error());
  if (!*text) return std::nullopt;
  InForceNote note;
  std::string_view rest = **text;
  while (!rest.empty()) {
    const auto [line, more] = split(rest, rest.find('\n'));
    if (!take(line, note))
      return fail(Fault::damaged, fmt::format("the store's note of what is in force cannot be read: {}", line));
    rest = more;
  }
  return note;
}

Document document_of(const InForceNote& note) {
  std::string text = fmt::format("rules {}\n", note.rules);
  if (note.as_of) text += fmt::format("as-of {}\n", to_text(*note.as_of));
  for (const auto& [name, stands_on] : note.calendars) text += fmt::format("calendar {} {}\n", name, stands_on);
  for (const auto& [name, years] : note.years) text += fmt::format("years {} {}\n", name, years);
  if (note.pending) {
    const auto& [now, past, changes] = *note.pending;
    text += fmt::format("adopting {} {}\n", now.time_since_epoch().count(),
                        past == PastBreaches::correct ? correct_word : "stand");
    for (const CalendarChange& change : changes)
      text += fmt::format("since {} {}\n", change.calendar, change.since.time_since_epoch().count());
  }
  return {std::string{document_name}, std::move(text)};
}

}  // namespace hotline
