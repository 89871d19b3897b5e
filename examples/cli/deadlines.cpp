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

Result<KeptAgenda> KeptAgenda::of(Store& store) {
  const auto queues = store.queues();
  if (!queues) return tl::make_unexpected(queues.error());
  KeptAgenda agenda;
  for (const std::string& queue : *queues)
    if (const auto read = read_queue(store, queue, agenda.kept_); !read) return tl::make_unexpected(read.error());
  for (auto& [case_id, hints] : agenda.kept_) std::sort(hints.begin(), hints.end());
  return agenda;
}

Result<std::optional<HintsOfCase>> KeptAgenda::compare(const Case& matter, const InForce& in_force) {
  const auto there = kept_.extract(matter.id);
  return hints_of(matter, in_force).map([&](std::vector<Hint> right) -> std::optional<HintsOfCase> {
    if (right == (there ? there.mapped() : std::vector<Hint>{})) return std::nullopt;
    return HintsOfCase{matter.id, matter.version, std::move(right)};
  });
}

std::vector<HintsOfCase> KeptAgenda::left() const {
  std::vector<HintsOfCase> others;
  for (const auto& [id, hints] : kept_) others.push_back({id, 0, {}});
  return others;
}

Result<std::vector<HintsOfCase>> wrong_agendas(Store& store, Engine& engine) {
  auto agenda = KeptAgenda::of(store);
  if (!agenda) return tl::make_unexpected(agenda.error());
  std::vector<HintsOfCase> wrong;
  const auto visited = each_case_id(store, [&](const CaseId& id) -> Result<void> {
    const auto found = kept_case(store, id);
    if (!found && found.error().fault == Fault::damaged) {
      agenda->leave_out(id);
      return {};
    }
    if (!found) return tl::make_unexpected(found.error());
    return agenda->compare(found->matter, engine.in_force()).map([&](std::optional<HintsOfCase> other) {
      if (other) wrong.push_back(std::move(*other));
    });
  });
  if (!visited) return tl::make_unexpected(visited.error());
  for (HintsOfCase& other : agenda->left()) wrong.push_back(std::move(other));
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
