#include "report/tables.hpp"

#include <algorithm>
#include <array>
#include <set>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "base/grouped.hpp"
#include "hotline/base/nearest.hpp"
#include "hotline/calendar/iso8601.hpp"
#include "report/html.hpp"

namespace hotline {
namespace {

const Title none{"（无）", "(none)"};

ReportColumn first_column(const std::string& name, const Title& title) { return {name, title, false}; }
ReportColumn figures(const std::string& name, const Title& title) { return {name, title, true}; }

const ReportColumn rate_column = figures("rate", {"比率", "Rate"});
const ReportColumn hits_column = figures("hits", {"分子", "Hits"});
const ReportColumn counted_column = figures("counted", {"分母", "Of"});

std::string begin_of(const MeasureCount& count) { return fmt::format("measure/{}/", count.measure.name); }

// A weighted numerator is a sum of parts; those who stand behind it are the same.
ReportCell weighted_cell(const Report& report, std::int64_t count, const Measure& measure, const std::string& figure) {
  if (!measure.weights) return counted_cell(report, count, figure);
  const std::string text = in_units(count, measure.weights->one);
  ReportCell cell = word(text, link_to(report, figure));
  std::remove_copy(text.begin(), text.end(), std::back_inserter(cell.value), ',');
  return cell;
}

std::vector<ReportCell> rate_cells(const Report& report, const Fraction& rate, const Measure& measure,
                                   const std::string& begins) {
  return {percent(rate, measure.digits), weighted_cell(report, rate.hits, measure, begins + "hits"),
          weighted_cell(report, rate.of, measure, begins + "counted")};
}

ReportCell goal_cell(std::optional<bool> met) {
  if (!met) return word("");
  ReportCell cell = *met ? name("met", {"达标", "met"}) : name("missed", {"未达标", "missed"});
  cell.tone = *met ? ReportCell::Tone::good : ReportCell::Tone::bad;
  return cell;
}

ReportTable measures_by(const Report& report, const std::string& by) {
  ReportTable table{
      .name = "measures-by-" + by,
      .title = {"指标，按" + in_chinese(group_title(report, by)), "Measures by " + in_english(group_title(report, by))},
      .columns = {first_column("measure", {"指标", "Measure"}), first_column(by, group_title(report, by)), rate_column,
                  hits_column, counted_column},
      .rows = {}};
  for (const MeasureCount& count : report.measures) {
    for (const MeasureCount::Group& group : count.groups) {
      if (group.by != by) continue;
      for (std::vector<ReportCell>& row : measure_rows(report, count, group).rows) {
        row.insert(row.begin(), name(count.measure.name, measure_title(count.measure)));
        row.resize(table.columns.size());  // not every one has goals
        table.rows.push_back(std::move(row));
      }
    }
  }
  return table;
}

ReportTable over_time_table(const Report& report) {
  ReportTable table{.name = "over-time",
                    .title = {"指标走势", "Rates over time"},
                    .columns = {first_column("measure", {"指标", "Measure"}), first_column("time", {"时间", "Time"}),
                                rate_column, hits_column, counted_column},
                    .rows = {}};
  for (std::size_t i = 0; i < report.measures.size(); ++i) {
    for (std::vector<ReportCell>& row : over_time_rows(report, i).rows) {
      row.insert(row.begin(), name(report.measures[i].measure.name, measure_title(report.measures[i].measure)));
      table.rows.push_back(std::move(row));
    }
  }
  return table;
}

ReportTable ticket_rows(const Report& report, const std::string& name, const Figure& figure) {
  const ReportDetail& detail = *report.detail;
  ReportTable table{.name = name,
                    .title = {name, name},
                    .columns = {first_column("case", {"案件", "Case"}), figures("ticket", {"序号", "Ticket"}),
                                first_column("kind", {"类别", "Kind"}), first_column("state", {"状态", "State"}),
                                first_column("opened", {"受理", "Opened"})},
                    .rows = {}};
  for (const std::string& by : detail.by) table.columns.push_back(first_column(by, group_title(report, by)));
  for (const auto& [column, title] :
       {std::pair{"target", Title{"时限", "Promise"}}, std::pair{"end", Title{"结果", "End"}},
        std::pair{"due", Title{"应办至", "Due"}}, std::pair{"ended", Title{"办结", "Ended"}}})
    table.columns.push_back(first_column(column, title));
  const auto at = [&](const std::optional<Instant>& instant) {
    return word(instant ? to_text(*instant, report.zone) : "");
  };
  for (const std::size_t index : figure.first) {
    const ListedTicket& ticket = detail.tickets.at(index);
    std::vector<ReportCell> row{word(ticket.id.text), number(ticket.ticket), word(ticket.kind), word(ticket.state),
                                at(ticket.opened_at)};
    for (const std::string& field : ticket.fields) row.push_back(word(field));
    if (ticket.promises.empty()) {
      row.resize(table.columns.size());
      table.rows.push_back(row);
    }
    for (const ListedPromise& promise : ticket.promises) {
      table.rows.push_back(row);
      for (ReportCell& cell :
           std::vector<ReportCell>{word(promise.target), word(promise.end), at(promise.due), at(promise.ended)})
        table.rows.back().push_back(std::move(cell));
    }
  }
  return table;
}

}  // namespace

Title called(const Report& report, const std::string& kind, const std::string& name) {
  const auto found = report.words.find(kind + '/' + name);
  return or_name(found == report.words.end() ? Title{} : found->second, name);
}

Title measure_title(const Measure& measure) { return or_name(measure.title, measure.name); }

Title group_title(const Report& report, const std::string& by) {
  static const std::map<std::string, Title> own{
      {"target", {"时限", "promise"}}, {"policy", {"规则", "policy"}}, {std::string{month_group}, {"月份", "month"}}};
  const auto found = own.find(by);
  return found == own.end() ? called(report, "label", by) : found->second;
}

Title row_title(const Report& report, const std::string& by, const std::string& row) {
  if (row.empty()) return none;
  if (by == "target") return called(report, "target", row);
  const auto found = report.titles.find(row);
  if (found == report.titles.end()) return called(report, "word", row);
  return or_name(found->second, row);
}

Title stretch_title(const ReportDetail& detail, const Stretch& stretch) {
  if (stretch.name == "later") return {"此后", "later"};
  if (stretch.name == "earlier") return {"此前", "earlier"};
  if (detail.stride == Stride::week) return {stretch.name + " 当周", "week of " + stretch.name};
  return {stretch.name, stretch.name};
}

Title weekday_title(std::size_t weekday) {
  static const std::array<Title, 7> titles{{{"周一", "Mon"},
                                            {"周二", "Tue"},
                                            {"周三", "Wed"},
                                            {"周四", "Thu"},
                                            {"周五", "Fri"},
                                            {"周六", "Sat"},
                                            {"周日", "Sun"}}};
  return titles.at(weekday);
}

Title share_title(std::size_t share) {
  if (share < TimeUsed::within) {
    const std::string upto = fmt::format("{} %", (share + 1) * 10);
    return {"≤ " + upto, "≤ " + upto};
  }
  static const std::array<std::string, 3> over{"≤ 150 %", "≤ 200 %", "> 200 %"};
  const std::string& text = over.at(share - TimeUsed::within);
  return {text, text};
}

std::string link_to(const Report& report, const std::string& figure) {
  if (!report.detail) return {};
  const auto found = report.detail->figures.find(figure);
  return found == report.detail->figures.end() || found->second.first.empty() ? "" : "#list/" + figure;
}

ReportCell counted_cell(const Report& report, std::int64_t count, const std::string& figure) {
  ReportCell cell = number(count, link_to(report, figure));
  if (count == 0) cell.tone = ReportCell::Tone::faint;
  return cell;
}

const std::vector<PromiseColumn>& promise_columns() {
  static const std::vector<PromiseColumn> columns{
      {"made", {"应办", "Made"}, [](const PromiseCount& count) { return count.made; }},
      {"on-time", {"按时", "On time"}, [](const PromiseCount& count) { return count.on_time; }},
      {"late", {"超期办结", "Late"}, [](const PromiseCount& count) { return count.late; }},
      {"overdue", {"超期未结", "Overdue"}, [](const PromiseCount& count) { return count.overdue; }},
      {"open", {"在办", "Open"}, [](const PromiseCount& count) { return count.open; }},
      {"cancelled", {"取消", "Cancelled"}, [](const PromiseCount& count) { return count.cancelled; }},
      {"breached", {"违诺", "Breached"}, [](const PromiseCount& count) { return count.breached; }},
  };
  return columns;
}

const std::vector<PromiseColumn>& watched_columns() {
  static const std::vector<PromiseColumn> columns{
      {"paused-near-due",
       {"临期暂停", "Paused near due"},
       [](const PromiseCount& count) { return count.watched.paused; }},
      {"returned-near-due",
       {"临期退单", "Returned near due"},
       [](const PromiseCount& count) { return count.watched.returned; }},
      {"begun-anew", {"重新派发", "Begun anew"}, [](const PromiseCount& count) { return count.watched.anew; }},
      {"reopened", {"重启", "Reopened"}, [](const PromiseCount& count) { return count.watched.reopened; }},
  };
  return columns;
}

ReportTable measures_table(const Report& report) {
  const bool any_doubt = std::any_of(report.measures.begin(), report.measures.end(),
                                     [](const MeasureCount& count) { return !count.doubts.empty(); });
  ReportTable table{.name = "measures",
                    .title = {"公布指标", "Published figures"},
                    .columns = {first_column("measure", {"指标", "Measure"}), rate_column, hits_column, counted_column,
                                figures("others", {"其余", "Others"}), figures("dropped", {"剔除", "Excluded"}),
                                figures("goal", {"目标", "Goal"}), first_column("goal-met", {"达标", "Met"})},
                    .rows = {}};
  if (any_doubt) table.columns.push_back(first_column("doubts", {"存疑", "Doubtful"}));
  for (const MeasureCount& count : report.measures) {
    const std::string begins = begin_of(count);
    std::vector<ReportCell> row{name(count.measure.name, measure_title(count.measure))};
    for (ReportCell& cell : rate_cells(report, count.rate, count.measure, begins)) row.push_back(std::move(cell));
    // Of weighted tickets what is missing to the whole: any of them may have a part in it.
    row.push_back(weighted_cell(report, count.rate.of - count.rate.hits, count.measure,
                                begins + (count.measure.weights ? "counted" : "missed")));
    row.push_back(counted_cell(report, count.dropped, begins + "dropped"));
    row.push_back(count.measure.goal ? percent(*count.measure.goal, 0) : word(""));
    row.push_back(goal_cell(count.goal_met()));
    if (any_doubt) row.push_back(word(fmt::format("{}", fmt::join(count.doubts, "; "))));
    table.rows.push_back(std::move(row));
  }
  return table;
}

ReportTable measure_rows(const Report& report, const MeasureCount& count, const MeasureCount::Group& group) {
  ReportTable table{
      .name = fmt::format("{} by {}", count.measure.name, group.by),
      .title = measure_title(count.measure),
      .columns = {first_column(group.by, group_title(report, group.by)), rate_column, hits_column, counted_column},
      .rows = {}};
  const bool has_goals = !group.goals.empty();
  if (has_goals) {
    table.columns.push_back(figures("goal", {"目标", "Goal"}));
    table.columns.push_back(first_column("goal-met", {"达标", "Met"}));
  }
  for (const auto& [name, rate] : group.rows) {
    std::vector<ReportCell> row{hotline::name(name, row_title(report, group.by, name))};
    const std::string begins = fmt::format("{}{}/{}/", begin_of(count), group.by, name);
    for (ReportCell& cell : rate_cells(report, rate, count.measure, begins)) row.push_back(std::move(cell));
    const auto goal = group.goals.find(name);
    if (has_goals) {
      row.push_back(goal == group.goals.end() ? word("") : percent(goal->second, 0));
      row.push_back(goal_cell(group.goal_met(name)));
    }
    table.rows.push_back(std::move(row));
  }
  return table;
}

ReportTable scheme_table(const Report& report, const SchemeScore& score) {
  const Scheme& scheme = score.scheme;
  ReportTable table{
      .name = "scheme " + scheme.name,
      .title = or_name(scheme.title, scheme.name),
      .note = {},
      .columns = {first_column("group", {"组别", "Group"}), first_column(scheme.by, group_title(report, scheme.by)),
                  figures("place", {"名次", "Place"}), figures("points", {"总分", "Points"})},
      .rows = {}};
  for (std::size_t i = 0; i < scheme.parts.size(); ++i) {
    const std::string& measure = scheme.parts[i].measure;
    const auto counted = std::find_if(report.measures.begin(), report.measures.end(),
                                      [&](const MeasureCount& one) { return one.measure.name == measure; });
    table.columns.push_back(figures(fmt::format("{} {}", i + 1, measure), counted == report.measures.end()
                                                                              ? Title{{}, measure}
                                                                              : measure_title(counted->measure)));
  }
  table.columns.push_back(figures("given", {"加减分", "By hand"}));
  const auto points = [](const std::optional<Points>& earned) { return word(earned ? to_points(*earned) : "no data"); };
  for (const ScoredGroup& group : score.groups) {
    for (const Scored& scored : group.rows) {
      std::vector<ReportCell> row{word(group.name), name(scored.row, row_title(report, scheme.by, scored.row)),
                                  scored.place ? number(static_cast<std::int64_t>(*scored.place)) : word(""),
                                  points(scored.total)};
      for (const std::optional<Points>& part : scored.parts) row.push_back(points(part));
      row.push_back(points(scored.given));
      table.rows.push_back(std::move(row));
    }
  }
  return table;
}

ReportTable promises_table(const Report& report, const Grouped& group) {
  const Title by = group_title(report, group.by);
  ReportTable table{.name = "promises-by-" + group.by,
                    .title = {"时限，按" + in_chinese(by), "Promises by " + in_english(by)},
                    .columns = {first_column(group.by, by)},
                    .rows = {}};
  if (group.by == "target") table.title = {"各项时限", "Promises"};
  static const std::vector<PromiseColumn> not_watched;
  const std::vector<PromiseColumn>& watched = report.is_watched ? watched_columns() : not_watched;
  for (const PromiseColumn& column : promise_columns()) table.columns.push_back(figures(column.name, column.title));
  table.columns.push_back(figures("kept", {"按时率", "Kept"}));
  for (const PromiseColumn& column : watched) table.columns.push_back(figures(column.name, column.title));
  const auto add = [&](const ReportCell& head, const PromiseCount& count, const std::string& begins) {
    std::vector<ReportCell> row{head};
    for (const PromiseColumn& column : promise_columns())
      row.push_back(counted_cell(report, column.count(count), begins + column.name));
    row.push_back(percent(count.kept(), 2));
    for (const PromiseColumn& column : watched)
      row.push_back(counted_cell(report, column.count(count), begins + column.name));
    table.rows.push_back(std::move(row));
  };
  if (group.by == "target") add(word(Title{"全部", "all"}), report.promises, "promises/all/");
  for (const auto& [name, count] : group.rows)
    add(hotline::name(name, row_title(report, group.by, name)), count, fmt::format("promises/{}/{}/", group.by, name));
  return table;
}

ReportTable escalated_table(const Report& report) {
  ReportTable table{.name = "escalated",
                    .title = {"预警与督办", "Escalated"},
                    .note = {"曾到达各级别的工单数。", "Cases that ever reached a level."},
                    .columns = {first_column("level", {"级别", "Level"}), figures("cases", {"工单数", "Cases"})},
                    .rows = {}};
  for (const auto& [level, cases] : report.escalated)
    table.rows.push_back(
        {name(level, called(report, "word", level)), counted_cell(report, cases, "escalated/" + level)});
  return table;
}

ReportTable over_time_rows(const Report& report, std::size_t measure) {
  const MeasureCount& count = report.measures.at(measure);
  ReportTable table{.name = count.measure.name + " over time",
                    .title = measure_title(count.measure),
                    .columns = {first_column("time", {"时间", "Time"}), rate_column, hits_column, counted_column},
                    .rows = {}};
  if (!report.detail) return table;
  const ReportDetail& detail = *report.detail;
  for (std::size_t i = 0; i < detail.stretches.size(); ++i) {
    const Fraction& rate = detail.rates.at(measure).over_time.at(i);
    if (rate.of == 0) continue;
    std::vector<ReportCell> row{name(detail.stretches[i].name, stretch_title(detail, detail.stretches[i]))};
    const std::string begins = fmt::format("{}over-time/{}/", begin_of(count), detail.stretches[i].name);
    for (ReportCell& cell : rate_cells(report, rate, count.measure, begins)) row.push_back(std::move(cell));
    table.rows.push_back(std::move(row));
  }
  return table;
}

ReportTable backlog_table(const Report& report) {
  ReportTable table{.name = "backlog",
                    .title = {"在办量走势", "Backlog over time"},
                    .columns = {first_column("time", {"时间", "Time"}), figures("opened", {"受理", "Asked in"}),
                                figures("closed", {"办结", "Closed"}), figures("reopened", {"重启", "Taken up again"}),
                                figures("open", {"期末在办", "Open at its end"}),
                                figures("overdue", {"其中超期", "Of those overdue"})},
                    .rows = {}};
  if (!report.detail) return table;
  const ReportDetail& detail = *report.detail;
  for (std::size_t i = 0; i < detail.stretches.size(); ++i) {
    const std::string begins = fmt::format("backlog/{}/", detail.stretches[i].name);
    const Backlog& backlog = detail.backlog.at(i);
    table.rows.push_back({name(detail.stretches[i].name, stretch_title(detail, detail.stretches[i])),
                          counted_cell(report, backlog.opened, begins + "opened"),
                          counted_cell(report, backlog.closed, begins + "closed"),
                          counted_cell(report, backlog.reopened, begins + "reopened"),
                          counted_cell(report, backlog.open, begins + "open"),
                          counted_cell(report, backlog.overdue, begins + "overdue")});
  }
  return table;
}

ReportTable intake_table(const Report& report) {
  ReportTable table{.name = "intake",
                    .title = {"受理时段", "Intake over the week"},
                    .columns = {first_column("weekday", {"星期", "Weekday"})},
                    .rows = {}};
  for (std::size_t hour = 0; hour < 24; ++hour) {
    const std::string name = fmt::format("{:02}", hour);
    table.columns.push_back(figures(name, {name, name}));
  }
  table.columns.push_back(figures("all", {"合计", "All"}));
  if (!report.detail) return table;
  for (std::size_t weekday = 0; weekday < 7; ++weekday) {
    std::vector<ReportCell> row{
        name(to_text(std::chrono::weekday{static_cast<unsigned>(weekday + 1)}), weekday_title(weekday))};
    std::int64_t all = 0;
    for (std::size_t hour = 0; hour < 24; ++hour) {
      const std::int64_t count = report.detail->intake.at(weekday).at(hour);
      all += count;
      row.push_back(counted_cell(report, count, intake_figure(weekday, hour)));
    }
    row.push_back(
        counted_cell(report, all, "intake/" + to_text(std::chrono::weekday{static_cast<unsigned>(weekday + 1)})));
    table.rows.push_back(std::move(row));
  }
  return table;
}

ReportTable time_used_table(const Report& report) {
  ReportTable table{.name = "time-used",
                    .title = {"用时占时限比例", "Time used, of the limit"},
                    .columns = {first_column("target", {"时限", "Promise"}), figures("met", {"已办结", "Met"})},
                    .rows = {}};
  for (std::size_t share = 0; share < std::tuple_size_v<decltype(TimeUsed::shares)>; ++share)
    table.columns.push_back(figures(time_used_figure("", share).substr(11), share_title(share)));
  if (!report.detail) return table;
  for (const TimeUsed& used : report.detail->time_used) {
    std::vector<ReportCell> row{name(used.target, called(report, "target", used.target)),
                                counted_cell(report, used.met, fmt::format("time-used/{}/met", used.target))};
    for (std::size_t share = 0; share < used.shares.size(); ++share)
      row.push_back(counted_cell(report, used.shares.at(share), time_used_figure(used.target, share)));
    table.rows.push_back(std::move(row));
  }
  return table;
}

std::vector<std::string> groups_of_measures(const Report& report) {
  std::vector<std::string> names;
  for (const MeasureCount& count : report.measures)
    for (const MeasureCount::Group& group : count.groups)
      if (std::find(names.begin(), names.end(), group.by) == names.end()) names.push_back(group.by);
  return names;
}

std::vector<ReportTable> detail_tables(const Report& report) {
  if (!report.detail) return {};
  return {over_time_table(report), backlog_table(report), intake_table(report), time_used_table(report)};
}

Result<ReportTable> tickets_of(const Report& report, const std::string& figure) {
  static const std::map<std::string, Figure> no_figures;
  const auto& figures = report.detail ? report.detail->figures : no_figures;
  const auto found = figures.find(figure);
  if (found == figures.end()) {
    std::vector<std::string> known;
    for (const auto& [name, one] : figures) known.push_back(name);
    const auto meant = nearest(figure, known);
    return fail(Fault::not_found, meant ? fmt::format("no figure '{}': did you mean '{}'?", figure, *meant)
                                        : fmt::format("no figure '{}', or no ticket behind it", figure));
  }
  return ticket_rows(report, figure, found->second);
}

std::vector<ReportTable> tables_of(const Report& report) {
  std::vector<ReportTable> tables{measures_table(report)};
  for (const std::string& by : groups_of_measures(report)) tables.push_back(measures_by(report, by));
  for (const Grouped& group : report.groups) tables.push_back(promises_table(report, group));
  for (const SchemeScore& score : report.schemes) tables.push_back(scheme_table(report, score));
  if (!report.escalated.empty()) tables.push_back(escalated_table(report));
  for (ReportTable& table : detail_tables(report)) tables.push_back(std::move(table));
  return tables;
}

}  // namespace hotline
