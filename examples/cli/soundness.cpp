#include "soundness.hpp"

#include <algorithm>

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

Result<void> check_histories(SqliteStore& store, Soundness& found) {
  return each_case_id(store, [&](const CaseId& id) -> Result<void> {
    const auto kept = kept_case(store, id);
    found.cases += 1;
    if (kept)
      found.events += kept->events.size();
    else if (kept.error().fault == Fault::damaged)
      found.damage.push_back({id, named(id, kept.error().message)});
    else
      return tl::make_unexpected(kept.error());
    return {};
  });
}

Result<void> check_agenda(SqliteStore& store, Soundness& found) {
  auto engine = engine_as_kept(store);
  if (!engine) {
    found.unchecked = engine.error().message;
    return {};
  }
  const auto wrong = wrong_agendas(store, *engine);
  if (!wrong) return tl::make_unexpected(wrong.error());
  for (const HintsOfCase& agenda : *wrong)
    found.damage.push_back({agenda.case_id, fmt::format("case '{}': what falls due next is not what its history says",
                                                        agenda.case_id.text)});
  return {};
}

}  // namespace

Result<Soundness> soundness_of(SqliteStore& store) {
  Soundness found;
  for (const auto& check : {check_pages, check_documents, check_histories, check_agenda}) {
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
