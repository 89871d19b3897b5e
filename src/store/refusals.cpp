#include "store/refusals.hpp"

#include <fmt/format.h>

namespace hotline {

tl::unexpected<Error> not_current(Epoch asked, Epoch current) {
  return fail(Fault::conflict,
              fmt::format("epoch {} is not the current one, {} is: read its documents, decide again", asked, current));
}

tl::unexpected<Error> no_such_effect(const EffectKey& key) {
  return fail(Fault::not_found, fmt::format("case '{}' asked for no effect {}.{}: settle with the case, version and "
                                            "number that claim() gave",
                                            key.case_id.text, key.version, key.number));
}

tl::unexpected<Error> settled_before(const EffectKey& key) {
  return fail(Fault::conflict, fmt::format("effect {}.{} of case '{}' is settled already: nothing is left to do",
                                           key.version, key.number, key.case_id.text));
}

}  // namespace hotline
