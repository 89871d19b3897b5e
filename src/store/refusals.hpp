// What every store refuses in the same words.
#pragma once

#include "hotline/store/store.hpp"

namespace hotline {

tl::unexpected<Error> not_current(Epoch asked, Epoch current);
tl::unexpected<Error> no_such_effect(const EffectKey& key);
tl::unexpected<Error> settled_before(const EffectKey& key);

}  // namespace hotline
