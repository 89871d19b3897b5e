#include <algorithm>

#include <nlohmann/json.hpp>

#include "hotline/calendar/iso8601.hpp"
#include "hotline/report/audit.hpp"
#include "report/audit_words.hpp"
#include "report/whatif_words.hpp"

namespace hotline {
namespace {

using Json = nlohmann::ordered_json;
using Due = AuditedPromise::Due;
using Said = AuditedPromise::Said;

std::string key(std::string_view words) {
  std::string name(words);
  std::replace(name.begin(), name.end(), ' ', '-');
  return name;
}

Json finding(const AuditedPromise& one, const AuditAnswer& answer) {
  const auto at = [&](const std::optional<Instant>& due) { return due ? Json(to_text(*due, answer.zone)) : Json(); };
  Json object = {{"case", one.id.text},
                 {"ticket", one.ticket},
                 {"target", one.ours ? Json(one.target) : Json()},
                 {"our-due", at(one.ours ? one.ours->due : std::nullopt)},
                 {"their-due", at(one.due)},
                 {"due", key(to_text(one.compared))},
                 {"causes", Json::array()},
                 {"our-end", one.ours ? Json(to_text(one.ours->end)) : Json()},
                 {"their-verdict", !one.on_time ? Json() : Json(*one.on_time ? "on-time" : "late")},
                 {"verdict", key(to_text(one.said))},
                 {"contradicts-itself", one.contradicts_itself},
                 {"line", line_of(one.place, answer.files)}};
  for (const DueCause cause : one.causes) object["causes"].push_back(key(to_text(cause)));
  return object;
}

}  // namespace

std::string to_json(const AuditAnswer& answer) {
  Json object = {{"rules", answer.rules},
                 {"until", to_text(answer.until, answer.zone)},
                 {"stated", answer.stated},
                 {"unknown-cases", answer.unknown_cases},
                 {"compared", answer.compared()}};
  for (const Due due : {Due::agrees, Due::differs, Due::not_promised, Due::not_stated})
    object["due"][key(to_text(due))] = answer.count(due);
  for (int number = 0; number <= static_cast<int>(DueCause::other); ++number) {
    const auto cause = static_cast<DueCause>(number);
    const auto found = answer.causes.find(cause);
    const CauseCount count = found == answer.causes.end() ? CauseCount{} : found->second;
    object["causes"][key(to_text(cause))] = {{"likely", count.likely}, {"alone", count.alone}};
  }
  static constexpr const char* lengths[] = {"hour", "day", "week", "more"};
  for (std::size_t i = 0; i < answer.apart.size(); ++i)
    object["apart"][lengths[i]] = {
        {"before", answer.apart[i].before}, {"after", answer.apart[i].after}, {"same-time", answer.apart[i].same_time}};
  for (const Said said :
       {Said::agrees, Said::late_for_them, Said::late_for_us, Said::not_promised, Said::without_due, Said::not_stated})
    object["verdicts"][key(to_text(said))] = answer.count(said);
  object["verdicts"]["contradicts-itself"] = answer.contradicts_itself;
  object["findings"] = Json::array();
  for (const AuditedPromise& one : answer.findings) object["findings"].push_back(finding(one, answer));
  return object.dump(2, ' ', false, Json::error_handler_t::replace) + "\n";
}

}  // namespace hotline
