#include "store/behind.hpp"

#include <algorithm>
#include <numeric>

namespace hotline {

void Behind::add(const CaseId& case_id, Position position, Version version, const std::optional<CommandId>& command) {
  growing_.cases[case_id].entries.emplace_back(position, version);
  ++growing_.entries;
  if (!command) return;
  const auto [known, is_new] = growing_.commands.try_emplace(*command, OfCommand{position, 0});
  ++known->second.count;
}

void Behind::move(const CaseId& case_id, Places hints) {
  if (const Places* before = this->hints(case_id)) forget(case_id, *before);
  for (const auto& [queue, key] : hints) moved_[queue].insert({key, case_id});
  growing_.cases[case_id].hints = std::move(hints);
}

std::vector<Position> Behind::of_case(const CaseId& case_id) const {
  std::vector<Position> positions;
  for (const Heap* heap : {&going_, &growing_})
    if (const auto found = heap->cases.find(case_id); found != heap->cases.end())
      for (const auto& [position, version] : found->second.entries) positions.push_back(position);
  return positions;
}

std::vector<Position> Behind::of_command(const CommandId& command) const {
  for (const Heap* heap : {&growing_, &going_})
    if (const auto found = heap->commands.find(command); found != heap->commands.end()) {
      std::vector<Position> positions(found->second.count);
      std::iota(positions.begin(), positions.end(), found->second.first);
      return positions;
    }
  return {};
}

const Places* Behind::hints(const CaseId& case_id) const {
  for (const Heap* heap : {&growing_, &going_})
    if (const auto found = heap->cases.find(case_id); found != heap->cases.end() && found->second.hints)
      return &*found->second.hints;
  return nullptr;
}

const std::set<DueHint>& Behind::moved(QueueId queue) const {
  static const std::set<DueHint> none;
  const auto found = moved_.find(queue);
  return found == moved_.end() ? none : found->second;
}

std::vector<CaseId> Behind::cases(const CaseId& after, std::size_t limit) const {
  std::vector<const CaseId*> found;
  for (const auto& [case_id, of_case] : going_.cases)
    if (case_id > after && !growing_.cases.contains(case_id)) found.push_back(&case_id);
  for (const auto& [case_id, of_case] : growing_.cases)
    if (case_id > after) found.push_back(&case_id);
  const auto count = std::min(limit, found.size());
  const auto end = found.begin() + static_cast<std::ptrdiff_t>(count);
  std::partial_sort(found.begin(), end, found.end(), [](const CaseId* a, const CaseId* b) { return *a < *b; });
  std::vector<CaseId> page;
  page.reserve(count);
  std::for_each(found.begin(), end, [&](const CaseId* id) { page.push_back(*id); });
  return page;
}

Behind::Cases::node_type Behind::take_case() {
  if (order_.cases.empty()) return {};
  auto taken = going_.cases.extract(*order_.cases.back());
  order_.cases.pop_back();
  if (taken.mapped().hints && hints(taken.key()) == nullptr) forget(taken.key(), *taken.mapped().hints);
  return taken;
}

Behind::Commands::node_type Behind::take_command() {
  if (order_.commands.empty()) return {};
  auto taken = going_.commands.extract(*order_.commands.back());
  order_.commands.pop_back();
  return taken;
}

void Behind::turn() {
  if (going_.is_empty() && growing_.entries >= most_) start(std::exchange(growing_, {}));
}

void Behind::turn_all() {
  if (going_.is_empty()) start(std::exchange(growing_, {}));
}

void Behind::start(Heap heap) {
  going_ = std::move(heap);
  const auto in_order = [](const auto& found, auto& ids) {
    for (const auto& one : found) ids.push_back(&one.first);
    std::sort(ids.begin(), ids.end(), [](const auto* a, const auto* b) { return *b < *a; });
  };
  in_order(going_.cases, order_.cases);
  in_order(going_.commands, order_.commands);
}

std::size_t Behind::rows(std::size_t steps) const {
  std::size_t rows = 0;
  for (std::size_t i = 0; i < std::min(steps, order_.cases.size()); ++i) {
    const OfCase& next = going_.cases.find(*order_.cases[order_.cases.size() - 1 - i])->second;
    rows += next.entries.size() + (next.hints ? next.hints->size() : 0);
  }
  for (std::size_t i = 0; i < std::min(steps, order_.commands.size()); ++i)
    rows += going_.commands.find(*order_.commands[order_.commands.size() - 1 - i])->second.count;
  return rows;
}

void Behind::forget(const CaseId& case_id, const Places& hints) {
  for (const auto& [queue, key] : hints) moved_[queue].erase({key, case_id});
}

}  // namespace hotline
