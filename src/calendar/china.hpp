// The State Council's yearly arrangements of days off and make-up working days, as its notices state them, in order of
// issue. A new year is a new notice at the end; a notice that changes another one states only what it changes.
#pragma once

#include <string_view>
#include <vector>

namespace hotline {

struct Arrangement {
  std::string_view festival;
  std::string_view off;
  std::string_view works;
};

struct Notice {
  std::string_view number;
  std::string_view issued;  // YYYY-MM-DD
  int year;                 // that it arranges
  std::vector<Arrangement> arrangements;
};

const std::vector<Notice>& china_notices();

}  // namespace hotline
