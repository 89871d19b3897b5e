// Does the file's agenda say what its histories say? Hints are derived from events; what nobody looks at any more, a
// disk can change without a chain to tell.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <vector>

#include "hotline/base/result.hpp"
#include "hotline/engine/engine.hpp"
#include "hotline/store/store.hpp"

namespace hotline {

// An engine under the rules and calendars that the file keeps. Fails where they are gone, or name .ics files.
Result<Engine> engine_as_kept(Store& store);

struct HintsOfCase {
  CaseId case_id;
  Version version = 0;
  std::vector<Hint> hints;  // as they follow from its events
};

// What the file says falls due next, held against its cases one by one.
class KeptAgenda {
 public:
  static Result<KeptAgenda> of(Store& store);
  // The right hints of a case, where those of the file are others.
  Result<std::optional<HintsOfCase>> compare(const Case& matter, const InForce& in_force);
  void leave_out(const CaseId& id) { kept_.erase(id); }  // one that cannot be read: it is told elsewhere
  std::vector<HintsOfCase> left() const;                 // of cases that are not there

 private:
  std::map<CaseId, std::vector<Hint>> kept_;
};

// Every case that can be read and whose hints in the file are others.
Result<std::vector<HintsOfCase>> wrong_agendas(Store& store, Engine& engine);

Result<void> set_right(Store& store, const std::vector<HintsOfCase>& agendas);

}  // namespace hotline
