// Where does a city keep its tickets when it has no database server? In one file.
//
//   auto store = open_sqlite_store("tickets.hotline");
//   if (!store) return store.error();   // busy: "tickets.hotline is open in another process (pid 4711 on desk-2)"
//
// Promises: acknowledged means committed with full sync: it survives a power cut. One commit per batch.
//           A file of another program, of a newer hotline, or read-only is refused untouched.
// Caveats:  one process at a time: SQLite before 3.51.3 (3.50.7, 3.44.6) can lose committed writes when two
//           connections meet, so the file is held exclusively from open to close.
//           Copy the file only while nothing has it open. Never on a network drive.
// Fix:      after Fault::storage on append the store refuses everything: close it, open again, look the commands up.
#pragma once

#include <filesystem>
#include <memory>

#include "hotline/store/store.hpp"

namespace hotline {

HOTLINE_API Result<std::unique_ptr<Store>> open_sqlite_store(const std::filesystem::path& file);

}  // namespace hotline
