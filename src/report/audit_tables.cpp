// An audit as tables.
#include <algorithm>

#include <fmt/format.h>

#include "base/grouped.hpp"
#include "hotline/calendar/iso8601.hpp"
#include "hotline/report/audit.hpp"
#include "report/audit_words.hpp"
#include "report/whatif_words.hpp"

namespace hotline {
namespace {

using Due = AuditedPromise::Due;
using Said = AuditedPromise::Said;
using Row = std::vector<ReportCell>;

ReportColumn words(std::string name, Title title) { return {std::move(name), std::move(title), false}; }
ReportColumn numbers(std::string name, Title title) { return {std::move(name), std::move(title), true}; }

ReportTable two_columns(std::string name, Title title) {
  return {std::move(name),
          std::move(title),
          {},
          {words("what", {"情况", ""}), numbers("promises", {"承诺", "Promises"})},
          {},
          {}};
}

ReportTable due_instants(const AuditAnswer& answer) {
  ReportTable table = two_columns("due", {"期限", "Due instants"});
  for (const Due due : {Due::agrees, Due::differs, Due::not_promised, Due::not_stated})
    table.rows.push_back({word(title_of(due)), number(answer.count(due))});
  return table;
}

ReportTable causes(const AuditAnswer& answer) {
  ReportTable table{"causes",
                    {"可能原因", "What explains the due instants that differ"},
                    {},
                    {words("cause", {"原因", "Likely cause"}), numbers("promises", {"承诺", "Promises"}),
                     numbers("alone", {"唯一解释", "By nothing else"})},
                    {},
                    {}};
  for (int cause = 0; cause <= static_cast<int>(DueCause::other); ++cause) {
    const auto found = answer.causes.find(static_cast<DueCause>(cause));
    const CauseCount count = found == answer.causes.end() ? CauseCount{} : found->second;
    table.rows.push_back({word(title_of(static_cast<DueCause>(cause))), number(count.likely), number(count.alone)});
  }
  return table;
}

ReportTable distances(const AuditAnswer& answer) {
  static const Title lengths[] = {{"一小时内", "within an hour"},
                                  {"一天内", "within a day"},
                                  {"一周内", "within a week"},
                                  {"一周以上", "more than a week"}};
  ReportTable table{
      "apart",
      {"相差", "How far apart they are"},
      {},
      {words("apart", {"相差", "Apart"}), numbers("before", {"早于我方", "Before ours"}),
       numbers("after", {"晚于我方", "After ours"}), numbers("same-time", {"同一时刻", "At the same time of day"})},
      {},
      {}};
  for (std::size_t i = 0; i < answer.apart.size(); ++i)
    table.rows.push_back({word(lengths[i]), number(answer.apart[i].before), number(answer.apart[i].after),
                          number(answer.apart[i].same_time)});
  return table;
}

ReportTable verdicts(const AuditAnswer& answer) {
  ReportTable table = two_columns("verdicts", {"结论", "Verdicts"});
  for (const Said said :
       {Said::agrees, Said::late_for_them, Said::late_for_us, Said::not_promised, Said::without_due, Said::not_stated})
    table.rows.push_back({word(title_of(said)), number(answer.count(said))});
  table.rows.push_back(
      {word(Title{"与其自身期限矛盾", "does not follow from their own due"}), number(answer.contradicts_itself)});
  return table;
}

std::string cause_words(const AuditedPromise& promise) {
  std::string text;
  for (const DueCause cause : promise.causes) text += (text.empty() ? "" : " or ") + std::string(to_text(cause));
  return text;
}

// "+1d 02:00:00": theirs after ours.
std::string apart(const AuditedPromise& promise) {
  if (promise.compared != Due::differs || !promise.ours->due) return "";
  const auto distance = *promise.due - *promise.ours->due;
  const auto seconds = std::chrono::abs(distance).count();
  return fmt::format("{}{}d {:02}:{:02}:{:02}", distance.count() < 0 ? '-' : '+', seconds / 86'400,
                     seconds / 3'600 % 24, seconds / 60 % 60, seconds % 60);
}

ReportTable findings(const AuditAnswer& answer, std::optional<std::size_t> most) {
  ReportTable table{
      "findings",
      {"逐单差异", "Promises that are not in order"},
      {},
      {words("case", {"案件", "Case"}), numbers("ticket", {"工单", "Ticket"}), words("target", {"时限", "Target"}),
       words("ours", {"我方期限", "Our due"}), words("theirs", {"对方期限", "Their due"}),
       numbers("apart", {"相差", "Apart"}), words("cause", {"原因", "Cause"}),
       words("our-end", {"我方结局", "Our end"}), words("their-verdict", {"对方结论", "Their verdict"}),
       words("verdict", {"结论", "Verdict"}), words("line", {"行", "Line"})},
      {},
      {}};
  const auto at = [&](const std::optional<Instant>& due) { return word(due ? to_text(*due, answer.zone) : ""); };
  std::map<int, std::size_t> shown;
  for (const AuditedPromise& one : answer.findings) {
    const int cause = one.causes.empty() ? -1 : static_cast<int>(one.causes.front());
    if (most && shown[cause]++ >= *most) continue;
    Row row{word(one.id.text),
            number(one.ticket),
            word(one.target),
            at(one.ours ? one.ours->due : std::nullopt),
            at(one.due),
            word(apart(one)),
            word(cause_words(one)),
            one.ours ? word(title_of(*one.ours)) : word(""),
            word(!one.on_time   ? ""
                 : *one.on_time ? "on time"
                                : "late"),
            word(one.contradicts_itself     ? "contradicts itself"
                 : one.said == Said::agrees ? ""
                                            : to_text(one.said)),
            word(line_of(one.place, answer.files))};
    table.rows.push_back(std::move(row));
  }
  table.note = cut_note(table.rows.size(), answer.findings.size());
  return table;
}

}  // namespace

std::vector<ReportTable> tables_of(const AuditAnswer& answer, std::optional<std::size_t> rows) {
  std::vector<ReportTable> tables{due_instants(answer), causes(answer), distances(answer), verdicts(answer)};
  if (!answer.findings.empty()) tables.push_back(findings(answer, rows));
  return tables;
}

std::string to_text(const AuditAnswer& answer, std::optional<std::size_t> rows) {
  std::string text = fmt::format(
      "rules {}, as of {}\n{} stated by the other system, {} of them in cases that are not here\n"
      "{} due instants compared: {} agree, {} differ\n",
      answer.rules, to_text(answer.until, answer.zone), grouped(answer.stated), grouped(answer.unknown_cases),
      grouped(answer.compared()), grouped(answer.count(Due::agrees)), grouped(answer.count(Due::differs)));
  for (const ReportTable& table : tables_of(answer, rows)) text += "\n" + with_note(table);
  return text;
}

}  // namespace hotline
