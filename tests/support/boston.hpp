// The real log of a real hotline, Boston's 311 of 2011, when it is at hand; and what checks over it need.
#pragma once

#include <filesystem>
#include <optional>
#include <string_view>

#include <fmt/format.h>

#include "hotline/log/log.hpp"
#include "hotline/rules/rules.hpp"

namespace hotline::test {

std::filesystem::path data_folder();  // HOTLINE_DATA, or shared/data beside the project

struct Boston {
  Rules rules;
  LogMap map;
  Log log;
};

// nullopt: the log is not here, and standard output says so. Throws when the examples do not load.
std::optional<Boston> boston();

constexpr int skipped = 77;  // what a check exits with

class Tally {  // expectations of a check program
 public:
  template <class T>
  void expect(std::string_view what, const T& found, const T& wanted) {
    if (found == wanted) return;
    fmt::print("{}: {}, where {} was expected\n", what, found, wanted);
    wrong_ = true;
  }
  int exit_code() const { return wrong_ ? 1 : 0; }

 private:
  bool wrong_ = false;
};

}  // namespace hotline::test
