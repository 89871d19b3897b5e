// The bytes of a log, plain or gzip, a window at a time.
//
//   auto input = Input::open("trial-month.csv.gz");
//   const auto end = input->line_end(0);             // or Input::too_long
//   use(input->window().substr(0, *end));
//   input->take(*end);
//
// The window holds what is not yet taken, never much more than a row may have, and stays put until more is read.
#pragma once

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <limits>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "hotline/base/result.hpp"

struct gzFile_s;

namespace hotline {

inline constexpr std::size_t longest_row = std::size_t{1} << 20;
inline constexpr std::size_t longest_cell = std::size_t{1} << 16;

class Input {
 public:
  static constexpr std::size_t too_long = std::numeric_limits<std::size_t>::max();
  static constexpr std::size_t padding = 64;  // bytes behind the window that may be read, as simdjson does

  static Result<Input> open(const std::filesystem::path& path);

  std::string_view window() const { return {buffer_.data() + begin_, end_ - begin_}; }
  std::uint64_t line() const { return line_; }              // of the window's first byte, from 1
  std::uint64_t bytes_read() const { return bytes_read_; }  // of the file as it lies on the disk

  Result<bool> more();  // false at the end of the file
  void take(std::size_t bytes);

  // Past the newline of the line that holds this byte of the window; `from` itself at the end of the file.
  Result<std::size_t> line_end(std::size_t from);
  // Takes the first line, however long it is, and says how long it was.
  Result<std::uint64_t> skip_line();

 private:
  struct Close {
    void operator()(gzFile_s* file) const;
  };
  Input(std::filesystem::path path, gzFile_s* file);
  tl::unexpected<Error> damaged() const;
  void make_room();

  std::filesystem::path path_;
  std::unique_ptr<gzFile_s, Close> file_;
  std::vector<char> buffer_;
  std::size_t begin_ = 0;
  std::size_t end_ = 0;
  std::uint64_t line_ = 1;
  std::uint64_t bytes_read_ = 0;
};

}  // namespace hotline
