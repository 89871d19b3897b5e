#include "hotline/report/calendar_page.hpp"

#include <array>
#include <vector>

#include <fmt/format.h>

#include "hotline/calendar/iso8601.hpp"
#include "hotline/calendar/window_words.hpp"
#include "report/calendar_words.hpp"
#include "report/chart.hpp"
#include "report/page.hpp"
#include "report/tables.hpp"

namespace hotline {
namespace {

using std::chrono::days;
using std::chrono::sys_days;

std::string hours_of(const CalendarDay& day) {
  std::string text;
  for (const Window& window : day.windows) text += (text.empty() ? "" : " ") + window_words(window);
  return text;
}

std::chrono::seconds length_of(const CalendarDay& day) {
  std::chrono::seconds length{};
  for (const Window& window : day.windows) length += window.close - window.open;
  return length;
}

std::string duration(std::chrono::seconds length) {
  return fmt::format("{}:{:02}", length.count() / 3600, length.count() / 60 % 60);
}

enum class Look { usual, off, closed, opened, changed };

struct Sheet {  // of a month
  Date first;
  std::int64_t worked_days = 0;
  std::int64_t closed_days = 0;
  std::int64_t opened_days = 0;
  std::chrono::seconds worked{};
};

class CalendarPage {
 public:
  CalendarPage(const Calendar& calendar, Date from, Date to) : calendar_(calendar), from_(from), to_(to) {}

  std::string write(Language opens_in) {
    lead();
    html_.open("div", {{"class", "months"}});
    for (Date month = from_.year() / from_.month() / 1; sys_days{month} <= sys_days{to_};
         month += std::chrono::months{1})
      sheet(month);
    html_.close();
    months();
    changes();
    const std::string name = calendar_.name();
    return page({"日历 " + name, "Calendar " + name}, html_.take(), opens_in);
  }

 private:
  bool is_provisional(Date date) const { return calendar_.known_until() && date > *calendar_.known_until(); }
  bool is_asked(Date date) const { return date >= from_ && date <= to_; }

  // A day as usual says so; whatever else it says is why it is not.
  static Look look_of(const CalendarDay& day) {
    const bool is_weekend = std::chrono::weekday{sys_days{day.date}}.iso_encoding() > 5;
    if (day.why == "weekday") return Look::usual;
    if (day.why == "weekend") return Look::off;
    if (day.windows.empty()) return Look::closed;
    return is_weekend ? Look::opened : Look::changed;
  }

  void lead() {
    const std::string range = fmt::format("{} – {}", to_text(from_), to_text(to_));
    html_.put("p", {{"class", "note"}},
              Title{fmt::format("{}，时区 {}。", range, calendar_.zone().name()),
                    fmt::format("{}, in {}.", range, calendar_.zone().name())});
    if (const auto until = calendar_.known_until(); until && *until < to_)
      html_.put("p", {{"class", "note"}},
                Title{fmt::format("{} 之后的安排尚未公布，斜体日期为暂定。", to_text(*until)),
                      fmt::format("What comes after {} is not yet announced: days in italics are provisional.",
                                  to_text(*until))});
    legend_into(html_, {{"day-usual", {"工作日", "working day"}},
                        {"day-off", {"休息日", "day off"}},
                        {"day-closed", {"放假（休）", "closed, marked –"}},
                        {"day-opened", {"调休上班（班）", "opened, marked +"}},
                        {"day-changed", {"时间有变", "other hours, marked ~"}}});
  }

  void cell(Date date, Sheet& sheet) {
    if (!is_asked(date)) {
      html_.put("td", std::to_string(static_cast<unsigned>(date.day())));
      return;
    }
    static const std::array<std::string, 5> classes{"day-usual", "day-off", "day-closed", "day-opened", "day-changed"};
    static const std::array<Title, 5> marks{{{}, {}, {"休", "–"}, {"班", "+"}, {"~", "~"}}};
    const CalendarDay day = calendar_.day(date);
    const Look look = look_of(day);
    sheet.worked_days += day.windows.empty() ? 0 : 1;
    sheet.closed_days += look == Look::closed ? 1 : 0;
    sheet.opened_days += look == Look::opened ? 1 : 0;
    sheet.worked += length_of(day);
    const std::string hours = day.windows.empty() ? "closed" : hours_of(day);
    html_.open("td", {{"class", classes.at(static_cast<std::size_t>(look)) + (is_provisional(date) ? " unsure" : "")},
                      {"title", fmt::format("{} {} {}", to_text(date), hours, day.why)}});
    html_.text(std::to_string(static_cast<unsigned>(date.day())));
    if (const Title& mark = marks.at(static_cast<std::size_t>(look)); !in_english(mark).empty()) html_.put("sup", mark);
    html_.close();
  }

  void sheet(Date month) {
    Sheet sheet{month, 0, 0, 0, {}};
    html_.open("table", {{"class", "month"}}).put("caption", to_text(month).substr(0, 7)).open("thead").open("tr");
    for (std::size_t weekday = 0; weekday < 7; ++weekday) html_.put("th", {{"scope", "col"}}, weekday_title(weekday));
    html_.close().close().open("tbody");
    const sys_days begin{month};
    const sys_days end{month + std::chrono::months{1}};
    for (sys_days week = begin - (std::chrono::weekday{begin} - std::chrono::Monday); week < end; week += days{7}) {
      html_.open("tr");
      for (sys_days at = week; at < week + days{7}; at += days{1}) {
        if (at < begin || at >= end)
          html_.open("td").close();
        else
          cell(Date{at}, sheet);
      }
      html_.close();
    }
    html_.close().close();
    sheets_.push_back(sheet);
  }

  static ReportColumn count_column(const std::string& name, const Title& title) { return {name, title, true}; }

  void months() {
    ReportTable table{.name = "months",
                      .title = {"各月", "By month"},
                      .columns = {{"month", {"月份", "Month"}},
                                  count_column("working-days", {"工作日", "Working days"}),
                                  count_column("closed", {"放假", "Closed"}),
                                  count_column("opened", {"调休上班", "Opened"}),
                                  count_column("hours", {"工作时长", "Hours"})},
                      .rows = {}};
    Sheet whole{};
    for (const Sheet& sheet : sheets_) {
      table.rows.push_back(row_of(word(to_text(sheet.first).substr(0, 7)), sheet));
      whole.worked_days += sheet.worked_days;
      whole.closed_days += sheet.closed_days;
      whole.opened_days += sheet.opened_days;
      whole.worked += sheet.worked;
    }
    table.rows.push_back(row_of(word(Title{"合计", "all"}), whole));
    table_into(html_, table);
  }
  static std::vector<ReportCell> row_of(const ReportCell& head, const Sheet& sheet) {
    return {head, number(sheet.worked_days), number(sheet.closed_days), number(sheet.opened_days),
            word(duration(sheet.worked))};
  }

  void changes() {
    ReportTable table{.name = "changes",
                      .title = {"与平常不同的日子", "Days that are not as usual"},
                      .columns = {{"date", {"日期", "Date"}},
                                  {"weekday", {"星期", "Weekday"}},
                                  {"hours", {"时间", "Hours"}},
                                  {"why", {"原因", "Why"}}},
                      .rows = {}};
    for (sys_days at{from_}; at <= sys_days{to_}; at += days{1}) {
      const CalendarDay day = calendar_.day(Date{at});
      const Look look = look_of(day);
      if (look == Look::usual || look == Look::off) continue;
      const std::size_t weekday = std::chrono::weekday{at}.iso_encoding() - 1;
      table.rows.push_back({word(to_text(day.date)), word(weekday_title(weekday)),
                            day.windows.empty() ? word(Title{"放假", "closed"}) : word(hours_of(day)),
                            word(why_title(day.why))});
    }
    table_into(html_, table);
  }

  const Calendar& calendar_;
  Date from_;
  Date to_;
  Html html_;
  std::vector<Sheet> sheets_;
};

}  // namespace

std::string calendar_page(const Calendar& calendar, Date from, Date to, Language opens_in) {
  return CalendarPage(calendar, from, to).write(opens_in);
}

}  // namespace hotline
