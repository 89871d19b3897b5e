// What the benchmarks that keep something need: a folder that is gone afterwards, a stopwatch, this program's weight.
#pragma once

#include <chrono>
#include <cstddef>
#include <filesystem>
#include <string>
#include <string_view>

#include <fmt/format.h>
#include <sys/resource.h>
#include <unistd.h>

namespace bench {

class Folder {
 public:
  Folder() : path_(std::filesystem::temp_directory_path() / fmt::format("hotline-bench-{}", getpid())) {
    std::filesystem::create_directories(path_);
  }
  ~Folder() { std::filesystem::remove_all(path_); }
  Folder(const Folder&) = delete;
  Folder& operator=(const Folder&) = delete;

  std::string file(std::string_view name) const {  // not there yet
    const std::string path = (path_ / name).string();
    for (const char* part : {"", "-wal", "-shm", "-journal"}) std::filesystem::remove(path + part);
    return path;
  }

 private:
  std::filesystem::path path_;
};

class Stopwatch {
 public:
  double seconds() const { return std::chrono::duration<double>(std::chrono::steady_clock::now() - begun_).count(); }

 private:
  std::chrono::steady_clock::time_point begun_ = std::chrono::steady_clock::now();
};

inline std::size_t most_bytes_so_far() {
  rusage usage{};
  getrusage(RUSAGE_SELF, &usage);
  return static_cast<std::size_t>(usage.ru_maxrss) * 1024;
}

}  // namespace bench
