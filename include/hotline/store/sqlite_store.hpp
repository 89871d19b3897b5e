// Where does a city keep its tickets when it has no database server? In one file.
//
//   auto store = open_sqlite_store("tickets.hotline");
//   if (!store) return store.error();   // busy: "tickets.hotline is open in another process (pid 4711 on desk-2)"
//   (*store)->back_up("tickets-friday.hotline");   // while it is in use
//
// Promises: acknowledged means committed with full sync: it survives a power cut. One commit per batch.
//           A file of another program, of a newer hotline, or read-only is refused untouched. One of an older hotline
//           is copied (`<file>.v1.bak`) before it is brought up to date.
//           Full: a batch that the disk may have no room for is refused before anything of it is written.
// Caveats:  one process at a time: SQLite before 3.51.3 (3.50.7, 3.44.6) can lose committed writes when two
//           connections meet, so the file is held exclusively from open to close.
//           Copy the file with back_up(), or while nothing has it open. Never on a network drive.
// Fix:      after Fault::storage on append the store refuses everything: close it, open again, look the commands up.
//           A damaged file: recover.hpp.
#pragma once

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <memory>
#include <string>
#include <vector>

#include "hotline/store/store.hpp"

namespace hotline {

struct SqliteOptions {
  // Bytes of the disk that batches leave alone, so that the log can be folded into the file and cases closed, read and
  // copied on a disk that others have filled. At least twice the log.
  std::uint64_t reserve = 128u << 20;
  std::uint64_t log = 64u << 20;  // bytes that the log beside the file grows to before it is folded into it
  // Entries whose places in the file are found from memory before they are written down, many in one go. More make
  // commits cheaper, and an opening after a crash longer, which reads up to twice as many; a close writes all down.
  std::size_t behind = 16'384;
  // The name of a VFS that the host has registered with SQLite; empty: the system's. Another one's files are its own
  // affair: place, free space and holder are not looked at, and copies are not made.
  std::string vfs;
};

class HOTLINE_API SqliteStore : public Store {
 public:
  // A copy as of now, whole or not there; compact, and on disk on return. `to` must not exist; a damaged file is not
  // copied. Nothing else happens in the store meanwhile.
  virtual Result<void> back_up(const std::filesystem::path& to) = 0;
  // What is wrong with the file below the level of cases, in words; empty: sound. Reads the whole file.
  virtual Result<std::vector<std::string>> check() = 0;
};

HOTLINE_API Result<std::unique_ptr<SqliteStore>> open_sqlite_store(const std::filesystem::path& file,
                                                                   const SqliteOptions& options = {});

}  // namespace hotline
