#include "report/why_due.hpp"

#include <fmt/format.h>

#include "hotline/calendar/deadline.hpp"
#include "hotline/calendar/iso8601.hpp"
#include "hotline/calendar/window_words.hpp"
#include "hotline/core/due.hpp"
#include "report/calendar_words.hpp"

namespace hotline {
namespace {

using Unit = Explanation::Unit;

std::string amount_text(std::int64_t amount, Unit unit) {
  if (unit == Unit::days) return std::to_string(amount);
  return fmt::format("{}:{:02}:{:02}", amount / 3600, amount / 60 % 60, amount % 60);
}

std::string windows_of(const std::vector<Span>& spans, Date date, const Zone& zone) {
  const LocalTime midnight = std::chrono::local_days{date};
  std::string text;
  for (const Span& span : spans)
    text += (text.empty() ? "" : " ") +
            window_words({zone.to_local(span.open) - midnight, zone.to_local(span.close) - midnight});
  return text;
}

ReportTable days_of(const Explanation& story, const Zone& zone) {
  const bool in_days = story.unit == Unit::days;
  ReportTable table{.name = "days",
                    .title = {},
                    .columns = {{"date", {"日期", "Date"}},
                                {"counted", in_days ? Title{"计入天数", "Days"} : Title{"计入时长", "Counted"}, true},
                                {"hours", {"时间", "Hours"}},
                                {"why", {"原因", "Why"}}},
                    .rows = {}};
  if (!story.pauses.empty()) table.columns.push_back({"paused", {"暂停", "Paused"}});
  for (const ExplainedDay& day : story.days) {
    ReportCell amount = word(amount_text(day.amount, story.unit));
    if (day.amount == 0) amount.tone = ReportCell::Tone::faint;
    table.rows.push_back(
        {word(to_text(day.date)), amount, word(windows_of(day.counted, day.date, zone)), word(why_title(day.why))});
    if (!story.pauses.empty()) table.rows.back().push_back(word(windows_of(day.paused, day.date, zone)));
  }
  return table;
}

// More time that was granted, in the limit's own amount.
Limit extended(const Limit& limit, const Clock& clock) {
  Limit whole = limit;
  const Key one = limit.amount == 0 ? 0 : budget(limit, clock.line.kind) / limit.amount;
  if (one > 0) whole.amount = clock.budget / one;
  return whole;
}

// Any calendar tells elapsed time; the days are those of its zone.
const Calendar* calendar_for(const Clock& clock, const Rules& rules, const InForce& in_force) {
  if (!clock.line.calendar.empty()) return in_force.calendar(clock.line.calendar);
  return rules.calendars.empty() ? nullptr : &rules.calendars.begin()->second;
}

}  // namespace

WhyDue why_due(const Case& matter, const Ticket& ticket, const Clock& clock, const InForce& in_force,
               const Zone& zone) {
  WhyDue why;
  if (clock.status != Clock::Status::paused)
    if (const auto due = due_of(matter, ticket, clock, in_force)) why.due = *due;
  const Rules& rules = in_force.rules_of(matter);
  const Target* target = rules.target(clock.target);
  const std::string due = why.due ? to_text(*why.due, zone) : "";
  if (clock.status == Clock::Status::paused) {
    why.says = {"现已暂停，恢复后才有期限。", "It stands still: it has no due instant until it runs on."};
    return why;
  }
  if (target == nullptr) {
    why.says = {"规则中已无此时限。", "The rules no longer have this promise."};
    return why;
  }
  if (target->limit.counting == Counting::given) {
    why.says = {fmt::format("期限由来件给出：{}。", due), fmt::format("Its due instant was given: {}.", due)};
    return why;
  }
  const Calendar* calendar = calendar_for(clock, rules, in_force);
  const Limit limit = extended(target->limit, clock);
  const std::string counted = clock.line.calendar.empty() ? "" : clock.line.calendar;
  why.says = {fmt::format("自 {} 起，{}{}，应办至 {}。", to_text(clock.since, zone), limit_title(limit).zh,
                          counted.empty() ? "" : "（日历 " + counted + "）", due),
              fmt::format("{} from {}{}: due {}.", to_text(limit), to_text(clock.since, zone),
                          counted.empty() ? "" : ", on the calendar " + counted, due)};
  if (limit.amount != target->limit.amount) {
    why.says.zh += fmt::format("原时限为{}，已获延长。", limit_title(target->limit).zh);
    why.says.en += fmt::format(" The limit is {}; more time was granted.", to_text(target->limit));
  }
  if (calendar == nullptr) return why;
  const auto story = explain(*calendar, limit, clock.since, clock.pauses);
  if (!story) return why;
  why.days = days_of(*story, zone);
  if (story->received != clock.since) {
    why.says.zh += fmt::format("视为 {} 收到。", to_text(story->received, zone));
    why.says.en += fmt::format(" It counts as received at {}.", to_text(story->received, zone));
  }
  if (why.due && story->due != *why.due) {
    // A leg's is capped by its order's; a calendar or rule that changed later may have left it where it was.
    why.says.zh += fmt::format("单按时限本应为 {}，因上级工单的期限或其后的变更而不同。", to_text(story->due, zone));
    why.says.en +=
        fmt::format(" The limit alone would give {}: what differs is its order's own date, or a later change.",
                    to_text(story->due, zone));
  }
  if (story->provisional) {
    why.says.zh += "所跨日期的安排尚未公布，暂定。";
    why.says.en += " It is provisional: not all of its days are announced yet.";
  }
  return why;
}

}  // namespace hotline
