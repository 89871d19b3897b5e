#include "hotline/calendar/limit.hpp"

#include <array>
#include <charconv>
#include <optional>
#include <vector>

#include <fmt/format.h>

#include "calendar/days.hpp"
#include "hotline/calendar/hours.hpp"

namespace hotline {
namespace {

using std::chrono::seconds;

constexpr std::string_view forms =
    "write '2 hours', '8 working hours', '24 hours on working days', '5 working days', '7 days', "
    "'7 days, rolled forward' or 'given'";

struct NamedUnit {
  std::string_view one;
  std::int64_t seconds;
};
constexpr std::array units = {NamedUnit{"second", 1}, NamedUnit{"minute", 60}, NamedUnit{"hour", 3600},
                              NamedUnit{"day", day_s}};

std::vector<std::string_view> words_of(std::string_view text) {
  std::vector<std::string_view> words;
  for (std::size_t at = 0; (at = text.find_first_not_of(' ', at)) != std::string_view::npos;) {
    const std::size_t end = std::min(text.find(' ', at), text.size());
    words.push_back(text.substr(at, end - at));
    at = end;
  }
  return words;
}

std::string joined(const std::vector<std::string_view>& words, std::size_t from) {
  return fmt::format("{}", fmt::join(words.begin() + static_cast<std::ptrdiff_t>(from), words.end(), " "));
}

std::optional<std::int64_t> whole_number(std::string_view text) {
  std::int64_t value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  const bool all = error == std::errc() && end == text.data() + text.size();
  return all ? std::optional(value) : std::nullopt;
}

const NamedUnit* unit_of(std::string_view word) {
  if (word.ends_with('s')) word.remove_suffix(1);
  for (const NamedUnit& unit : units)
    if (unit.one == word) return &unit;
  return nullptr;
}

// What follows the amount: "working hours", "days, rolled forward".
struct Measure {
  Counting counting;
  std::int64_t per_unit;  // of the limit's amount
};

std::optional<Measure> measure_of(std::vector<std::string_view> words) {
  const bool working = words.front() == "working";
  if (working) words.erase(words.begin());
  if (words.empty()) return std::nullopt;
  const std::string tail = joined(words, 1);
  const bool comma = words.front().ends_with(',');
  const NamedUnit* unit = unit_of(words.front().substr(0, words.front().size() - (comma ? 1 : 0)));
  if (unit == nullptr) return std::nullopt;
  const bool days = unit->seconds == day_s;
  if (comma) {
    const bool rolled = days && !working && tail == "rolled forward";
    return rolled ? std::optional(Measure{Counting::rolled_days, 1}) : std::nullopt;
  }
  if (tail == "on working days" && !days && !working) return Measure{Counting::whole_days, unit->seconds};
  if (!tail.empty()) return std::nullopt;
  if (days) return Measure{working ? Counting::working_days : Counting::days, 1};
  return Measure{working ? Counting::working_time : Counting::elapsed, unit->seconds};
}

End usual_end(Counting counting) {
  return counting == Counting::days || counting == Counting::rolled_days ? End::midnight : End::close;
}

std::string_view start_name(Start start) {
  return start == Start::at_once ? "at-once" : start == Start::next_opening ? "next-opening" : "cut-off";
}
std::string_view end_name(End end) {
  return end == End::close ? "close" : end == End::midnight ? "midnight" : "same-time";
}

std::string amount_text(std::int64_t amount, std::string_view word, std::string_view unit) {
  return fmt::format("{} {}{}{}", amount, word, unit, amount == 1 ? "" : "s");
}

// In the largest unit that leaves no rest; a day of seconds is 24 hours, since '1 day' is a count of days.
std::string time_text(std::int64_t amount, std::string_view word) {
  for (const NamedUnit& unit : {units[2], units[1]})
    if (amount % unit.seconds == 0) return amount_text(amount / unit.seconds, word, unit.one);
  return amount_text(amount, word, units[0].one);
}

std::string length_text(const Limit& limit) {
  switch (limit.counting) {
    case Counting::elapsed:
      return time_text(limit.amount, "");
    case Counting::working_time:
      return time_text(limit.amount, "working ");
    case Counting::whole_days:
      return time_text(limit.amount, "") + " on working days";
    case Counting::working_days:
      return amount_text(limit.amount, "working ", "day");
    case Counting::days:
      return amount_text(limit.amount, "", "day");
    case Counting::rolled_days:
      return amount_text(limit.amount, "", "day") + ", rolled forward";
    case Counting::given:
      break;
  }
  return "given";
}

}  // namespace

Result<Limit> parse_limit(std::string_view text) {
  const auto refuse = [&](std::string_view why) {
    return fail(Fault::bad_input, fmt::format("'{}' is not a limit: {}", text, why));
  };
  std::vector<std::string_view> words = words_of(text);
  if (words.size() == 1 && words.front() == "given") return Limit{};
  if (words.size() < 2) return refuse(forms);
  const std::optional<std::int64_t> count = whole_number(words.front());
  if (!count) return refuse(fmt::format("it begins with a whole number; {}", forms));
  if (*count <= 0) return refuse("a limit is at least 1");
  words.erase(words.begin());
  const std::optional<Measure> measure = measure_of(words);
  if (!measure) return refuse(forms);
  const std::int64_t most = covered_days * (counts_days(measure->counting) ? 1 : day_s / measure->per_unit);
  if (*count > most) return refuse("it is longer than the years 1970 to 2100");
  Limit limit;
  limit.counting = measure->counting;
  limit.amount = *count * measure->per_unit;
  limit.end = usual_end(limit.counting);
  return limit;
}

Result<Limit> with_start(Limit limit, std::string_view text) {
  if (limit.counting == Counting::given)
    return fail(Fault::bad_input, fmt::format("start '{}': a given due instant has no start", text));
  constexpr std::string_view cut_off = "cut-off ";
  limit.cut_off = seconds{0};
  if (text == "at-once") {
    limit.start = Start::at_once;
  } else if (text == "next-opening") {
    limit.start = Start::next_opening;
  } else if (text.starts_with(cut_off)) {
    const Result<seconds> time = parse_time_of_day(text.substr(cut_off.size()));
    if (!time) return fail(Fault::bad_input, fmt::format("start '{}': {}", text, time.error().message));
    limit.start = Start::cut_off;
    limit.cut_off = *time;
  } else {
    return fail(
        Fault::bad_input,
        fmt::format("'{}' is not a start: write at-once, next-opening or cut-off HH:MM, as in cut-off 17:00", text));
  }
  return limit;
}

Result<Limit> with_first_day(Limit limit, std::string_view text) {
  if (!counts_days(limit.counting))
    return fail(Fault::bad_input, fmt::format("first-day '{}': only counts of days have a first day, '{}' has none",
                                              text, length_text(limit)));
  if (text != "exclude" && text != "include")
    return fail(Fault::bad_input, fmt::format("'{}' is not a first-day: write exclude or include", text));
  limit.first_day = text == "include" ? FirstDay::include : FirstDay::exclude;
  return limit;
}

Result<Limit> with_end(Limit limit, std::string_view text) {
  if (!counts_days(limit.counting))
    return fail(Fault::bad_input,
                fmt::format("end '{}': only counts of days have an end, '{}' has none", text, length_text(limit)));
  const bool working = limit.counting == Counting::working_days;
  for (const End end : {End::close, End::midnight, End::same_time}) {
    if (text != end_name(end)) continue;
    if (end == End::close && !working)
      return fail(Fault::bad_input,
                  fmt::format("end 'close': '{}' counts every day, open or not; write midnight or same-time",
                              length_text(limit)));
    limit.end = end;
    return limit;
  }
  return fail(Fault::bad_input,
              fmt::format("'{}' is not an end: write {}midnight or same-time", text, working ? "close, " : ""));
}

std::string to_text(const Limit& limit) {
  std::string text = length_text(limit);
  if (limit.start == Start::cut_off)
    text += "; start cut-off " + time_of_day_text(limit.cut_off);
  else if (limit.start != Start::at_once)
    text += fmt::format("; start {}", start_name(limit.start));
  if (limit.first_day == FirstDay::include) text += "; first-day include";
  if (counts_days(limit.counting) && limit.end != usual_end(limit.counting))
    text += fmt::format("; end {}", end_name(limit.end));
  return text;
}

}  // namespace hotline
