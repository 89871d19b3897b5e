// What a verb does to clocks, in a word or two: "▶ contact, resolve ■ sign".
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "hotline/rules/rules.hpp"

namespace hotline {

class ClockMarks {
 public:
  ClockMarks(const Rules& rules, std::string_view kind);  // of all targets and timers that its policies give

  // The opening is from nothing; `known` are values that the ticket surely has then.
  std::string on(std::string_view verb, const std::string& from, const std::string& to, const Match& known);
  std::string legend() const;  // of the marks there have been: "▶ starts   ■ meets"

 private:
  struct Mark;
  static const std::vector<Mark>& all();

  std::vector<const Target*> targets_;
  std::vector<bool> used_;
  bool some_ = false;
};

}  // namespace hotline
