#include "hotline/policy/ladder.hpp"

#include <fmt/format.h>

namespace hotline {
namespace {

constexpr std::string_view forms = R"(write "75%", "due", "2 working hours before due" or "1 working day after due")";

tl::unexpected<Error> refuse(std::string_view text, std::string_view why) {
  return fail(Fault::bad_input, fmt::format("'{}' is not a step of a ladder: {}", text, why));
}

Rung rung_at(Rung::At at, std::string_view text) {
  Rung rung;
  rung.at = at;
  rung.text = text;
  return rung;
}

Result<Rung> parse_share(std::string_view text) {
  const std::string_view digits = text.substr(0, text.size() - 1);
  std::int64_t percent = 0;
  for (const char c : digits) {
    if (c < '0' || c > '9') return refuse(text, R"(a share is a whole number, as in "75%")");
    percent = percent * 10 + (c - '0');
    if (percent > 100) break;
  }
  if (percent < 1 || percent > 100)
    return refuse(text, R"(a share is 1% to 100%; after that write "1 working day after due")");
  Rung rung = rung_at(Rung::At::share, text);
  rung.percent = percent;
  return rung;
}

Result<Rung> parse_amount(std::string_view text, std::string_view amount, Rung::At at) {
  const Result<Limit> limit = parse_limit(amount);
  if (!limit) return refuse(text, limit.error().message);
  if (limit->counting == Counting::given || limit->counting == Counting::rolled_days) return refuse(text, forms);
  Rung rung = rung_at(at, text);
  rung.amount = *limit;
  return rung;
}

}  // namespace

Result<Rung> parse_rung_at(std::string_view text) {
  constexpr std::string_view before = " before due";
  constexpr std::string_view after = " after due";
  if (text == "due") return rung_at(Rung::At::due, text);
  if (text.ends_with('%') && text.size() > 1) return parse_share(text);
  if (text.ends_with(before))
    return parse_amount(text, text.substr(0, text.size() - before.size()), Rung::At::before_due);
  if (text.ends_with(after)) return parse_amount(text, text.substr(0, text.size() - after.size()), Rung::At::after_due);
  return refuse(text, forms);
}

}  // namespace hotline
