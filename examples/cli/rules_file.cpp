#include "rules_file.hpp"

#include <fmt/format.h>

#include "files.hpp"
#include "hotline/base/nearest.hpp"
#include "hotline/calendar/iso8601.hpp"

#ifdef HOTLINE_WITH_ICS
#include "hotline/calendar/ics.hpp"
#endif

namespace hotline {

ReadHolidays neighbours_of([[maybe_unused]] const std::string& file) {
#ifdef HOTLINE_WITH_ICS
  return [file](const std::string& name, const std::vector<std::string>& make_up_words) {
    return read_file(std::filesystem::path(file).parent_path() / name).and_then([&](const std::string& days) {
      return read_ics(days, name, make_up_words);
    });
  };
#else
  return {};
#endif
}

Reading read_with_neighbours(std::string_view text, const std::string& file, std::optional<Date> as_of) {
  return read_rules(text, file, as_of, neighbours_of(file));
}

std::optional<Rules> load_rules(const std::string& file, World& world, const std::optional<std::string>& as_of) {
  std::optional<Date> known_on;
  if (as_of) {
    const Result<Date> date = read_date("--as-of", *as_of);
    if (!date) return world.fail(date.error()), std::nullopt;
    known_on = *date;
  }
  const Result<std::string> text = read_file(file);
  if (!text) return world.fail(text.error()), std::nullopt;
  Reading reading = read_with_neighbours(*text, file, known_on);
  for (const Finding& fault : reading.faults) world.err << to_text(fault) << '\n';
  return std::move(reading.rules);
}

Result<const Calendar*> pick_calendar(const Rules& rules, const std::optional<std::string>& name) {
  std::vector<std::string> names;
  for (const auto& [known, calendar] : rules.calendars) names.push_back(known);
  if (names.empty()) return fail(Fault::not_found, "the rules have no calendar: add one, as in [calendar.office]");
  if (!name && names.size() > 1)
    return fail(Fault::bad_input, fmt::format("the rules have {} calendars: name one with --calendar, of {}",
                                              names.size(), fmt::join(names, ", ")));
  const Calendar* calendar = rules.calendar(name.value_or(names.front()));
  if (calendar == nullptr) return unknown("calendar", *name, names);
  return calendar;
}

Result<Instant> read_instant(std::string_view option, std::string_view text, const Zone& zone) {
  const Result<Instant> instant = parse_instant(text, zone);
  if (!instant) return about(option, instant.error());
  return instant;
}

Result<Date> read_date(std::string_view option, std::string_view text) {
  const Result<Date> date = parse_date(text);
  if (!date) return about(option, date.error());
  return date;
}

tl::unexpected<Error> about(std::string_view option, const Error& error) {
  return fail(error.fault, fmt::format("{}: {}", option, error.message));
}

tl::unexpected<Error> unknown(std::string_view what, std::string_view name, const std::vector<std::string>& known) {
  const auto meant = nearest(name, known);
  const std::string instead = meant           ? fmt::format("did you mean '{}'?", *meant)
                              : known.empty() ? "the rules have none"
                                              : fmt::format("there is {}", fmt::join(known, ", "));
  return fail(Fault::not_found, fmt::format("no {} '{}': {}", what, name, instead));
}

}  // namespace hotline
