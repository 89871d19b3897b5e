// Logs written for a test, and what became of them, in the words of a test table.
#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "hotline/log/log.hpp"

namespace hotline::test {

// Orders and transfers; urgency (ordinary, urgent) and taken (during office) are attributes, department and note
// labels.
const Rules& log_rules();

// A folder of its own, gone with it.
class Folder {
 public:
  Folder();
  ~Folder();
  Folder(const Folder&) = delete;
  Folder& operator=(const Folder&) = delete;

  std::filesystem::path path(std::string_view name) const { return path_ / name; }
  std::filesystem::path write(std::string_view name, std::string_view text) const;
  std::filesystem::path write_gzip(std::string_view name, std::string_view text) const;

 private:
  std::filesystem::path path_;
};

// One command or reject a line, in their order; an error with file names without their folders.
//   2023-03-01 10:00:00 #1 open order urgency=urgent
//   ! 3 bad time: column 'at': ...
std::string show(const Result<Log>& log);
std::string show(const Command& command);

std::string read(std::string_view text, const std::optional<LogMap>& map = std::nullopt);

}  // namespace hotline::test
