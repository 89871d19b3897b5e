// A folder of one program's own, gone when it ends. The store's name for its holder lies there, and nothing else.
#pragma once

#include <filesystem>

#include <fmt/format.h>
#include <unistd.h>

namespace hotline::test {

class Folder {
 public:
  Folder() { std::filesystem::create_directory(path_); }
  ~Folder() {
    std::error_code ignored;
    std::filesystem::remove_all(path_, ignored);
  }
  Folder(const Folder&) = delete;
  Folder& operator=(const Folder&) = delete;

  std::filesystem::path file() const { return path_ / "tickets.hotline"; }

 private:
  std::filesystem::path path_ = std::filesystem::temp_directory_path() / fmt::format("hotline-simulator-{}", getpid());
};

}  // namespace hotline::test
