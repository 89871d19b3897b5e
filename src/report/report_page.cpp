#include <algorithm>
#include <array>
#include <map>

#include <fmt/format.h>

#include "base/grouped.hpp"
#include "hotline/calendar/iso8601.hpp"
#include "report/chart.hpp"
#include "report/page.hpp"
#include "report/tables.hpp"

namespace hotline {
namespace {

constexpr std::size_t bars_at_most = 30;  // the table has them all
constexpr std::size_t long_table = 10;    // rows; longer ones are folded on a screen

const std::vector<ChartPaint>& end_paints() {
  static const std::vector<ChartPaint> paints{{"on", {"按时", "on time"}},
                                              {"late", {"超期办结", "late"}},
                                              {"over", {"超期未结", "overdue"}},
                                              {"open", {"在办", "open"}},
                                              {"off", {"取消", "cancelled"}}};
  return paints;
}

Title joined(const Title& one, std::string_view between, const Title& other) {
  return {in_chinese(one) + std::string{between} + in_chinese(other),
          in_english(one) + std::string{between} + in_english(other)};
}
Title same(const std::string& text) { return {text, text}; }

class ReportPage {
 public:
  ReportPage(const Report& report, const PageOptions& options) : report_(report), options_(options) {}

  std::string write() {
    lead();
    measures();
    for (const Grouped& group : report_.groups)
      if (group.by == "target" || !group.rows.empty()) promises(group);
    if (report_.detail) details();
    for (const std::string& by : groups_of_measures(report_)) breakdown(by);
    for (const SchemeScore& score : report_.schemes) table_into(html_, scheme_table(report_, score));
    if (!report_.escalated.empty()) table_into(html_, escalated_table(report_));
    if (report_.detail && !detail().tickets.empty()) tickets();
    return page({"热线时限与指标报告", "Promises kept, promises broken"}, html_.take(), options_.opens_in);
  }

 private:
  const ReportDetail& detail() const { return *report_.detail; }

  void begin(const std::string& name, const Title& title, const Title& note = {}) {
    html_.open("section", {{"id", name}}).put("h2", title);
    if (!in_english(note).empty()) html_.put("p", {{"class", "note"}}, note);
  }

  // On a screen a long table opens on demand; on paper it is there.
  void folded(const ReportTable& table) {
    if (table.rows.size() <= long_table) return rows_into(html_, table);
    const std::string id = fmt::format("fold-{}", ++folds_);
    html_.single("input", {{"type", "checkbox"}, {"class", "fold"}, {"id", id}});
    html_.put("label", {{"for", id}},
              Title{fmt::format("表（{} 行）", table.rows.size()), fmt::format("Table, {} rows", table.rows.size())});
    html_.open("div", {{"class", "folded"}});
    rows_into(html_, table);
    html_.close();
  }

  // Only what a link leads to is shown, until all is asked for.
  void folded_but_target(const Title& title) {
    const std::string id = fmt::format("fold-{}", ++folds_);
    html_.single("input", {{"type", "checkbox"}, {"class", "fold"}, {"id", id}});
    html_.put("label", {{"for", id}}, title);
  }

  void key(const Title& name, const ReportCell& cell) {
    html_.open("div").put("dt", name).open("dd");
    cell_into(html_, cell);
    html_.close().close();
  }

  void lead() {
    std::string period;
    const std::string until = to_text(report_.until, report_.zone);
    html_.open("p", {{"class", "note"}});
    html_.text(Title{fmt::format("规则版本 {}，截至 {}。", report_.rules, until),
                     fmt::format("Rules {}, as of {}.", report_.rules, until)});
    if (report_.from || report_.to) {
      const auto edge = [&](const std::optional<Instant>& at) {
        return at ? to_text(*at, report_.zone) : std::string{"…"};
      };
      html_.text(Title{fmt::format("统计期 {} 至 {}（不含）。", edge(report_.from), edge(report_.to)),
                       fmt::format(" From {} up to, not including, {}.", edge(report_.from), edge(report_.to))});
    }
    html_.close().open("dl", {{"class", "keys"}});
    key({"工单", "Tickets"}, counted_cell(report_, report_.tickets, "tickets/all"));
    key({"在办", "Open"}, counted_cell(report_, report_.open_tickets, "tickets/open"));
    key({"未设时限", "Without a promise"}, counted_cell(report_, report_.without_promise, "tickets/without-promise"));
    key({"应办时限", "Promises made"}, counted_cell(report_, report_.promises.made, "promises/all/made"));
    key({"超期未结", "Overdue now"}, counted_cell(report_, report_.promises.overdue, "promises/all/overdue"));
    key({"按时率", "Kept"}, percent(report_.promises.kept(), 2));
    html_.close();
  }

  void measures() {
    ReportTable table = measures_table(report_);
    table.note = {
        "比率为分子除以分母；剔除的工单不计入分母。每个数字都通向其背后的工单。",
        "A rate is its hits, of all that count; what is excluded is in neither. Each number leads to its tickets."};
    if (!report_.detail) table.note = {};
    if (!table.rows.empty()) table_into(html_, table);
  }

  BarRow bar(const Title& name, const PromiseCount& count, const std::string& begins) const {
    const Fraction kept = count.kept();
    BarRow row{name, same(to_percent(kept, 2)), {}};
    const std::array<std::int64_t, 5> counts{count.on_time, count.late, count.overdue, count.open, count.cancelled};
    const std::array<std::string, 5> ends{"on-time", "late", "overdue", "open", "cancelled"};
    for (std::size_t i = 0; i < counts.size(); ++i)
      row.parts.push_back({counts[i], end_paints()[i].paint, link_to(report_, begins + ends[i]),
                           joined(joined(name, ", ", end_paints()[i].name), ": ", same(grouped(counts[i])))});
    return row;
  }

  // Those with most breaches first.
  void promises(const Grouped& group) {
    const ReportTable table = promises_table(report_, group);
    begin(table.name, table.title);
    std::vector<std::pair<std::string, PromiseCount>> rows{group.rows.begin(), group.rows.end()};
    std::stable_sort(rows.begin(), rows.end(),
                     [](const auto& one, const auto& other) { return one.second.breached > other.second.breached; });
    const std::size_t all = rows.size();
    rows.resize(std::min(rows.size(), bars_at_most));
    std::vector<BarRow> bars;
    for (const auto& [name, count] : rows)
      bars.push_back(bar(row_title(report_, group.by, name), count, fmt::format("promises/{}/{}/", group.by, name)));
    html_.open("figure");
    if (!bars.empty()) {
      legend_into(html_, end_paints());
      bars_into(html_, bars, table.title);
    }
    if (all > rows.size())
      html_.put("p", {{"class", "note"}},
                Title{fmt::format("图中为违诺最多的 {} 项，共 {} 项。", rows.size(), all),
                      fmt::format("Drawn are the {} with most breaches, of {}.", rows.size(), all)});
    folded(table);
    html_.close().close();
  }

  void details() {
    rates();
    time_used();
    intake();
    backlog();
  }

  Title stride_note() const {
    switch (detail().stride) {
      case Stride::day:
        return {"按日。", "By day."};
      case Stride::week:
        return {"按周。", "By week."};
      case Stride::month:
        return {"按月。", "By month."};
      case Stride::year:
        break;
    }
    return {"按年。", "By year."};
  }

  Title first_stretch() const {
    return detail().stretches.empty() ? Title{} : stretch_title(detail(), detail().stretches.front());
  }
  // What is "later" says nothing without the stretch before it.
  Title last_stretch() const {
    const std::vector<Stretch>& all = detail().stretches;
    if (all.size() < 2) return {};
    const Title last = stretch_title(detail(), all.back());
    if (all.back().name != "later") return last;
    return joined(stretch_title(detail(), all[all.size() - 2]), ", ", last);
  }

  static bool all_hold(const ChartLine& line, bool (*holds)(std::int64_t percent, const Fraction&),
                       std::int64_t percent) {
    return std::all_of(line.points.begin(), line.points.end(),
                       [&](const ChartPoint& point) { return !point.rate || holds(percent, *point.rate); });
  }

  // The narrowest round scale that has every point on it, so that small changes show.
  static std::pair<Fraction, Fraction> scale_for(const ChartLine& line) {
    const auto above = [](std::int64_t percent, const Fraction& rate) { return rate.hits * 100 >= percent * rate.of; };
    const auto below = [](std::int64_t percent, const Fraction& rate) { return rate.hits * 100 <= percent * rate.of; };
    for (const std::int64_t percent : {90, 80, 50})
      if (all_hold(line, above, percent)) return {{percent, 100}, {1, 1}};
    for (const std::int64_t percent : {5, 10, 20, 50})
      if (all_hold(line, below, percent)) return {{0, 100}, {percent, 100}};
    return {{0, 100}, {1, 1}};
  }

  void rate_card(std::size_t measure) {
    const MeasureCount& count = report_.measures[measure];
    const std::vector<Fraction>& rates = detail().rates[measure].over_time;
    ChartLine line{"on", {}};
    for (std::size_t i = 0; i < rates.size(); ++i) {
      const Stretch& stretch = detail().stretches[i];
      const std::string figure = fmt::format("measure/{}/over-time/{}/counted", count.measure.name, stretch.name);
      const bool known = rates[i].of > 0;
      line.points.push_back(
          {known ? std::optional{rates[i]} : std::nullopt, link_to(report_, figure),
           joined(stretch_title(detail(), stretch), ": ", same(to_percent(rates[i], count.measure.digits)))});
    }
    const auto [bottom, top] = scale_for(line);
    const LineChart chart{
        {line},          bottom,        top, count.measure.goal, same(to_percent(bottom, 0)), same(to_percent(top, 0)),
        first_stretch(), last_stretch()};
    html_.open("figure", {{"class", "card"}}).open("figcaption").text(measure_title(count.measure)).text(" ");
    html_.put("strong", to_percent(count.rate, count.measure.digits)).close();
    lines_into(html_, chart, measure_title(count.measure));
    folded(over_time_rows(report_, measure));
    html_.close();
  }

  void rates() {
    begin("over-time", {"指标走势", "Rates over time"},
          joined(stride_note(), " ",
                 {"虚线为目标；断开处没有数据。纵轴可不从零起。",
                  "Dashed: the goal. A gap: no data. The scale may begin above zero."}));
    html_.open("div", {{"class", "cards"}});
    for (std::size_t i = 0; i < report_.measures.size(); ++i)
      if (report_.measures[i].rate.of > 0) rate_card(i);
    html_.close().close();
  }

  void time_used() {
    const ReportTable table = time_used_table(report_);
    begin(
        table.name, table.title,
        {"已办结的时限，按所用时间占时限的比例；工作时间的时限只计工作时间，暂停不计。最后三栏为超期。",
         "Promises that were met, by how much of the limit they took, in the limit's own time: pauses and closed hours "
         "use none of it. The last three columns were late."});
    html_.open("div", {{"class", "cards"}});
    for (const TimeUsed& used : detail().time_used) {
      std::vector<ChartColumn> columns;
      for (std::size_t share = 0; share < used.shares.size(); ++share) {
        const std::string figure = time_used_figure(used.target, share);
        const Title name = share == 4 || share == 9 || share == 12 ? share_title(share) : Title{};
        columns.push_back({{used.shares.at(share), share < TimeUsed::within ? "on" : "late", link_to(report_, figure),
                            joined(share_title(share), ": ", same(grouped(used.shares.at(share))))},
                           name});
      }
      const Title title = called(report_, "target", used.target);
      html_.open("figure", {{"class", "card"}}).open("figcaption").text(title).text(" ");
      html_.put("strong", grouped(used.met)).close();
      columns_into(html_, columns, title);
      html_.close();
    }
    html_.close();
    folded_or_nothing(table);
    html_.close();
  }

  void folded_or_nothing(const ReportTable& table) {
    if (table.rows.empty())
      html_.put("p", {{"class", "faint"}}, Title{"没有数据", "nothing"});
    else
      folded(table);
  }

  void intake() {
    const ReportTable table = intake_table(report_);
    begin(table.name, table.title,
          {fmt::format("诉求受理的星期与钟点（{}）。", report_.zone.name()),
           fmt::format("When citizens' tickets came in, by weekday and hour ({}).", report_.zone.name())});
    std::vector<Title> rows, columns;
    std::vector<std::vector<HeatCell>> cells(7);
    for (std::size_t hour = 0; hour < 24; ++hour) columns.push_back(same(fmt::format("{:02}", hour)));
    for (std::size_t weekday = 0; weekday < 7; ++weekday) {
      rows.push_back(weekday_title(weekday));
      for (std::size_t hour = 0; hour < 24; ++hour) {
        const std::int64_t count = detail().intake.at(weekday).at(hour);
        cells[weekday].push_back({count, link_to(report_, intake_figure(weekday, hour)),
                                  joined(weekday_title(weekday), fmt::format(" {:02}:00–{:02}:00: ", hour, hour + 1),
                                         same(grouped(count)))});
      }
    }
    html_.open("figure");
    heat_into(html_, rows, columns, cells, table.title);
    rows_into(html_, table);
    html_.close().close();
  }

  // The next of 1, 2, 5, 10, 20 and so on.
  static std::int64_t round_above(std::int64_t number) {
    for (std::int64_t ten = 1;; ten *= 10)
      for (const std::int64_t round : {ten, 2 * ten, 5 * ten})
        if (round >= number) return round;
  }

  void backlog() {
    const ReportTable table = backlog_table(report_);
    begin(table.name, table.title,
          joined(stride_note(), " ",
                 {"每段时间之末尚未办结的工单。",
                  "Citizens' tickets that were open at the end of each stretch of time."}));
    std::int64_t most = 1;
    for (const Backlog& one : detail().backlog) most = std::max(most, one.open);
    const std::int64_t top = round_above(most);
    ChartLine open{"on", {}}, overdue{"late", {}};
    for (std::size_t i = 0; i < detail().backlog.size(); ++i) {
      const Title time = stretch_title(detail(), detail().stretches[i]);
      const std::string begins = fmt::format("backlog/{}/", detail().stretches[i].name);
      const auto point = [&](std::int64_t count, const std::string& name, const Title& title) {
        return ChartPoint{Fraction{count, top}, link_to(report_, begins + name),
                          joined(joined(time, ", ", title), ": ", same(grouped(count)))};
      };
      open.points.push_back(point(detail().backlog[i].open, "open", {"在办", "open"}));
      overdue.points.push_back(point(detail().backlog[i].overdue, "overdue", {"超期", "overdue"}));
    }
    html_.open("figure");
    if (!open.points.empty()) {
      legend_into(html_, {{"on", {"在办", "open"}}, {"late", {"其中超期", "of those overdue"}}});
      lines_into(html_,
                 {{open, overdue},
                  {0, 1},
                  {1, 1},
                  std::nullopt,
                  same("0"),
                  same(grouped(top)),
                  first_stretch(),
                  last_stretch()},
                 table.title);
    }
    folded_or_nothing(table);
    html_.close().close();
  }

  void breakdown(const std::string& by) {
    const bool any = std::any_of(report_.measures.begin(), report_.measures.end(), [&](const MeasureCount& count) {
      return std::any_of(count.groups.begin(), count.groups.end(),
                         [&](const auto& group) { return group.by == by && !group.rows.empty(); });
    });
    if (!any) return;
    const Title title = group_title(report_, by);
    begin("measures-by-" + anchor(by), {"指标，按" + in_chinese(title), "Published figures by " + in_english(title)});
    html_.open("div", {{"class", "cards"}});
    for (const MeasureCount& count : report_.measures) {
      for (const MeasureCount::Group& group : count.groups) {
        if (group.by != by || group.rows.empty()) continue;
        html_.open("figure", {{"class", "card"}}).put("figcaption", measure_title(count.measure));
        folded(measure_rows(report_, count, group));
        html_.close();
      }
    }
    html_.close().close();
  }

  void tickets() {
    begin("lists", {"数字背后的工单", "The tickets behind the numbers"},
          {"点击任一数字，即见其背后的工单，按案件编号排列。",
           "Follow a number to see the tickets it stands on, in the order of their cases."});
    folded_but_target({"显示全部", "Show all"});
    html_.open("div", {{"class", "lists some"}});
    for (const auto& [name, figure] : detail().figures) list(name, figure);
    html_.close().close();
    listed();
  }

  static std::string quoted(const std::string& word) {  // for a shell
    std::string text = "'";
    for (const char letter : word) text += letter == '\'' ? std::string{"'\\''"} : std::string(1, letter);
    return text + '\'';
  }

  static std::string ticket_anchor(const ListedTicket& ticket) {
    return fmt::format("ticket_{}_{}", anchor(ticket.id.text), ticket.ticket);
  }
  static std::string ticket_name(const ListedTicket& ticket) {
    return ticket.ticket == 1 ? ticket.id.text : fmt::format("{}/{}", ticket.id.text, ticket.ticket);
  }

  void list(const std::string& name, const Figure& figure) {
    if (figure.first.empty()) return;
    html_.open("section", {{"id", anchor("list/" + name)}}).open("h3").text(name).text(" ");
    html_.put("span", {{"class", "faint"}}, grouped(figure.count)).close().open("p");
    for (const std::size_t index : figure.first) {
      const ListedTicket& ticket = detail().tickets[index];
      html_.put("a", {{"href", '#' + ticket_anchor(ticket)}}, ticket_name(ticket)).raw("\n");
    }
    const std::int64_t more = figure.tickets - std::ssize(figure.first);
    if (more > 0) {
      html_.text(Title{fmt::format("另有 {} 件", grouped(more)), fmt::format("and {} more", grouped(more))});
      if (!options_.list_command.empty())
        html_.text(Title{"，见 ", ", listed by "}).put("code", options_.list_command + ' ' + quoted(name));
    }
    html_.close().close();
  }

  static Attributes dated(Attributes attributes) {  // it is not broken in two
    attributes.emplace_back("class", "t");
    return attributes;
  }

  void promise_cells(const ListedPromise& promise) {
    static const std::map<std::string, std::string> tones{
        {"on-time", "good"}, {"late", "bad"}, {"overdue", "bad"}, {"open", "faint"}, {"cancelled", "faint"}};
    static const std::map<std::string, std::size_t> places{
        {"on-time", 0}, {"late", 1}, {"overdue", 2}, {"open", 3}, {"cancelled", 4}};
    html_.put("td", called(report_, "target", promise.target));
    html_.put("td", {{"class", tones.at(promise.end)}}, end_paints()[places.at(promise.end)].name);
    html_.put("td", dated({}), promise.due ? to_text(*promise.due, report_.zone) : "");
    html_.put("td", dated({}), promise.ended ? to_text(*promise.ended, report_.zone) : "");
  }

  void ticket_rows(const ListedTicket& ticket) {
    const Attributes down =
        ticket.promises.size() > 1 ? Attributes{{"rowspan", std::to_string(ticket.promises.size())}} : Attributes{};
    Attributes head = down;
    head.emplace_back("scope", "rowgroup");
    html_.open("tbody", {{"id", ticket_anchor(ticket)}}).open("tr").put("th", head, ticket_name(ticket));
    html_.put("td", down, called(report_, "word", ticket.kind)).put("td", down, called(report_, "word", ticket.state));
    html_.put("td", dated(down), to_text(ticket.opened_at, report_.zone));
    for (std::size_t i = 0; i < ticket.fields.size(); ++i)
      html_.put("td", down, row_title(report_, detail().by[i], ticket.fields[i]));
    if (ticket.promises.empty()) html_.open("td", {{"colspan", "4"}}).close();
    for (std::size_t i = 0; i < ticket.promises.size(); ++i) {
      if (i > 0) html_.close().open("tr");
      promise_cells(ticket.promises[i]);
    }
    html_.close().close();
  }

  void listed() {
    begin("tickets", {"工单", "Tickets"}, {"以上各列表中的工单。", "Those that the lists above name."});
    folded_but_target({"显示全部", "Show all"});
    html_.open("div", {{"class", "wide some"}}).open("table").open("thead").open("tr");
    std::vector<Title> heads{{"案件", "Case"}, {"类别", "Kind"}, {"状态", "State"}, {"受理", "Opened"}};
    for (const std::string& by : detail().by) heads.push_back(group_title(report_, by));
    for (const Title& head :
         {Title{"时限", "Promise"}, Title{"结果", "End"}, Title{"应办至", "Due"}, Title{"办结", "Ended"}})
      heads.push_back(head);
    for (const Title& head : heads) html_.put("th", {{"scope", "col"}}, head);
    html_.close().close();
    for (const ListedTicket& ticket : detail().tickets) ticket_rows(ticket);
    html_.close().close().close();
  }

  const Report& report_;
  const PageOptions& options_;
  Html html_;
  std::size_t folds_ = 0;
};

}  // namespace

std::string to_html(const Report& report, const PageOptions& options) { return ReportPage(report, options).write(); }

}  // namespace hotline
