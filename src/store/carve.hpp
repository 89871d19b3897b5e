// Entries in the pages of a damaged file that no table leads to any more.
#pragma once

#include <functional>
#include <string_view>

#include "store/kept_row.hpp"

namespace hotline {

// Every entry that stands alone, of the file and of its log ("" if there is none); many of them more than once. What
// merely looks like an entry is told apart by its hash.
void carve(std::string_view file, std::string_view log, const std::function<void(KeptRow)>& found);

}  // namespace hotline
