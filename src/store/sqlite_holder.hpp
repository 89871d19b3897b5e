// Who has the file open? A line beside the file, `<file>.holder`, for the message to the next one who tries.
//
// SQLite's lock decides; this only gives it a name. It is written once the lock is taken and removed before the lock is
// let go; what a crash leaves behind is recognised, because no such process runs any more, and is never shown.
#pragma once

#include <filesystem>
#include <string>

namespace hotline {

class Holder {
 public:
  explicit Holder(const std::filesystem::path& file);  // call with the lock held
  ~Holder();
  Holder(const Holder&) = delete;
  Holder& operator=(const Holder&) = delete;

 private:
  std::filesystem::path note_;
  bool ours_ = false;
};

bool is_held(const std::filesystem::path& file);  // by a process that runs, as far as the line tells

// "in this process already", "in another process (pid 4711 on desk-2)", or just "in another process".
std::string describe_holder(const std::filesystem::path& file);

}  // namespace hotline
