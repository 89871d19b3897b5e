// A limit's text, and below it a line for each option: "start cut-off 17:00", "first-day include", "end midnight".
// What is read prints as a text that reads as the same limit. What is refused is quoted.
#include <string>
#include <string_view>

#include "fuzz/target.hpp"
#include "hotline/calendar/limit.hpp"

using namespace hotline;

namespace {

Result<Limit> with_option(const Limit& limit, std::string_view option) {
  const std::size_t space = option.find(' ');
  const std::string_view name = option.substr(0, space);
  const std::string_view setting = space == std::string_view::npos ? "" : option.substr(space + 1);
  if (name == "start") return with_start(limit, setting);
  if (name == "first-day") return with_first_day(limit, setting);
  return with_end(limit, setting);
}

// Parts that a mark divides: lines of the input, or what a printed limit is made of.
Result<Limit> read(std::string_view text, std::string_view mark) {
  std::size_t end = text.find(mark);
  Result<Limit> limit = parse_limit(text.substr(0, end));
  if (!limit) fuzz::expect(limit.error().message.find(text.substr(0, end)) != std::string::npos, "a refusal quotes");
  while (limit && end != std::string_view::npos) {
    text.remove_prefix(end + mark.size());
    end = text.find(mark);
    limit = with_option(*limit, text.substr(0, end));
  }
  return limit;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const Result<Limit> limit = read(fuzz::text_of(data, size), "\n");
  if (!limit) {
    fuzz::expect(!limit.error().message.empty(), "a refusal says why");
    return 0;
  }
  const std::string printed = to_text(*limit);
  const Result<Limit> again = read(printed, "; ");
  fuzz::expect(again.has_value(), "what is printed reads");
  fuzz::expect(*again == *limit, "what is printed reads as the same limit");
  fuzz::expect(to_text(*again) == printed, "and prints the same");
  return 0;
}
