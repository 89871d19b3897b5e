#include "progress.hpp"

#include <fmt/format.h>

namespace hotline {
namespace {

constexpr std::chrono::milliseconds a_while{500};
constexpr std::string_view clear_line = "\r\x1b[K";

}  // namespace

Progress::~Progress() {
  if (shown_) world_.err << clear_line << std::flush;
}

void Progress::show(std::string_view stage, int percent) {
  if (!world_.err_is_terminal || world_.elapsed() - began_ <= a_while) return;
  world_.err << fmt::format("{}{} {:3} %", clear_line, stage, percent) << std::flush;
  shown_ = true;
}

}  // namespace hotline
