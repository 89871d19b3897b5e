// What a subcommand may touch besides files: two streams, and whether anybody is watching.
#pragma once

#include <chrono>
#include <functional>
#include <ostream>

#include "hotline/base/error.hpp"
#include "hotline/base/instant.hpp"

namespace hotline {

inline constexpr int answered = 0;
inline constexpr int bad_news = 1;   // a fault found, damage found, or an unusable line under --strict
inline constexpr int no_answer = 2;  // the second stream says why, and what to write instead

struct World {
  std::ostream& out;
  std::ostream& err;
  bool err_is_terminal = false;
  std::function<std::chrono::milliseconds()> elapsed;  // since the program began
  std::function<Instant()> now;                        // the machine's clock

  int fail(const Error& error) {
    err << "hotline: " << error.message << '\n';
    return no_answer;
  }
};

}  // namespace hotline
