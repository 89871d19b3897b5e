#include "hotline/rules/prove.hpp"

#include "rules/proofs.hpp"

namespace hotline {

std::vector<Unsound> prove(const Rules& rules) {
  std::vector<Unsound> faults;
  prove_workflows(rules, faults);
  prove_policies(rules, faults);
  prove_clocks(rules, faults);
  prove_always(rules, faults);
  prove_ladders(rules, faults);
  prove_system_verbs(rules, faults);
  return faults;
}

}  // namespace hotline
