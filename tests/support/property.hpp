// A RapidCheck property inside a doctest case, the same on every run, a fifth of it under the sanitizers. More worlds,
// and other ones, by hand: RC_PARAMS="max_success=2000 seed=7".
//
//   CHECK(counterexample(20, [] { ... RC_ASSERT(...) ... }) == "");
#pragma once

#include <cstdlib>
#include <sstream>
#include <string>
#include <utility>

#include <rapidcheck.h>

#include "support/dice.hpp"
#include "support/sanitized.hpp"

namespace hotline::test {

template <class Property>
std::string counterexample(int worlds, Property&& property) {
  rc::detail::TestParams params = rc::detail::configuration().testParams;
  if (std::getenv("RC_PARAMS") == nullptr) {
    params.seed = 20230227;
    params.maxSuccess = sanitized ? (worlds + 4) / 5 : worlds;
  }
  const auto result = rc::detail::checkTestable(std::forward<Property>(property), rc::detail::TestMetadata(), params);
  if (result.template is<rc::detail::SuccessResult>()) return "";
  std::ostringstream text;
  rc::detail::printResultMessage(result, text);
  return text.str();
}

// Choices that RapidCheck makes, and makes smaller when they show a fault.
inline Dice rapidcheck_dice() {
  return Dice([](int low, int high) { return *rc::gen::inRange(low, high + 1); });
}

}  // namespace hotline::test
