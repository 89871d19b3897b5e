#include <nlohmann/json.hpp>

#include "hotline/calendar/iso8601.hpp"
#include "hotline/report/count.hpp"
#include "report/json_parts.hpp"
#include "report/table_json.hpp"
#include "report/tables.hpp"

namespace hotline {
namespace {

using Json = nlohmann::ordered_json;

Json promises(const PromiseCount& count, const Report& report) {
  Json object = promises_json(count);
  const Watched& seen = count.watched;
  if (report.is_watched)
    object["watched"] = {{"paused-near-due", seen.paused},
                         {"returned-near-due", seen.returned},
                         {"begun-anew", seen.anew},
                         {"reopened", seen.reopened}};
  return object;
}

constexpr const char* bases[] = {"intake", "dispatch", "due", "close"};

Json ticket(const CountedTicket& counted, const MeasureCount& count) {
  static constexpr const char* verdicts[] = {"hit", "missed", "dropped"};
  Json object = {
      {"case", counted.id.text}, {"ticket", counted.ticket}, {"verdict", verdicts[static_cast<int>(counted.verdict)]}};
  if (count.measure.weights) object["weight"] = counted.weight;
  for (std::size_t i = 0; i < counted.groups.size(); ++i) object["by"][count.measure.by[i]] = counted.groups[i];
  return object;
}

Json goal(const Fraction& goal) { return {{"hits", goal.hits}, {"of", goal.of}}; }

Json row(const MeasureCount::Group& group, const std::string& name, int digits) {
  Json object = rate_json(group.rows.at(name), digits);
  if (const auto own = group.goals.find(name); own != group.goals.end()) object["goal"] = goal(own->second);
  if (const auto met = group.goal_met(name)) object["goal-met"] = *met;
  return object;
}

Json published(const Published& published) {
  Json object = {{"rate", to_percent(published.rate, published.digits)}};
  if (published.of) object["of"] = *published.of;
  return object;
}

Json scored(const Scored& scored, const Scheme& scheme) {
  Json object = {{"row", scored.row}, {"total", nullptr}};
  if (scored.total) object["total"] = to_points(*scored.total, 4);
  if (scored.place) object["place"] = *scored.place;
  object["start"] = to_points(scheme.start, 4);
  object["given"] = to_points(scored.given, 4);
  object["parts"] = Json::array();
  for (std::size_t i = 0; i < scored.parts.size(); ++i) {
    Json part = {{"measure", scheme.parts[i].measure}, {"points", nullptr}};
    if (scored.parts[i]) part["points"] = to_points(*scored.parts[i], 4);
    object["parts"].push_back(std::move(part));
  }
  return object;
}

Json scheme(const SchemeScore& score) {
  Json object = {{"name", score.scheme.name},
                 {"title", {{"zh", score.scheme.title.zh}, {"en", score.scheme.title.en}}},
                 {"by", score.scheme.by},
                 {"groups", Json::array()}};
  for (const ScoredGroup& group : score.groups) {
    Json rows = Json::array();
    for (const Scored& row : group.rows) rows.push_back(scored(row, score.scheme));
    object["groups"].push_back({{"name", group.name}, {"rows", std::move(rows)}});
  }
  return object;
}

Json measure(const MeasureCount& count, bool with_tickets) {
  const Measure& defined = count.measure;
  Json object = {{"name", defined.name},
                 {"title", {{"zh", defined.title.zh}, {"en", defined.title.en}}},
                 {"basis", bases[static_cast<int>(defined.basis)]},
                 {"rate", rate_json(count.rate, defined.digits)},
                 {"dropped", count.dropped}};
  if (defined.weights) object["one"] = defined.weights->one;  // hits and of are whole numbers of its parts
  if (count.dropped_by.size() > 1) object["dropped-by"] = count.dropped_by;  // as the rules name them
  if (defined.goal) object["goal"] = goal(*defined.goal);
  if (const auto met = count.goal_met()) object["goal-met"] = *met;
  for (const MeasureCount::Group& group : count.groups) {
    for (const auto& [name, counted] : group.rows) object["by"][group.by][name] = row(group, name, defined.digits);
  }
  if (defined.published) object["published"] = published(*defined.published);
  if (!count.doubts.empty()) object["doubts"] = count.doubts;
  if (!with_tickets) return object;
  object["tickets"] = Json::array();
  for (const CountedTicket& counted : count.tickets) object["tickets"].push_back(ticket(counted, count));
  return object;
}

}  // namespace

std::string to_json(const Report& report) {
  Json object = {{"rules", report.rules},
                 {"until", to_text(report.until, report.zone)},
                 {"tickets", report.tickets},
                 {"open-tickets", report.open_tickets},
                 {"without-promise", report.without_promise},
                 {"promises", promises(report.promises, report)}};
  if (report.from) object["from"] = to_text(*report.from, report.zone);
  if (report.to) object["to"] = to_text(*report.to, report.zone);
  for (const Grouped& group : report.groups) {
    Json& rows = object["by"][group.by] = Json::object();
    for (const auto& [name, count] : group.rows) rows[name] = promises(count, report);
  }
  for (const auto& [level, cases] : report.escalated) object["escalated"][level] = cases;
  object["measures"] = Json::array();
  for (const MeasureCount& count : report.measures) object["measures"].push_back(measure(count, report.with_tickets));
  if (!report.schemes.empty()) object["schemes"] = Json::array();
  for (const SchemeScore& score : report.schemes) object["schemes"].push_back(scheme(score));
  for (const ReportTable& table : detail_tables(report)) object[table.name] = json_of(table)["rows"];
  return object.dump(2, ' ', false, Json::error_handler_t::replace) + "\n";
}

}  // namespace hotline
