#include "report/json_parts.hpp"

#include <nlohmann/json.hpp>

namespace hotline {

nlohmann::ordered_json rate_json(const Fraction& fraction, int digits) {
  return {{"hits", fraction.hits}, {"of", fraction.of}, {"percent", to_percent(fraction, digits)}};
}

nlohmann::ordered_json promises_json(const PromiseCount& count) {
  return {{"made", count.made},         {"on-time", count.on_time},
          {"late", count.late},         {"overdue", count.overdue},
          {"open", count.open},         {"cancelled", count.cancelled},
          {"breached", count.breached}, {"kept", rate_json(count.kept(), 2)}};
}

}  // namespace hotline
