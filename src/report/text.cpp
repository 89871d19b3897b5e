#include <fmt/format.h>

#include <iterator>

#include "hotline/calendar/iso8601.hpp"
#include "hotline/report/count.hpp"

namespace hotline {
namespace {

std::string grouped(std::int64_t number) {  // 58,251
  std::string digits = std::to_string(number);
  const std::size_t first = number < 0 ? 1 : 0;
  for (std::size_t place = digits.size(); place > first + 3;) {
    place -= 3;
    digits.insert(place, ",");
  }
  return digits;
}

std::string of(const Fraction& fraction) { return grouped(fraction.hits) + " / " + grouped(fraction.of); }

std::string shown(const std::string& name) { return name.empty() ? "(none)" : name; }

constexpr std::string_view promise_heads =
    "  {:<34} {:>8} {:>8} {:>8} {:>8} {:>8} {:>9} {:>9}  {:>9}  {}\n";

class Page {
 public:
  template <class... Args>
  void line(fmt::format_string<Args...> form, Args&&... args) {
    fmt::format_to(std::back_inserter(text_), form, std::forward<Args>(args)...);
  }
  void heads(const std::string& by) {
    line("\n");
    line(promise_heads, "by " + by, "made", "on time", "late", "overdue", "open", "cancelled", "breached", "kept", "");
  }
  void promises(const std::string& name, const PromiseCount& count) {
    line(promise_heads, shown(name), grouped(count.made), grouped(count.on_time), grouped(count.late),
         grouped(count.overdue), grouped(count.open), grouped(count.cancelled), grouped(count.breached),
         to_percent(count.kept(), 2), of(count.kept()));
  }
  std::string take() { return std::move(text_); }

 private:
  std::string text_;
};

std::string goal_text(const MeasureCount& count) {
  if (!count.measure.goal) return "";
  const auto met = count.goal_met();
  return fmt::format("goal {} {}", to_percent(*count.measure.goal, 0), !met ? "" : *met ? "met" : "missed");
}

std::string titled(const Measure& measure) {
  return measure.title.zh.empty() ? measure.name : measure.name + " " + measure.title.zh;
}

void measures(Page& page, const Report& report) {
  if (report.measures.empty()) return;
  page.line("\n  {:<46} {:>9}  {:>15}  {}\n", "measure", "rate", "counted", "");
  for (const MeasureCount& count : report.measures) {
    const int digits = count.measure.digits;
    page.line("  {:<46} {:>9}  {:>15}  {}\n", titled(count.measure), to_percent(count.rate, digits), of(count.rate),
              goal_text(count));
    for (const MeasureCount::Group& group : count.groups) {
      for (const auto& [name, rate] : group.rows) {
        page.line("    {:<44} {:>9}  {:>15}\n", shown(name), to_percent(rate, digits), of(rate));
      }
    }
  }
}

}  // namespace

std::string to_text(const Report& report) {
  Page page;
  page.line("rules {}, as of {}\n", report.rules, to_text(report.until, report.zone));
  page.line("{} tickets, {} of them open, {} without a promise\n", grouped(report.tickets),
            grouped(report.open_tickets), grouped(report.without_promise));
  measures(page, report);
  page.heads("promise");
  page.promises("all", report.promises);
  for (const Grouped& group : report.groups) {
    page.heads(group.by);
    for (const auto& [name, count] : group.rows) page.promises(name, count);
  }
  return page.take();
}

}  // namespace hotline
