#include <algorithm>

#include <nlohmann/json.hpp>

#include "hotline/calendar/iso8601.hpp"
#include "hotline/report/whatif.hpp"
#include "report/json_parts.hpp"
#include "report/whatif_words.hpp"

namespace hotline {
namespace {

using Json = nlohmann::ordered_json;

std::string key_of(PromiseChange::Kind kind) {
  std::string name(to_text(kind));
  std::replace(name.begin(), name.end(), ' ', '-');
  return name;
}

Json count(const ChangeCount& counts) {
  Json object = {{"before", promises_json(counts.before)}, {"after", promises_json(counts.after)}};
  Json& changes = object["changes"] = Json::object();
  for (int kind = 0; kind <= static_cast<int>(PromiseChange::Kind::same); ++kind) {
    const auto each = static_cast<PromiseChange::Kind>(kind);
    changes[key_of(each)] = counts.of(each);
  }
  return object;
}

Json measure(const MovedMeasure& moved) {
  const auto side = [](const std::optional<MeasureCount>& count) {
    return count ? rate_json(count->rate, count->measure.digits) : Json();
  };
  return {{"name", moved.either().measure.name},
          {"before", side(moved.before)},
          {"after", side(moved.after)},
          {"moved", moved.moved()}};
}

Json verdict(const std::optional<PromiseVerdict>& side, const Zone& zone) {
  if (!side) return nullptr;
  const auto at = [&](const std::optional<Instant>& instant) {
    return instant ? Json(to_text(*instant, zone)) : Json();
  };
  return {{"ticket", side->ticket},
          {"end", to_text(side->end)},
          {"breached", side->breached},
          {"due", at(side->due)},
          {"ended", at(side->ended_at)}};
}

Json refused(const std::vector<Reject>& rejects, const WhatIfAnswer& answer) {
  Json list = Json::array();
  for (const Reject& reject : rejects)
    list.push_back({{"line", line_of(reject.place, answer.files)},
                    {"reason", to_text(reject.reason)},
                    {"message", reject.message}});
  return list;
}

}  // namespace

std::string to_json(const WhatIfAnswer& answer) {
  const Zone& zone = answer.after.zone;
  Json object = {{"before", answer.before.rules},
                 {"after", answer.after.rules},
                 {"until", to_text(answer.until, zone)},
                 {"tickets", {{"before", answer.before.tickets}, {"after", answer.after.tickets}}},
                 {"tickets-changed", answer.tickets_changed},
                 {"promises", count(answer.all)},
                 {"targets", Json::object()},
                 {"measures", Json::array()},
                 {"changes", Json::array()}};
  for (const auto& [target, counts] : answer.targets) object["targets"][target] = count(counts);
  for (const MovedMeasure& moved : answer.measures) object["measures"].push_back(measure(moved));
  for (const PromiseChange& change : answer.changes)
    object["changes"].push_back({{"change", key_of(change.kind)},
                                 {"case", change.id.text},
                                 {"kind", change.ticket_kind},
                                 {"target", change.target},
                                 {"nth", change.nth},
                                 {"before", verdict(change.before, zone)},
                                 {"after", verdict(change.after, zone)}});
  object["refused"] = {{"before", refused(answer.refused_before, answer)},
                       {"after", refused(answer.refused_after, answer)}};
  return object.dump(2, ' ', false, Json::error_handler_t::replace) + "\n";
}

}  // namespace hotline
