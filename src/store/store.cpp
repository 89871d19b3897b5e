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

}  // namespace hotline
