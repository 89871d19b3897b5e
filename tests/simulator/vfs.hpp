// SQLite's way to the disk in memory: while one of these lives, every file that SQLite opens lies there, and what
// SQLite takes from the heap can fail as well.
#pragma once

#include "simulator/disk.hpp"

namespace hotline::test {

class Vfs {
 public:
  explicit Vfs(Disk& disk);  // one at a time
  ~Vfs();
  Vfs(const Vfs&) = delete;
  Vfs& operator=(const Vfs&) = delete;
};

}  // namespace hotline::test
