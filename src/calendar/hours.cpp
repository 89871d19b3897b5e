#include "hotline/calendar/hours.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "calendar/reader.hpp"
#include "hotline/base/nearest.hpp"

namespace hotline {
namespace {

using std::chrono::seconds;

constexpr std::array<std::string_view, 7> weekday_names = {"mon", "tue", "wed", "thu", "fri", "sat", "sun"};
constexpr seconds day_end = std::chrono::hours{24};
constexpr seconds last_close = std::chrono::hours{48};

Result<seconds> parse_clock(std::string_view text, seconds latest) {
  const auto refuse = [&](std::string_view why) {
    return fail(Fault::bad_input, fmt::format("'{}' is not a time of day: {}", text, why));
  };
  Reader reader(text);
  const auto hour = reader.digits(2);
  const auto minute = hour && reader.take(":") ? reader.digits(2) : std::nullopt;
  const auto second = minute && reader.take(":") ? reader.digits(2) : std::optional(0);
  if (!minute || !second || !reader.done()) return refuse("write HH:MM, as in 09:30");
  if (*minute > 59) return refuse("minutes end at 59");
  if (*second > 59) return refuse("seconds end at 59");
  const seconds time = std::chrono::hours{*hour} + std::chrono::minutes{*minute} + seconds{*second};
  if (time > latest) return refuse(fmt::format("it ends at {}:00", latest / std::chrono::hours{1}));
  return time;
}

Result<Window> checked(Window window) {
  const auto refuse = [&](std::string_view why) {
    return fail(Fault::bad_input, fmt::format("the window {} {}", to_text(window), why));
  };
  if (window.open < seconds{0} || window.open >= day_end) return refuse("must open between 00:00 and 23:59");
  if (window.close == window.open) return refuse("is empty: the whole day is 00:00-24:00");
  if (window.close < window.open) return refuse("closes before it opens");
  if (window.close > last_close) return refuse("must close by 48:00, the end of the next day");
  return window;
}

}  // namespace

Result<seconds> parse_time_of_day(std::string_view text) { return parse_clock(text, day_end); }

Result<Window> parse_window(std::string_view text) {
  const auto refuse = [&](std::string_view why) {
    return fail(Fault::bad_input, fmt::format("'{}' is not a window: {}", text, why));
  };
  const std::size_t dash = text.find('-');
  if (dash == std::string_view::npos) return refuse("write HH:MM-HH:MM, as in 09:00-17:30");
  const Result<seconds> open = parse_clock(text.substr(0, dash), day_end);
  if (!open) return refuse(open.error().message);
  const Result<seconds> close = parse_clock(text.substr(dash + 1), last_close);
  if (!close) return refuse(close.error().message);
  if (*open == day_end) return refuse("24:00 is the end of a day: open at 00:00 on the next one");
  if (*open == *close) return refuse("it is empty: the whole day is 00:00-24:00");
  const Window window{*open, *close > *open ? *close : *close + day_end};
  return window;
}

Result<std::chrono::weekday> parse_weekday(std::string_view text) {
  const auto found = std::find(weekday_names.begin(), weekday_names.end(), text);
  if (found != weekday_names.end())
    return std::chrono::weekday{static_cast<unsigned>(found - weekday_names.begin()) + 1};
  const auto meant = nearest(text, {weekday_names.begin(), weekday_names.end()});
  const std::string hint = meant ? fmt::format(", did you mean '{}'?", *meant) : "";
  return fail(Fault::bad_input,
              fmt::format("'{}' is not a weekday: write mon, tue, wed, thu, fri, sat or sun{}", text, hint));
}

Result<std::vector<std::chrono::weekday>> parse_weekdays(std::string_view text) {
  const std::size_t dash = text.find('-');
  const auto first = parse_weekday(text.substr(0, dash));
  if (!first) return tl::make_unexpected(first.error());
  if (dash == std::string_view::npos) return std::vector{*first};
  const auto last = parse_weekday(text.substr(dash + 1));
  if (!last) return tl::make_unexpected(last.error());
  std::vector<std::chrono::weekday> days{*first};
  while (days.back() != *last) days.push_back(days.back() + std::chrono::days{1});
  return days;
}

std::string time_of_day_text(seconds time) {
  const std::int64_t s = time.count();
  const std::string text = fmt::format("{:02}:{:02}", s / 3600, s / 60 % 60);
  return s % 60 == 0 ? text : fmt::format("{}:{:02}", text, s % 60);
}

std::string to_text(std::chrono::weekday day) { return std::string(weekday_names[day.iso_encoding() - 1]); }

std::string to_text(const Window& window) {
  return fmt::format("{}-{}", time_of_day_text(window.open), time_of_day_text(window.close));
}

Result<Hours> in_order(Hours hours) {
  std::sort(hours.begin(), hours.end());
  Hours ordered;
  for (const Window& window : hours) {
    if (const auto fine = checked(window); !fine) return tl::make_unexpected(fine.error());
    if (ordered.empty() || ordered.back().close < window.open) {
      ordered.push_back(window);
    } else if (ordered.back().close == window.open) {
      ordered.back().close = window.close;
    } else {
      return fail(Fault::bad_input,
                  fmt::format("the windows {} and {} overlap", to_text(ordered.back()), to_text(window)));
    }
  }
  return ordered;
}

}  // namespace hotline
