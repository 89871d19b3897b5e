// Files read whole, and written whole or not at all.
#pragma once

#include <filesystem>
#include <string>
#include <string_view>

#include "hotline/base/result.hpp"

namespace hotline {

Result<std::string> read_file(const std::filesystem::path& file);

// What can be known before the work is done: the folder is there, and the name is not a folder's.
Result<void> can_write(const std::filesystem::path& file);
Result<void> write_file(const std::filesystem::path& file, std::string_view text);

}  // namespace hotline
