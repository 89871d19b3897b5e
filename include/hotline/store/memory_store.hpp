// A store that forgets when it is gone: for tests, what-if, and a replay without a file.
#pragma once

#include <memory>

#include "hotline/store/store.hpp"

namespace hotline {

HOTLINE_API std::unique_ptr<Store> open_memory_store();

}  // namespace hotline
