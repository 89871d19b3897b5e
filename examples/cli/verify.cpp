// hotline verify --db FILE: has anybody, or any disk, changed a case's history?
#include <fmt/format.h>

#include "commands.hpp"
#include "json.hpp"
#include "kept.hpp"

namespace hotline {
namespace {

struct Damage {
  CaseId case_id;
  std::string message;
};

struct Verified {
  std::uint64_t cases = 0;
  std::uint64_t events = 0;
  std::vector<Damage> damage;
};

// Damage is an answer; whatever else goes wrong is not.
Result<Verified> verify(Store& store) {
  Verified verified;
  const auto visited = each_kept_id(store, [&](const CaseId& id) -> Result<void> {
    const auto kept = kept_case(store, id);
    verified.cases += 1;
    if (kept)
      verified.events += kept->events.size();
    else if (kept.error().fault == Fault::damaged)
      verified.damage.push_back({id, kept.error().message});
    else
      return tl::make_unexpected(kept.error());
    return {};
  });
  if (!visited) return tl::make_unexpected(visited.error());
  return verified;
}

std::string in_words(const Verified& verified) {
  if (verified.damage.empty()) return fmt::format("sound: {} cases, {} events\n", verified.cases, verified.events);
  std::string text = fmt::format("damaged: {} of {} cases\n", verified.damage.size(), verified.cases);
  for (const Damage& damage : verified.damage) text += damage.message + '\n';
  return text;
}

std::string in_json(const Verified& verified) {
  std::vector<Json> damage;
  for (const Damage& found : verified.damage)
    damage.push_back(Json::object({{"case", found.case_id.text}, {"message", found.message}}));
  return Json::object({{"sound", verified.damage.empty()},
                       {"cases", verified.cases},
                       {"events", verified.events},
                       {"damage", Json::list(damage)}})
      .line();
}

}  // namespace

int run_verify(const VerifyArgs& args, World& world) {
  const auto store = open_kept(args.db);
  if (!store) return world.fail(store.error());
  const auto verified = verify(**store);
  if (!verified) return world.fail(verified.error());
  world.out << (args.json ? in_json(*verified) : in_words(*verified));
  return verified->damage.empty() ? answered : bad_news;
}

}  // namespace hotline
