// What most subcommands begin with: rules, a calendar of theirs, an instant.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "hotline/base/instant.hpp"
#include "hotline/base/result.hpp"
#include "hotline/calendar/calendar.hpp"
#include "hotline/rules/rules.hpp"
#include "world.hpp"

namespace hotline {

// Reads the .ics files that the rules name from beside them, where this hotline can.
ReadHolidays neighbours_of(const std::string& file);
Reading read_with_neighbours(std::string_view text, const std::string& file, std::optional<Date> as_of = std::nullopt);

// Nothing, once every fault stands on the second stream.
std::optional<Rules> load_rules(const std::string& file, World& world,
                                const std::optional<std::string>& as_of = std::nullopt);

Result<const Calendar*> pick_calendar(const Rules& rules, const std::optional<std::string>& name);

// The error says which option was meant.
Result<Instant> read_instant(std::string_view option, std::string_view text, const Zone& zone);
Result<Date> read_date(std::string_view option, std::string_view text);
tl::unexpected<Error> about(std::string_view option, const Error& error);

// "no calendar 'ofice': did you mean 'office'?", or what there is instead.
tl::unexpected<Error> unknown(std::string_view what, std::string_view name, const std::vector<std::string>& known);

}  // namespace hotline
