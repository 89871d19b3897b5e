// Opening the file: whose it is, whether it may be written, and taking it for this process alone.
#pragma once

#include <filesystem>
#include <memory>

#include <SQLiteCpp/SQLiteCpp.h>

#include "hotline/base/result.hpp"
#include "hotline/store/sqlite_store.hpp"

namespace hotline {

// Locked, migrated, in WAL mode with full sync; or why not, and then the file is as it was.
Result<std::unique_ptr<SQLite::Database>> open_sqlite_file(const std::filesystem::path& file,
                                                           const SqliteOptions& options);

}  // namespace hotline
