#include "deadlines.hpp"

#include <algorithm>
#include <limits>
#include <map>
#include <set>

#include "hotline/core/queue.hpp"
#include "hotline/engine/adoption.hpp"
#include "kept.hpp"

namespace hotline {
namespace {

constexpr std::size_t hints_per_page = 10'000;
constexpr std::size_t agendas_per_commit = 1'000;

using Agendas = std::map<CaseId, std::vector<Hint>>;

Result<void> read_queue(Store& store, const std::string& queue, Agendas& kept) {
  DueHint from{std::numeric_limits<std::int64_t>::min(), {}};
  for (;;) {
    const auto page = store.due(queue, from, std::numeric_limits<std::int64_t>::max(), hints_per_page);
    if (!page) return tl::make_unexpected(page.error());
    if (page->empty()) return {};
    for (const DueHint& hint : *page) kept[hint.case_id].push_back({queue, hint.key});
    from = page->back();
    from.case_id.text.push_back('\0');
  }
}

Result<Agendas> agendas_in(Store& store) {
  const auto queues = store.queues();
  if (!queues) return tl::make_unexpected(queues.error());
  Agendas kept;
  for (const std::string& queue : *queues)
    if (const auto read = read_queue(store, queue, kept); !read) return tl::make_unexpected(read.error());
  for (auto& [case_id, hints] : kept) std::sort(hints.begin(), hints.end());
  return kept;
}

Result<std::vector<Hint>> hints_of(const Case& matter, const InForce& in_force) {
  return hints(matter, in_force).map([](const std::vector<QueuedKey>& keys) {
    std::set<Hint> sorted;
    for (const QueuedKey& key : keys) sorted.insert({to_text(key.queue), key.key});
    return std::vector<Hint>(sorted.begin(), sorted.end());
  });
}

}  // namespace

Result<Engine> engine_as_kept(Store& store) {
  return rules_in_force(store).and_then([&](Rules rules) { return Engine::open(store, std::move(rules)); });
}

Result<std::vector<HintsOfCase>> wrong_agendas(Store& store, Engine& engine) {
  auto kept = agendas_in(store);
  if (!kept) return tl::make_unexpected(kept.error());
  std::vector<HintsOfCase> wrong;
  const auto visited = each_case_id(store, [&](const CaseId& id) -> Result<void> {
    const auto found = kept_case(store, id);
    const auto there = kept->extract(id);
    if (!found && found.error().fault == Fault::damaged) return {};  // told elsewhere
    if (!found) return tl::make_unexpected(found.error());
    auto right = hints_of(found->matter, engine.in_force());
    if (!right) return tl::make_unexpected(right.error());
    if (*right != (there ? there.mapped() : std::vector<Hint>{}))
      wrong.push_back({id, found->matter.version, std::move(*right)});
    return {};
  });
  if (!visited) return tl::make_unexpected(visited.error());
  for (const auto& [id, hints] : *kept) wrong.push_back({id, 0, {}});  // of cases that are not there
  return wrong;
}

Result<void> set_right(Store& store, const std::vector<HintsOfCase>& agendas) {
  const auto epoch = store.epoch();
  if (!epoch) return tl::make_unexpected(epoch.error());
  std::vector<Unit> batch;
  const auto commit = [&]() -> Result<void> {
    const auto outcomes = store.append(batch);
    if (!outcomes) return tl::make_unexpected(outcomes.error());
    batch.clear();
    return {};
  };
  for (const HintsOfCase& agenda : agendas) {
    Entry entry;
    entry.case_id = agenda.case_id;
    entry.expected = entry.version = agenda.version;
    entry.hints = agenda.hints;
    batch.push_back({std::nullopt, *epoch, {std::move(entry)}});
    if (batch.size() < agendas_per_commit) continue;
    if (const auto done = commit(); !done) return done;
  }
  return commit();
}

}  // namespace hotline
