// hotline recover --db FILE --into NEW: what can still be had of a damaged ticket file, and what is lost.
#include "hotline/store/recover.hpp"

#include <optional>

#include <fmt/format.h>

#include "commands.hpp"
#include "deadlines.hpp"
#include "json.hpp"
#include "kept.hpp"

namespace hotline {
namespace {

struct Rescue {
  Recovered recovered;
  std::string without_deadlines;  // why the agenda was not written anew, if it was not
};

Result<void> derive_agenda(const std::string& file) {
  const auto store = open_kept(file);
  if (!store) return tl::make_unexpected(store.error());
  auto engine = engine_as_kept(**store);
  if (!engine) return tl::make_unexpected(engine.error());
  const auto wrong = wrong_agendas(**store, *engine);
  if (!wrong) return tl::make_unexpected(wrong.error());
  return set_right(**store, *wrong);
}

Result<Rescue> rescue(const RecoverArgs& args) {
  auto recovered = recover_sqlite_file(args.db, args.into);
  if (!recovered) return tl::make_unexpected(recovered.error());
  Rescue rescue{std::move(*recovered), {}};
  if (const auto derived = derive_agenda(args.into); !derived) rescue.without_deadlines = derived.error().message;
  return rescue;
}

std::string in_words(const CaseLoss& loss) {
  const auto lost = loss.kept + 1 >= loss.last ? fmt::format("version {}", loss.last)
                                               : fmt::format("versions {} to {}", loss.kept + 1, loss.last);
  return fmt::format("case '{}': {} lost, {}: {}\n", loss.case_id.text, lost,
                     loss.kept == 0 ? "nothing is left of it" : fmt::format("kept up to version {}", loss.kept),
                     loss.why);
}

std::string in_words(const Rescue& rescue, const std::string& into) {
  const Recovered& all = rescue.recovered;
  std::string text = fmt::format("recovered into '{}': {} cases, {} events\n", into, all.cases, all.events);
  if (all.is_whole()) text += "nothing is lost\n";
  for (const CaseLoss& loss : all.losses) text += in_words(loss);
  for (const std::string& other : all.others) text += other + '\n';
  if (!rescue.without_deadlines.empty())
    text +=
        fmt::format("deadlines were not set anew, so nothing falls due by itself yet: {}\n", rescue.without_deadlines);
  return text;
}

std::string in_json(const Rescue& rescue, const std::string& into) {
  const Recovered& all = rescue.recovered;
  std::vector<Json> losses;
  for (const CaseLoss& loss : all.losses)
    losses.push_back(
        Json::object({{"case", loss.case_id.text}, {"kept", loss.kept}, {"last", loss.last}, {"why", loss.why}}));
  const std::vector<Json> others(all.others.begin(), all.others.end());
  std::vector<std::pair<std::string_view, Json>> members = {{"into", into},
                                                            {"cases", all.cases},
                                                            {"entries", all.entries},
                                                            {"events", all.events},
                                                            {"effects", all.effects},
                                                            {"documents", all.documents},
                                                            {"losses", Json::list(losses)},
                                                            {"others", Json::list(others)}};
  if (!rescue.without_deadlines.empty()) members.emplace_back("without-deadlines", rescue.without_deadlines);
  return Json::object(members).line();
}

}  // namespace

int run_recover(const RecoverArgs& args, World& world) {
  const auto rescued = rescue(args);
  if (!rescued) return world.fail(rescued.error());
  world.out << (args.json ? in_json(*rescued, args.into) : in_words(*rescued, args.into));
  return rescued->recovered.is_whole() && rescued->without_deadlines.empty() ? answered : bad_news;
}

}  // namespace hotline
