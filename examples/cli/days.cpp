// hotline days RULES --calendar NAME --from D --to D: which days are worked, when, and why?
#include <fmt/format.h>

#include "answer.hpp"
#include "hotline/calendar/iso8601.hpp"
#include "hotline/calendar/window_words.hpp"
#include "hotline/report/calendar_page.hpp"
#include "json.hpp"
#include "pages.hpp"

namespace hotline {
namespace {

std::vector<std::string> windows_of(const CalendarDay& day) {
  std::vector<std::string> windows;
  for (const Window& window : day.windows) windows.push_back(window_words(window));
  return windows;
}

bool is_provisional(const Calendar& calendar, Date date) {
  return calendar.known_until() && date > *calendar.known_until();
}

std::string in_words(const CalendarDay& day, bool provisional) {
  const std::string hours = day.windows.empty() ? "closed" : fmt::format("{}", fmt::join(windows_of(day), " "));
  return fmt::format("{}  {}  {}{}\n", to_text(day.date), hours, day.why, provisional ? " provisional" : "");
}

Json in_json(const CalendarDay& day, bool provisional) {
  const std::vector<std::string> windows = windows_of(day);
  return Json::object({{"date", to_text(day.date)},
                       {"windows", Json::list({windows.begin(), windows.end()})},
                       {"why", day.why},
                       {"provisional", provisional}});
}

}  // namespace

int run_days(const DaysArgs& args, World& world) {
  return answer(args, world, [&](const Calendar& calendar) -> Result<std::string> {
    const Result<Date> from = read_date("--from", args.from);
    if (!from) return tl::make_unexpected(from.error());
    const Result<Date> to = read_date("--to", args.to);
    if (!to) return tl::make_unexpected(to.error());
    if (*to < *from)
      return fail(Fault::bad_input, fmt::format("--to {} is before --from {}: write the earlier date as --from",
                                                to_text(*to), to_text(*from)));
    const std::string form = args.json ? "json" : args.page.form;
    if (form == "html")
      return unless_written(calendar_page(calendar, *from, *to, language_of(args.page.language)), args.page);
    std::string text;
    std::vector<Json> days;
    for (std::chrono::sys_days at = *from; at <= std::chrono::sys_days{*to}; at += std::chrono::days{1}) {
      const CalendarDay day = calendar.day(at);
      const bool provisional = is_provisional(calendar, day.date);
      if (form == "json")
        days.push_back(in_json(day, provisional));
      else
        text += in_words(day, provisional);
    }
    return unless_written(form == "json" ? Json::list(days).line() : text, args.page);
  });
}

}  // namespace hotline
