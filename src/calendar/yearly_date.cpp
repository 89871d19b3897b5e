#include "calendar/yearly_date.hpp"

#include <algorithm>
#include <array>

#include <fmt/format.h>

#include "calendar/reader.hpp"
#include "hotline/base/nearest.hpp"
#include "hotline/calendar/hours.hpp"

namespace hotline {
namespace {

using std::chrono::day;
using std::chrono::days;
using std::chrono::month;
using std::chrono::sys_days;
using std::chrono::year;

constexpr std::string_view forms = R"(write "07-04", "third mon of jan", "last mon of may" or "easter +1")";

template <std::size_t n>
Result<int> place_in(const std::array<std::string_view, n>& words, std::string_view word, std::string_view what) {
  const auto found = std::find(words.begin(), words.end(), word);
  if (found != words.end()) return static_cast<int>(found - words.begin());
  const auto meant = nearest(word, {words.begin(), words.end()});
  return fail(Fault::bad_input, meant ? fmt::format("'{}' is not {}, did you mean '{}'?", word, what, *meant)
                                      : fmt::format("'{}' is not {}: {}", word, what, forms));
}

Result<int> parse_nth(std::string_view word) {  // 0: last
  constexpr std::array<std::string_view, 6> words = {"last", "first", "second", "third", "fourth", "fifth"};
  return place_in(words, word, "first, second, third, fourth, fifth or last");
}

Result<month> parse_month(std::string_view word) {
  constexpr std::array<std::string_view, 12> words = {"jan", "feb", "mar", "apr", "may", "jun",
                                                      "jul", "aug", "sep", "oct", "nov", "dec"};
  return place_in(words, word, "a month").map([](int place) { return month{static_cast<unsigned>(place) + 1}; });
}

std::optional<YearlyDate> read_month_day(std::string_view text) {
  Reader reader(text);
  const auto month_number = reader.digits(2);
  const auto day_number = month_number && reader.take("-") ? reader.digits(2) : std::nullopt;
  if (!day_number || !reader.done()) return std::nullopt;
  const std::chrono::month_day date{month{static_cast<unsigned>(*month_number)},
                                    day{static_cast<unsigned>(*day_number)}};
  return date.ok() ? std::optional<YearlyDate>{date} : std::nullopt;
}

std::optional<YearlyDate> read_easter(std::string_view text) {
  Reader reader(text);
  if (!reader.take("easter")) return std::nullopt;
  if (reader.done()) return DaysFromEaster{0};
  const bool after = reader.take(" +");
  if (!after && !reader.take(" -")) return std::nullopt;
  const auto count = reader.digits(1, 2);
  if (!count || !reader.done()) return std::nullopt;
  return DaysFromEaster{after ? *count : -*count};
}

Result<YearlyDate> parse_weekday_of_month(std::string_view nth, std::string_view weekday, std::string_view month) {
  const auto which = parse_nth(nth);
  if (!which) return tl::make_unexpected(which.error());
  const auto on = parse_weekday(weekday);
  if (!on) return tl::make_unexpected(on.error());
  return parse_month(month).map([&](auto in) { return YearlyDate{WeekdayOfMonth{in, *on, *which}}; });
}

std::vector<std::string_view> words_of(std::string_view text) {
  std::vector<std::string_view> words;
  for (std::size_t space = text.find(' '); space != std::string_view::npos; space = text.find(' ')) {
    words.push_back(text.substr(0, space));
    text.remove_prefix(space + 1);
  }
  words.push_back(text);
  return words;
}

// The Gregorian computus, in the form of Oudin and Tøndering.
sys_days easter_of(year in) {
  const int y = static_cast<int>(in);
  const int golden = y % 19;
  const int century = y / 100;
  const int epact = (century - century / 4 - (8 * century + 13) / 25 + 19 * golden + 15) % 30;
  const int moon = epact - epact / 28 * (1 - epact / 28 * (29 / (epact + 1)) * ((21 - golden) / 11));
  const int weekday = (y + y / 4 + moon + 2 - century + century / 4) % 7;
  const int from_march = moon - weekday + 28;  // as if March went on
  return sys_days{in / std::chrono::March / 1} + days{from_march - 1};
}

struct DateIn {
  year in;

  std::optional<Date> operator()(std::chrono::month_day on) const {
    const Date date = in / on;
    return date.ok() ? std::optional{date} : std::nullopt;
  }
  std::optional<Date> operator()(const WeekdayOfMonth& on) const {
    if (on.nth == 0) return Date{sys_days{in / on.month / on.weekday[std::chrono::last]}};
    const auto date = in / on.month / on.weekday[static_cast<unsigned>(on.nth)];
    return date.ok() ? std::optional<Date>{sys_days{date}} : std::nullopt;
  }
  std::optional<Date> operator()(DaysFromEaster on) const { return Date{easter_of(in) + days{on.days}}; }
};

}  // namespace

Result<YearlyDate> parse_yearly_date(std::string_view text) {
  if (const auto fixed = read_month_day(text)) return *fixed;
  if (const auto moving = read_easter(text)) return *moving;
  const std::vector<std::string_view> words = words_of(text);
  if (words.size() == 4 && words[2] == "of") {
    const auto date = parse_weekday_of_month(words[0], words[1], words[3]);
    if (date) return date;
    return fail(Fault::bad_input, fmt::format("'{}' is not a yearly date: {}", text, date.error().message));
  }
  return fail(Fault::bad_input, fmt::format("'{}' is not a yearly date: {}", text, forms));
}

Result<Observed> parse_observed(std::string_view text) {
  constexpr std::array<std::string_view, 2> words = {"nearest-weekday", "next-weekday"};
  const auto found = std::find(words.begin(), words.end(), text);
  if (found != words.end()) return found == words.begin() ? Observed::nearest_weekday : Observed::next_weekday;
  const auto meant = nearest(text, {words.begin(), words.end()});
  return fail(Fault::bad_input, fmt::format("'{}' is no way to observe a holiday: write {}", text,
                                            meant ? "\"" + *meant + "\"" : R"("nearest-weekday" or "next-weekday")"));
}

std::optional<Date> date_in(year in, const YearlyDate& on) { return std::visit(DateIn{in}, on); }

}  // namespace hotline
