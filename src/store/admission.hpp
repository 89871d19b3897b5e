// Which units of a batch may be written? The same answer in every store, before any of them is written.
//
// A unit is measured against what the store holds and against the units admitted before it in its batch. In doubt
// between several refusals: a repeated command is repeated whatever has changed since, a stale unit is decided anew
// whatever its versions.
#pragma once

#include <span>
#include <vector>

#include "hotline/store/store.hpp"

namespace hotline {

struct Head {  // where a case's history ends
  Version version = 0;
  Digest hash{};
};

class Past {  // what a store holds already
 public:
  virtual Epoch current_epoch() = 0;
  virtual bool knows(const CommandId& command) = 0;
  virtual Head head(const CaseId& case_id) = 0;  // of an unknown case: version 0 and its chain's start

 protected:
  ~Past() = default;
};

struct Verdict {
  Outcome outcome;
  struct Link {  // of a case's chain
    Digest before{};
    Digest after{};
  };
  std::vector<Link> links;  // one for each entry, if applied
};

// One verdict for each unit. An Error, and then nothing may be written, if a unit is not well formed or a hash does not
// continue its case's chain: what load() would call damaged is never written.
Result<std::vector<Verdict>> admit(std::span<const Unit> batch, Past& past);

std::vector<Outcome> outcomes_of(const std::vector<Verdict>& verdicts);

std::uint64_t count_lines(std::string_view events);

}  // namespace hotline
