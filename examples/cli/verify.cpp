// hotline verify --db FILE: has anybody, or any disk, changed what a ticket file holds?
#include "commands.hpp"
#include "kept.hpp"
#include "soundness.hpp"

namespace hotline {
namespace {

// A file that is too damaged to be opened is an answer as well.
Result<Soundness> verify(const std::string& db) {
  const auto store = open_kept(db);
  if (store) return soundness_of(**store);
  if (store.error().fault != Fault::damaged) return tl::make_unexpected(store.error());
  Soundness found;
  found.damage.push_back({{}, store.error().message});
  return found;
}

}  // namespace

int run_verify(const VerifyArgs& args, World& world) {
  const auto found = verify(args.db);
  if (!found) return world.fail(found.error());
  world.out << (args.json ? in_json(*found).line() : in_words(*found));
  return found->damage.empty() ? answered : bad_news;
}

}  // namespace hotline
