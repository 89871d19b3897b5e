// Opening the store with a disk whose free room the caller tells.
#pragma once

#include "hotline/store/sqlite_store.hpp"
#include "store/sqlite_room.hpp"

namespace hotline {

Result<std::unique_ptr<SqliteStore>> open_sqlite_store(const std::filesystem::path& file, const SqliteOptions& options,
                                                       FreeBytes free);

}  // namespace hotline
