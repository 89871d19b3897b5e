// Reads a text from left to right: digits, marks, nothing else. Never throws, never skips.
#pragma once

#include <optional>
#include <string_view>

namespace hotline {

class Reader {
 public:
  explicit Reader(std::string_view text) : rest_(text) {}

  bool done() const { return rest_.empty(); }
  std::string_view rest() const { return rest_; }
  bool at_digit() const { return !rest_.empty() && rest_.front() >= '0' && rest_.front() <= '9'; }

  bool take(std::string_view mark) {
    if (!rest_.starts_with(mark)) return false;
    rest_.remove_prefix(mark.size());
    return true;
  }

  // Between `least` and `most` digits, as many as there are.
  std::optional<int> digits(int least, int most) {
    int value = 0;
    int count = 0;
    for (; count < most && at_digit(); ++count) {
      value = value * 10 + (rest_.front() - '0');
      rest_.remove_prefix(1);
    }
    return count < least ? std::nullopt : std::optional(value);
  }
  std::optional<int> digits(int exactly) { return digits(exactly, exactly); }

 private:
  std::string_view rest_;
};

}  // namespace hotline
