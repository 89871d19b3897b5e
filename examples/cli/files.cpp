#include "files.hpp"

#include <cerrno>
#include <cstring>
#include <fstream>
#include <sstream>
#include <system_error>

#include <fmt/format.h>
#include <unistd.h>

namespace hotline {
namespace {

namespace fs = std::filesystem;

tl::unexpected<Error> cannot(std::string_view what, const fs::path& file, std::string_view why) {
  return fail(Fault::storage, fmt::format("cannot {} '{}': {}", what, file.string(), why));
}

// A device, a pipe: there is nothing to put in its place.
bool is_special(const fs::path& file) {
  std::error_code error;
  const auto status = fs::status(file, error);
  return fs::exists(status) && !fs::is_regular_file(status);
}

Result<void> write_into(const fs::path& file, std::string_view text) {
  std::ofstream stream(file, std::ios::binary | std::ios::trunc);
  stream << text;
  stream.close();
  if (!stream) return cannot("write", file, std::strerror(errno));
  return {};
}

Result<void> write_beside_and_rename(const fs::path& file, std::string_view text) {
  const fs::path beside = file.string() + fmt::format(".{}.part", getpid());
  std::error_code error;
  auto written = write_into(beside, text);
  if (written) {
    if (fs::exists(file, error)) fs::permissions(beside, fs::status(file, error).permissions(), error);
    fs::rename(beside, file, error);
    if (error) written = cannot("write", file, error.message());
  }
  if (!written) fs::remove(beside, error);
  return written;
}

}  // namespace

Result<std::string> read_file(const fs::path& file) {
  std::error_code error;
  const auto status = fs::status(file, error);
  if (!fs::exists(status)) return fail(Fault::not_found, fmt::format("there is no file '{}'", file.string()));
  if (fs::is_directory(status))
    return fail(Fault::bad_input, fmt::format("'{}' is a folder: name a file in it", file.string()));
  const std::ifstream stream(file, std::ios::binary);
  std::ostringstream text;
  if (!stream) return cannot("read", file, std::strerror(errno));
  if (stream.rdbuf()->sgetc() != std::char_traits<char>::eof()) text << stream.rdbuf();
  return text.str();
}

Result<void> can_write(const fs::path& file) {
  std::error_code error;
  const fs::path folder = fs::absolute(file, error).parent_path();
  if (file.empty()) return fail(Fault::bad_input, "an empty name is no file: name one");
  if (fs::is_directory(file, error))
    return fail(Fault::bad_input, fmt::format("'{}' is a folder: name a file in it", file.string()));
  if (!fs::is_directory(folder, error))
    return fail(Fault::not_found, fmt::format("'{}' is in a folder that does not exist: make the folder first, or mend "
                                              "the path",
                                              file.string()));
  return {};
}

Result<void> write_file(const fs::path& file, std::string_view text) {
  if (auto possible = can_write(file); !possible) return possible;
  if (is_special(file)) return write_into(file, text);
  std::error_code error;
  const fs::path target = fs::weakly_canonical(file, error);  // a link stays a link
  return write_beside_and_rename(error ? file : target, text);
}

}  // namespace hotline
