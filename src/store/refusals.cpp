#include "store/refusals.hpp"

#include <fmt/format.h>

namespace hotline {

tl::unexpected<Error> not_current(Epoch asked, Epoch current) {
  return fail(Fault::conflict,
              fmt::format("epoch {} is not the current one, {} is: read its documents, decide again", asked, current));
}

tl::unexpected<Error> no_such_effect(const CaseId& case_id, Version version, std::uint32_t number) {
  return fail(Fault::not_found, fmt::format("case '{}' asked for no effect {}.{}: settle with the case, version and "
                                            "number that claim() gave",
                                            case_id.text, version, number));
}

tl::unexpected<Error> settled_before(const CaseId& case_id, Version version, std::uint32_t number) {
  return fail(Fault::conflict, fmt::format("effect {}.{} of case '{}' is settled already: nothing is left to do",
                                           version, number, case_id.text));
}

}  // namespace hotline
