#include "hotline/store/store.hpp"

#include "store/refusals.hpp"

namespace hotline {

Result<void> Store::settle(const CaseId& case_id, Version version, std::uint32_t number) {
  const EffectKey key{case_id, version, number};
  const auto outcomes = settle({&key, 1}, Settlement::delivered);
  if (!outcomes) return tl::make_unexpected(outcomes.error());
  switch (outcomes->front()) {
    case EffectOutcome::unknown:
      return no_such_effect(key);
    case EffectOutcome::settled_before:
      return settled_before(key);
    case EffectOutcome::done:
      break;
  }
  return {};
}

namespace {

constexpr std::size_t ids_per_page = 1'000;

}  // namespace

Result<void> each_case_id(Store& store, const std::function<Result<void>(const CaseId&)>& visit) {
  CaseId after;
  for (;;) {
    const auto ids = store.cases(after, ids_per_page);
    if (!ids) return tl::make_unexpected(ids.error());
    if (ids->empty()) return {};
    for (const CaseId& id : *ids)
      if (const auto visited = visit(id); !visited) return visited;
    after = ids->back();
  }
}

}  // namespace hotline
