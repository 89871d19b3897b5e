// hotline backup --db FILE TO: a copy of a ticket file, looked over before anybody relies on it.
#include <fmt/format.h>

#include "commands.hpp"
#include "kept.hpp"
#include "soundness.hpp"

namespace hotline {
namespace {

Result<Soundness> back_up(const BackupArgs& args) {
  {
    const auto store = open_kept(args.db);
    if (!store) return tl::make_unexpected(store.error());
    if (const auto copied = (*store)->back_up(args.to); !copied) return tl::make_unexpected(copied.error());
  }
  return open_kept(args.to).and_then([](const auto& copy) { return soundness_of(*copy); });
}

}  // namespace

int run_backup(const BackupArgs& args, World& world) {
  const auto copy = back_up(args);
  if (!copy) return world.fail(copy.error());
  if (args.json)
    world.out << Json::object({{"copy", args.to}, {"verified", in_json(*copy)}}).line();
  else
    world.out << fmt::format("copied to '{}'\n{}", args.to, in_words(*copy));
  return copy->damage.empty() ? answered : bad_news;
}

}  // namespace hotline
