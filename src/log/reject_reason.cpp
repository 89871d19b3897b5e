#include "hotline/log/log.hpp"

namespace hotline {

std::string_view to_text(RejectReason reason) {
  switch (reason) {
    case RejectReason::bad_row:
      return "bad row";
    case RejectReason::bad_encoding:
      return "bad encoding";
    case RejectReason::missing_value:
      return "missing value";
    case RejectReason::bad_time:
      return "bad time";
    case RejectReason::bad_value:
      return "bad value";
    case RejectReason::unknown_verb:
      return "unknown verb";
    case RejectReason::unknown_case:
      return "unknown case";
    case RejectReason::not_allowed:
      return "not allowed";
    case RejectReason::duplicate:
      return "duplicate";
  }
  return "";
}

}  // namespace hotline
