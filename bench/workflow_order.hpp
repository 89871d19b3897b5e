// An order of twelve states, once as rules and once as numbers: what workflow_bench and its rival both walk.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>

namespace bench {

inline constexpr std::array<std::string_view, 12> order_states = {"received", "awaiting-sign", "returned", "handling",
                                                                  "joint",    "parked",        "replied",  "reviewing",
                                                                  "revising", "visiting",      "archived", "refused"};

inline constexpr std::array<std::string_view, 12> order_verbs = {"dispatch", "sign",   "give-back", "contact",
                                                                 "park",     "resume", "join",      "reply",
                                                                 "review",   "redo",   "archive",   "reopen"};

struct Walked {
  std::uint8_t state = 0;  // of order_states
  std::size_t refused = 0;
  friend bool operator==(const Walked& one, const Walked& other) {
    return one.state == other.state && one.refused == other.refused;
  }
};

}  // namespace bench
