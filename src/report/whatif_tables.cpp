// The answer to "what if" as tables: aligned text, CSV and HTML come from the same.
#include <algorithm>

#include <fmt/format.h>

#include "base/grouped.hpp"
#include "hotline/calendar/iso8601.hpp"
#include "hotline/report/whatif.hpp"
#include "report/whatif_words.hpp"

namespace hotline {
namespace {

using Kind = PromiseChange::Kind;
using Row = std::vector<ReportCell>;

constexpr Kind kinds[] = {Kind::newly_late,      Kind::relieved, Kind::only_before, Kind::only_after,
                          Kind::ended_otherwise, Kind::earlier,  Kind::later,       Kind::same};

Title title_of(Kind kind) {
  static const Title titles[] = {{"仅原规则有", "Only before"},   {"仅新规则有", "Only after"},
                                 {"新超期", "Newly late"},        {"不再超期", "Relieved"},
                                 {"结局不同", "Ended otherwise"}, {"期限提前", "Due earlier"},
                                 {"期限延后", "Due later"},       {"不变", "The same"}};
  return titles[static_cast<int>(kind)];
}

std::string name_of(Kind kind) {
  std::string name(to_text(kind));
  std::replace(name.begin(), name.end(), ' ', '-');
  return name;
}

ReportColumn numbers(std::string name, Title title) { return {std::move(name), std::move(title), true}; }
ReportColumn words(std::string name, Title title) { return {std::move(name), std::move(title), false}; }

std::string counted(const MeasureCount& count) {
  const std::int64_t one = count.measure.weights ? count.measure.weights->one : 1;
  return in_units(count.rate.hits, one) + " / " + in_units(count.rate.of, one);
}

void add_side(const PromiseCount& count, Row& row) {
  for (const std::int64_t figure : {count.made, count.breached}) row.push_back(number(figure));
  row.push_back(percent(count.kept(), 2));
}

void add_side_columns(const std::string& name, const Title& side, ReportTable& table) {
  table.columns.push_back(numbers(name + "-made", {side.zh + "承诺", side.en + ": made"}));
  table.columns.push_back(numbers(name + "-breached", {side.zh + "超期", side.en + ": breached"}));
  table.columns.push_back(numbers(name + "-kept", {side.zh + "按期率", side.en + ": kept"}));
}

ReportTable both_sides(std::string name, Title title, ReportColumn by) {
  ReportTable table{std::move(name), std::move(title), {}, {std::move(by)}, {}, {}};
  add_side_columns("before", {"原规则", "Before"}, table);
  add_side_columns("after", {"新规则", "After"}, table);
  return table;
}

ReportTable promises(const WhatIfAnswer& answer) {
  ReportTable table = both_sides("promises", {"承诺", "Promises"}, words("target", {"时限", "Target"}));
  const auto add = [&](const std::string& name, const ChangeCount& count) {
    Row row{word(name)};
    add_side(count.before, row);
    add_side(count.after, row);
    table.rows.push_back(std::move(row));
  };
  add("all", answer.all);
  for (const auto& [target, count] : answer.targets) add(target, count);
  return table;
}

ReportTable changes(const WhatIfAnswer& answer) {
  ReportTable table{"changes", {"变动", "What became of them"}, {}, {words("target", {"时限", "Target"})}, {}, {}};
  for (const Kind kind : kinds) table.columns.push_back(numbers(name_of(kind), title_of(kind)));
  const auto add = [&](const std::string& name, const ChangeCount& count) {
    Row row{word(name)};
    for (const Kind kind : kinds) row.push_back(number(count.of(kind)));
    table.rows.push_back(std::move(row));
  };
  add("all", answer.all);
  for (const auto& [target, count] : answer.targets) add(target, count);
  return table;
}

void add_rate(const std::optional<MeasureCount>& count, Row& row) {
  row.push_back(count ? percent(count->rate, count->measure.digits) : word("not there"));
  row.push_back(word(count ? counted(*count) : ""));
}

ReportTable measures(const WhatIfAnswer& answer) {
  ReportTable table{"measures",
                    {"指标", "Measures"},
                    {"变动为两个百分数之差", "Moved: the difference of the two percentages as shown, in points"},
                    {words("measure", {"指标", "Measure"}), numbers("before", {"原规则", "Before"}),
                     numbers("before-counted", {"原规则计数", "counted"}), numbers("after", {"新规则", "After"}),
                     numbers("after-counted", {"新规则计数", "counted"}), numbers("moved", {"变动", "Moved"})},
                    {},
                    {}};
  for (const MovedMeasure& measure : answer.measures) {
    Row row{word(measure.either().measure.name)};
    add_rate(measure.before, row);
    add_rate(measure.after, row);
    row.push_back(word(measure.moved()));
    table.rows.push_back(std::move(row));
  }
  return table;
}

// Broken down as both reports are.
void add_groups(const WhatIfAnswer& answer, std::vector<ReportTable>& tables) {
  for (const Grouped& group : answer.before.groups) {
    const auto other = std::find_if(answer.after.groups.begin(), answer.after.groups.end(),
                                    [&](const Grouped& one) { return one.by == group.by; });
    if (group.by == "target" || group.by == "policy" || other == answer.after.groups.end()) continue;
    std::map<std::string, std::pair<PromiseCount, PromiseCount>> rows;
    for (const auto& [name, count] : group.rows) rows[name].first = count;
    for (const auto& [name, count] : other->rows) rows[name].second = count;
    ReportTable table =
        both_sides("by-" + group.by, {"按" + group.by, "By " + group.by}, words("name", {"", group.by}));
    for (const auto& [name, counts] : rows) {
      Row row{word(name.empty() ? "(none)" : name)};
      add_side(counts.first, row);
      add_side(counts.second, row);
      table.rows.push_back(std::move(row));
    }
    tables.push_back(std::move(table));
  }
}

ReportTable tickets(const WhatIfAnswer& answer, std::optional<std::size_t> most) {
  ReportTable table{"tickets",
                    {"变动的承诺", "Promises that changed"},
                    {},
                    {words("change", {"变动", "Change"}), words("case", {"案件", "Case"}),
                     numbers("ticket", {"工单", "Ticket"}), words("target", {"时限", "Target"}),
                     numbers("nth", {"第几次", "Nth"}), words("before-due", {"原期限", "Due before"}),
                     words("before-end", {"原结局", "End before"}), words("after-due", {"新期限", "Due after"}),
                     words("after-end", {"新结局", "End after"}), words("ended", {"办结", "Done"})},
                    {},
                    {}};
  const Zone& zone = answer.after.zone;
  const auto at = [&](const std::optional<Instant>& instant) { return word(instant ? to_text(*instant, zone) : ""); };
  std::map<Kind, std::size_t> shown;
  for (const PromiseChange& change : answer.changes) {
    if (most && shown[change.kind]++ >= *most) continue;
    Row row{word(title_of(change.kind)), word(change.id.text), number(change.ticket()), word(change.target),
            number(change.nth)};
    for (const auto* verdict : {&change.before, &change.after}) {
      row.push_back(at(*verdict ? (*verdict)->due : std::nullopt));
      row.push_back(*verdict ? word(title_of(**verdict)) : word(""));
    }
    const PromiseVerdict& last = change.after ? *change.after : *change.before;
    row.push_back(at(last.ended_at));
    table.rows.push_back(std::move(row));
  }
  table.note = cut_note(table.rows.size(), answer.changes.size());
  return table;
}

ReportTable refused(const WhatIfAnswer& answer, std::optional<std::size_t> most) {
  ReportTable table{"refused",
                    {"仅一方不接受的行", "Lines that only one side could not use"},
                    {},
                    {words("side", {"规则", "Side"}), words("line", {"行", "Line"}),
                     words("reason", {"原因", "Reason"}), words("message", {"说明", "Message"})},
                    {},
                    {}};
  const auto add = [&](const Title& side, const std::vector<Reject>& rejects) {
    const std::size_t shown = std::min(most.value_or(rejects.size()), rejects.size());
    for (std::size_t i = 0; i < shown; ++i)
      table.rows.push_back({word(side), word(line_of(rejects[i].place, answer.files)), word(to_text(rejects[i].reason)),
                            word(rejects[i].message)});
  };
  add({"原规则", "Before"}, answer.refused_before);
  add({"新规则", "After"}, answer.refused_after);
  table.note = cut_note(table.rows.size(), answer.refused_before.size() + answer.refused_after.size());
  return table;
}

}  // namespace

std::vector<ReportTable> tables_of(const WhatIfAnswer& answer, std::optional<std::size_t> rows) {
  std::vector<ReportTable> tables{promises(answer), changes(answer)};
  if (!answer.measures.empty()) tables.push_back(measures(answer));
  add_groups(answer, tables);
  if (!answer.changes.empty()) tables.push_back(tickets(answer, rows));
  if (!answer.refused_before.empty() || !answer.refused_after.empty()) tables.push_back(refused(answer, rows));
  return tables;
}

std::string to_text(const WhatIfAnswer& answer, std::optional<std::size_t> rows) {
  std::string text =
      fmt::format("before rules {}, after rules {}, as of {}\n{} tickets before, {} after; {} changed\n",
                  answer.before.rules, answer.after.rules, to_text(answer.until, answer.after.zone),
                  grouped(answer.before.tickets), grouped(answer.after.tickets), grouped(answer.tickets_changed));
  for (const ReportTable& table : tables_of(answer, rows)) text += "\n" + with_note(table);
  return text;
}

}  // namespace hotline
