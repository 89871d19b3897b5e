// Which cases must be looked at, in the order in which something falls due?
#pragma once

#include <optional>
#include <set>
#include <string>
#include <unordered_set>
#include <vector>

#include "hotline/base/ids.hpp"
#include "hotline/base/result.hpp"
#include "hotline/core/queue.hpp"
#include "hotline/store/store.hpp"

namespace hotline {

// Merges the queues of a store into one order of instants. Hints that firing adds are never past, so one pass suffices.
class DueHints {
 public:
  static Result<DueHints> at(Store& store, const InForce& in_force, Instant now);
  Result<std::vector<CaseId>> next(std::size_t limit);  // empty: nothing is left

 private:
  struct Lane {
    Queue queue;
    std::string name;
    Key upto = 0;
    DueHint from;
    std::vector<DueHint> page;
    std::size_t place = 0;
    bool done = false;
  };
  struct Head {
    Instant at;
    CaseId case_id;
    std::size_t lane = 0;
    friend auto operator<=>(const Head&, const Head&) = default;
  };

  DueHints(Store& store, const InForce& in_force) : store_(&store), in_force_(&in_force) {}
  Result<void> refill(std::size_t lane);

  Store* store_;
  const InForce* in_force_;
  std::vector<Lane> lanes_;
  std::set<Head> heads_;
  std::unordered_set<CaseId> seen_;
};

Result<std::optional<Instant>> next_in_queues(Store& store, const InForce& in_force);

}  // namespace hotline
