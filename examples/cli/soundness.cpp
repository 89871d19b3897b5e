#include "soundness.hpp"

#include <algorithm>
#include <optional>

#include <fmt/format.h>

#include "deadlines.hpp"
#include "kept.hpp"

namespace hotline {
namespace {

Result<void> check_pages(SqliteStore& store, Soundness& found) {
  const auto faults = store.check();
  if (!faults) return tl::make_unexpected(faults.error());
  for (const std::string& fault : *faults) found.damage.push_back({{}, "the file: " + fault});
  return {};
}

Result<void> check_documents(SqliteStore& store, Soundness& found) {
  const auto names = store.documents();
  if (!names) return tl::make_unexpected(names.error());
  for (const std::string& name : *names)
    if (const auto text = store.document(name); !text) found.damage.push_back({{}, text.error().message});
  return {};
}

// SQLite does not know which case it could not read.
std::string named(const CaseId& id, const std::string& message) {
  const auto name = fmt::format("case '{}'", id.text);
  return message.find(name) == message.npos ? fmt::format("{}: {}", name, message) : message;
}

void tell_agenda(const HintsOfCase& other, Soundness& found) {
  found.damage.push_back(
      {other.case_id, fmt::format("case '{}': what falls due next is not what its history says", other.case_id.text)});
}

// Each case is read and folded once; then its deadlines are derived anew, where the rules they follow are there.
Result<void> check_cases(SqliteStore& store, Soundness& found) {
  auto engine = engine_as_kept(store);
  if (!engine) found.unchecked = engine.error().message;
  auto agenda = engine ? KeptAgenda::of(store) : Result<KeptAgenda>{};
  if (!agenda && agenda.error().fault != Fault::damaged) return tl::make_unexpected(agenda.error());
  if (!agenda) found.damage.push_back({{}, agenda.error().message});
  const auto check = [&](const CaseId& id) -> Result<void> {
    const auto kept = kept_case(store, id);
    found.cases += 1;
    if (!kept && kept.error().fault != Fault::damaged) return tl::make_unexpected(kept.error());
    if (!kept) {
      found.damage.push_back({id, named(id, kept.error().message)});
      if (agenda) agenda->leave_out(id);
      return {};
    }
    found.events += kept->events.size();
    if (!engine || !agenda) return {};
    return agenda->compare(kept->matter, engine->in_force()).map([&](const std::optional<HintsOfCase>& other) {
      if (other) tell_agenda(*other, found);
    });
  };
  if (const auto checked = each_case_id(store, check); !checked) return checked;
  if (engine && agenda)
    for (const HintsOfCase& other : agenda->left()) tell_agenda(other, found);
  return {};
}

}  // namespace

Result<Soundness> soundness_of(SqliteStore& store) {
  Soundness found;
  for (const auto& check : {check_pages, check_documents, check_cases}) {
    const auto checked = check(store, found);
    if (checked) continue;
    if (checked.error().fault != Fault::damaged) return tl::make_unexpected(checked.error());
    found.damage.push_back({{}, checked.error().message});
  }
  return found;
}

std::string in_words(const Soundness& found) {
  std::string text;
  if (found.damage.empty()) {
    text = fmt::format("sound: {} cases, {} events\n", found.cases, found.events);
  } else {
    std::vector<CaseId> cases;
    for (const Damage& damage : found.damage)
      if (!damage.case_id.text.empty()) cases.push_back(damage.case_id);
    std::sort(cases.begin(), cases.end());
    const auto last = std::unique(cases.begin(), cases.end());
    text = fmt::format("damaged: {} of {} cases\n", last - cases.begin(), found.cases);
    for (const Damage& damage : found.damage) text += damage.message + '\n';
  }
  if (!found.unchecked.empty()) text += fmt::format("deadlines were not compared: {}\n", found.unchecked);
  return text;
}

Json in_json(const Soundness& found) {
  std::vector<Json> damage;
  for (const Damage& one : found.damage)
    damage.push_back(Json::object(
        {{"case", one.case_id.text.empty() ? Json::null() : Json(one.case_id.text)}, {"message", one.message}}));
  std::vector<std::pair<std::string_view, Json>> members = {{"sound", found.damage.empty()},
                                                            {"cases", found.cases},
                                                            {"events", found.events},
                                                            {"damage", Json::list(damage)}};
  if (!found.unchecked.empty()) members.emplace_back("unchecked", found.unchecked);
  return Json::object(members);
}

}  // namespace hotline
