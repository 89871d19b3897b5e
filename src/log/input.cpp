#include "log/input.hpp"

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <system_error>
#include <utility>

#include <fmt/format.h>
#include <zlib.h>

namespace hotline {
namespace {

constexpr std::size_t chunk = std::size_t{1} << 17;

std::uint64_t newlines(std::string_view text) {
  return static_cast<std::uint64_t>(std::count(text.begin(), text.end(), '\n'));
}

}  // namespace

void Input::Close::operator()(gzFile_s* file) const { gzclose_r(file); }

Input::Input(std::filesystem::path path, gzFile_s* file)
    : path_(std::move(path)), file_(file), buffer_(2 * chunk + padding) {}

Result<Input> Input::open(const std::filesystem::path& path) {
  std::error_code error;
  const auto status = std::filesystem::status(path, error);
  if (status.type() == std::filesystem::file_type::not_found)
    return fail(Fault::not_found, fmt::format("there is no file '{}'", path.string()));
  if (is_directory(status))
    return fail(Fault::bad_input, fmt::format("'{}' is a directory: name the log in it", path.string()));
  gzFile_s* file = gzopen(path.c_str(), "rb");
  if (!file) return fail(Fault::storage, fmt::format("cannot read '{}': {}", path.string(), std::strerror(errno)));
  gzbuffer(file, chunk);
  return Input(path, file);
}

tl::unexpected<Error> Input::damaged() const {
  int code = Z_OK;
  const std::string_view said = gzerror(file_.get(), &code);
  const std::uint64_t line = line_ + newlines(window());
  if (code == Z_ERRNO)
    return fail(Fault::storage, fmt::format("{}:{}: cannot read on: {}", path_.string(), line, std::strerror(errno)));
  return fail(Fault::damaged, fmt::format("{}:{}: the compressed data is damaged here ({}): fetch the file again",
                                          path_.string(), line, said.substr(said.rfind(": ") + 2)));
}

void Input::make_room() {
  if (begin_ > 0) {
    std::copy(buffer_.begin() + static_cast<std::ptrdiff_t>(begin_),
              buffer_.begin() + static_cast<std::ptrdiff_t>(end_), buffer_.begin());
    end_ -= std::exchange(begin_, 0);
  }
  if (buffer_.size() - padding - end_ < chunk) buffer_.resize(2 * buffer_.size());
}

Result<bool> Input::more() {
  if (buffer_.size() - padding - end_ < chunk) make_room();
  const int count = gzread(file_.get(), buffer_.data() + end_, chunk);
  int code = Z_OK;
  if (count <= 0) gzerror(file_.get(), &code);
  if (count < 0 || (count == 0 && code != Z_OK && code != Z_STREAM_END)) return damaged();
  end_ += static_cast<std::size_t>(count);
  bytes_read_ = static_cast<std::uint64_t>(std::max<z_off_t>(gzoffset(file_.get()), 0));
  return count > 0;
}

void Input::take(std::size_t bytes) {
  line_ += newlines(window().substr(0, bytes));
  begin_ += bytes;
}

Result<std::size_t> Input::line_end(std::size_t from) {
  for (std::size_t sought = from;;) {
    const std::string_view seen = window();
    if (const std::size_t newline = seen.find('\n', sought); newline != std::string_view::npos)
      return newline > longest_row ? too_long : newline + 1;
    if (seen.size() > longest_row) return too_long;
    sought = seen.size();
    const Result<bool> read = more();
    if (!read) return tl::make_unexpected(read.error());
    if (!*read) return window().size();
  }
}

Result<std::uint64_t> Input::skip_line() {
  for (std::uint64_t skipped = 0;;) {
    const std::size_t newline = window().find('\n');
    const std::size_t bytes = newline == std::string_view::npos ? window().size() : newline;
    skipped += bytes;
    if (newline != std::string_view::npos) {
      take(bytes + 1);
      return skipped;
    }
    take(bytes);
    const Result<bool> read = more();
    if (!read) return tl::make_unexpected(read.error());
    if (!*read) return skipped;
  }
}

}  // namespace hotline
