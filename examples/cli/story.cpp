#include "story.hpp"

#include <fmt/format.h>

#include "hotline/calendar/iso8601.hpp"
#include "hotline/calendar/window_words.hpp"

namespace hotline {
namespace {

std::string amount_text(std::int64_t amount, Explanation::Unit unit) {
  if (unit == Explanation::Unit::days) return fmt::format("{} day{}", amount, amount == 1 ? "" : "s");
  return fmt::format("{}:{:02}:{:02}", amount / 3600, amount / 60 % 60, amount % 60);
}

// By the wall clock of a date: 09:00-12:00, also where the window ends on the next date.
std::vector<std::string> windows_of(const std::vector<Span>& spans, Date date, const Zone& zone) {
  const LocalTime midnight = std::chrono::local_days{date};
  std::vector<std::string> windows;
  for (const Span& span : spans)
    windows.push_back(window_words({zone.to_local(span.open) - midnight, zone.to_local(span.close) - midnight}));
  return windows;
}

std::string column(const std::string& name, const std::vector<Span>& spans, Date date, const Zone& zone) {
  return spans.empty() ? "" : fmt::format("{}{}  ", name, fmt::join(windows_of(spans, date, zone), " "));
}

std::string day_text(const ExplainedDay& day, Explanation::Unit unit, const Zone& zone) {
  const std::string amount = day.amount == 0 ? "-" : amount_text(day.amount, unit);
  return fmt::format("{}  {:>10}  {}{}{}\n", to_text(day.date), amount, column("", day.counted, day.date, zone),
                     column("paused ", day.paused, day.date, zone), day.why);
}

std::string revision_text(const Revision& revision) {
  const std::string as_of = revision.as_of ? fmt::format(" as of {}", to_text(*revision.as_of)) : "";
  return fmt::format("revision {}{}", revision.number, as_of);
}

std::int64_t sum(const Explanation& story) {
  std::int64_t amount = 0;
  for (const ExplainedDay& day : story.days) amount += day.amount;
  return amount;
}

Json words_json(const std::vector<std::string>& words) { return Json::list({words.begin(), words.end()}); }

Json day_json(const ExplainedDay& day, const Zone& zone) {
  return Json::object({{"date", to_text(day.date)},
                       {"amount", day.amount},
                       {"windows", words_json(windows_of(day.counted, day.date, zone))},
                       {"paused", words_json(windows_of(day.paused, day.date, zone))},
                       {"why", day.why}});
}

}  // namespace

std::string story_text(const Explanation& story, const Zone& zone) {
  std::string text = fmt::format("from        {}\nreceived    {}\ndue         {}\ncalendar    {}, {}\n",
                                 to_text(story.from, zone), to_text(story.received, zone), to_text(story.due, zone),
                                 story.calendar, revision_text(story.revision));
  for (const Pause& pause : story.pauses)
    text += fmt::format("paused      {} to {}\n", to_text(pause.from, zone), to_text(pause.to, zone));
  for (const ExplainedDay& day : story.days) text += day_text(day, story.unit, zone);
  return text + fmt::format("total       {:>10}  of {}\n", amount_text(sum(story), story.unit), to_text(story.limit));
}

Json pauses_json(const std::vector<Pause>& pauses, const Zone& zone) {
  std::vector<Json> list;
  for (const Pause& pause : pauses)
    list.push_back(Json::object({{"from", to_text(pause.from, zone)}, {"to", to_text(pause.to, zone)}}));
  return Json::list(list);
}

Json story_json(const Explanation& story, const Zone& zone) {
  std::vector<Json> days;
  for (const ExplainedDay& day : story.days) days.push_back(day_json(day, zone));
  return Json::object({{"received", to_text(story.received, zone)},
                       {"due", to_text(story.due, zone)},
                       {"pauses", pauses_json(story.pauses, zone)},
                       {"unit", story.unit == Explanation::Unit::days ? "days" : "seconds"},
                       {"days", Json::list(days)},
                       {"total", sum(story)}});
}

}  // namespace hotline
