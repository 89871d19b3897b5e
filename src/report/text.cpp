#include <algorithm>
#include <iterator>
#include <set>
#include <span>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "base/grouped.hpp"
#include "hotline/calendar/iso8601.hpp"
#include "hotline/report/count.hpp"
#include "report/points.hpp"
#include "report/tables.hpp"

namespace hotline {
namespace {

std::string of(const Fraction& fraction) { return grouped(fraction.hits) + " / " + grouped(fraction.of); }

std::string of(const Fraction& fraction, const Measure& measure) {
  const std::int64_t one = measure.weights ? measure.weights->one : 1;
  return in_units(fraction.hits, one) + " / " + in_units(fraction.of, one);
}

std::string shown(const std::string& name) { return name.empty() ? "(none)" : name; }

constexpr std::string_view promise_heads = "  {:<28} {:>8} {:>8} {:>8} {:>8} {:>8} {:>9} {:>9} {:>9} {:>17}\n";

constexpr std::string_view watch_row = "  {:<36} {:>8} {:>15} {:>17} {:>11} {:>9}\n";

class Page {
 public:
  template <class... Args>
  void line(fmt::format_string<Args...> form, Args&&... args) {
    fmt::format_to(std::back_inserter(text_), form, std::forward<Args>(args)...);
  }
  void heads(const std::string& by) {
    line("\n");
    line(promise_heads, "by " + by, "made", "on time", "late", "overdue", "open", "cancelled", "breached", "kept",
         "counted");
  }
  void promises(const std::string& name, const PromiseCount& count) {
    line(promise_heads, shown(name), grouped(count.made), grouped(count.on_time), grouped(count.late),
         grouped(count.overdue), grouped(count.open), grouped(count.cancelled), grouped(count.breached),
         to_percent(count.kept(), 2), of(count.kept()));
  }
  void watch_heads(const std::string& by) {
    line("\n");
    line(watch_row, "watched, by " + by, "promises", "paused near due", "returned near due", "begun anew", "reopened");
  }
  void watched(const std::string& name, const PromiseCount& count) {
    const Watched& seen = count.watched;
    line(watch_row, shown(name), grouped(count.made), grouped(seen.paused), grouped(seen.returned), grouped(seen.anew),
         grouped(seen.reopened));
  }
  std::string take() { return std::move(text_); }

 private:
  std::string text_;
};

std::string shown_goal(const Fraction& goal) {  // as it was written: 90 is of 100, 96.25 of 10,000
  int digits = 0;
  for (std::int64_t of = goal.of; of > 100; of /= 10) ++digits;
  return to_percent(goal, digits);
}

std::string goal_text(const MeasureCount& count) {
  if (!count.measure.goal) return "";
  const auto met = count.goal_met();
  return fmt::format("  goal {}{}", shown_goal(*count.measure.goal), !met ? "" : *met ? " met" : " missed");
}

// What was left out of a measure, by why, where there is more than one reason.
std::string dropped_text(const MeasureCount& count) {
  return count.dropped_by.size() < 2 ? "" : fmt::format("  left out: {}", fmt::join(count.dropped_by, " + "));
}

void measures(Page& page, const Report& report) {
  if (report.measures.empty()) return;
  page.line("\n  {:<44} {:>9}  {:>17}\n", "measure", "rate", "counted");
  for (const MeasureCount& count : report.measures) {
    page.line("  {:<44} {:>9}  {:>17}{}\n", titled(count.measure.name, count.measure.title),
              to_percent(count.rate, count.measure.digits), of(count.rate, count.measure),
              goal_text(count) + dropped_text(count));
    for (const std::string& doubt : count.doubts) page.line("    doubtful: {}\n", doubt);
  }
}

struct Column {  // one measure, broken down
  const Measure* measure = nullptr;
  const MeasureCount::Group* group = nullptr;
};

constexpr std::size_t side_by_side = 4;

void below_goal(Page& page, const Column& column) {
  std::string text;
  for (const auto& [row, goal] : column.group->goals)
    if (column.group->goal_met(row) == false)
      text += fmt::format("{} {} {} of {}", text.empty() ? ":" : ",", row,
                          to_percent(column.group->rows.at(row), column.measure->digits), shown_goal(goal));
  if (!text.empty()) page.line("  below the goal of {}{}\n", column.measure->name, text);
}

// Side by side, so that a department is one line for each few of them.
void breakdown(Page& page, const Report& report, const std::string& by, std::span<const Column> columns) {
  std::set<std::string> names;
  for (const Column& column : columns) {
    for (const auto& [name, rate] : column.group->rows) names.insert(name);
  }
  page.line("\n  {:<36}", "by " + by);
  for (const Column& column : columns) page.line(" {:>25}", column.measure->name);
  page.line("\n");
  for (const std::string& name : names) {
    page.line("  {:<36}", row_title(name, report));
    for (const Column& column : columns) {
      const auto found = column.group->rows.find(name);
      const Fraction rate = found == column.group->rows.end() ? Fraction{} : found->second;
      page.line(" {:>9} {:>15}", to_percent(rate, column.measure->digits), of(rate, *column.measure));
    }
    page.line("\n");
  }
  for (const Column& column : columns) below_goal(page, column);
}

// The first of each measure, and what the promises are broken down by, too; all of them are in the other forms.
bool is_shown(const MeasureCount::Group& group, const MeasureCount& count, const Report& report) {
  const auto asked_for = [&](const Grouped& promises) { return promises.by == group.by; };
  return !group.rows.empty() &&
         (&group == &count.groups.front() || std::any_of(report.groups.begin(), report.groups.end(), asked_for));
}

void breakdowns(Page& page, const Report& report) {
  std::vector<std::pair<std::string, std::vector<Column>>> tables;  // in the order the rules name them
  for (const MeasureCount& count : report.measures) {
    for (const MeasureCount::Group& group : count.groups) {
      if (!is_shown(group, count, report)) continue;
      auto table = std::find_if(tables.begin(), tables.end(), [&](const auto& each) { return each.first == group.by; });
      if (table == tables.end()) table = tables.insert(tables.end(), {group.by, {}});
      table->second.push_back({&count.measure, &group});
    }
  }
  for (const auto& [by, columns] : tables)
    for (std::size_t first = 0; first < columns.size(); first += side_by_side)
      breakdown(page, report, by, std::span{columns}.subspan(first, std::min(side_by_side, columns.size() - first)));
}

// Only who has something to show.
void watches(Page& page, const Report& report) {
  if (!report.is_watched) return;
  page.watch_heads("promise");
  page.watched("all", report.promises);
  for (const Grouped& group : report.groups) {
    const auto seen = [](const auto& row) { return row.second.watched.any(); };
    if (std::none_of(group.rows.begin(), group.rows.end(), seen)) continue;
    page.watch_heads(group.by);
    for (const auto& [name, count] : group.rows)
      if (count.watched.any()) page.watched(row_title(name, report), count);
  }
}

void escalations(Page& page, const Report& report) {
  if (report.escalated.empty()) return;
  page.line("\n  escalated:");
  std::string_view between = " ";
  for (const auto& [level, cases] : report.escalated) {
    page.line("{}{} {}", between, grouped(cases), level);
    between = ", ";
  }
  page.line("\n");
}

// Each ticket a line, so that a figure can be checked against them.
void opened_up(Page& page, const MeasureCount& count) {
  static constexpr std::string_view verdicts[] = {"hit", "missed", "dropped"};
  page.line("\n  {}: {} counted, {} dropped\n", count.measure.name, std::ssize(count.tickets) - count.dropped,
            count.dropped);
  for (const CountedTicket& ticket : count.tickets)
    page.line("  {:<24} {:>4}  {}{}{}\n", ticket.id.text, ticket.ticket, verdicts[static_cast<int>(ticket.verdict)],
              ticket.groups.empty() ? "" : "  ", fmt::join(ticket.groups, ", "));
}

}  // namespace

std::string titled(const std::string& name, const Title& title) {
  return title.zh.empty() || title.zh == name ? name : name + " " + title.zh;
}

std::string row_title(const std::string& name, const Report& report) {
  const auto found = report.titles.find(name);
  return found == report.titles.end() ? shown(name) : titled(name, found->second);
}

std::string to_text(const Report& report) {
  Page page;
  page.line("rules {}, as of {}\n", report.rules, to_text(report.until, report.zone));
  if (report.from) page.line("from {}\n", to_text(*report.from, report.zone));
  if (report.to) page.line("to, not including, {}\n", to_text(*report.to, report.zone));
  page.line("{} {}, {} of them open, {} without a promise\n", grouped(report.tickets),
            report.tickets == 1 ? "ticket" : "tickets", grouped(report.open_tickets), grouped(report.without_promise));
  measures(page, report);
  breakdowns(page, report);
  page.line("{}", points_in_text(report));
  page.heads("promise");
  page.promises("all", report.promises);
  for (const Grouped& group : report.groups) {
    page.heads(group.by);
    for (const auto& [name, count] : group.rows) page.promises(row_title(name, report), count);
  }
  watches(page, report);
  escalations(page, report);
  for (const ReportTable& table : detail_tables(report)) page.line("\n{}", to_text(table));
  if (report.with_tickets)
    for (const MeasureCount& count : report.measures) opened_up(page, count);
  return page.take();
}

}  // namespace hotline
