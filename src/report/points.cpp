#include "report/points.hpp"

#include <iterator>

#include <fmt/format.h>

namespace hotline {
namespace {

std::string shown(const std::optional<Points>& points) { return points ? to_points(*points) : "no data"; }

std::string shown(const SchemePart& part) {
  const std::string full = to_points(Points{part.line.full * 100});
  switch (part.counts) {
    case SchemePart::Counts::rate:
      return fmt::format("of {}", full);
    case SchemePart::Counts::any:
      return fmt::format("{} for any", full);
    case SchemePart::Counts::share:
      return fmt::format("share of {}", full);
    case SchemePart::Counts::each:
      break;
  }
  return fmt::format("-{} each", to_points(part.off));
}

template <class Out>
void heads(Out out, const Scheme& scheme) {
  fmt::format_to(out, "\n  {}, by {}\n  {:<36} {:>7} {:>5}", titled(scheme.name, scheme.title), scheme.by, "points",
                 "total", scheme.ranked ? "place" : "");
  for (const SchemePart& part : scheme.parts) fmt::format_to(out, " {:>25}", part.measure);
  fmt::format_to(out, " {:>7} {:>7}\n  {:<36} {:>7} {:>5}", "start", "given", "", "", "");
  for (const SchemePart& part : scheme.parts) fmt::format_to(out, " {:>25}", shown(part));
  fmt::format_to(out, "\n");
}

template <class Out>
void row(Out out, const Scored& scored, const Scheme& scheme, const Report& report) {
  fmt::format_to(out, "  {:<36} {:>7} {:>5}", row_title(scored.row, report), shown(scored.total),
                 scored.place ? std::to_string(*scored.place) : "");
  for (const auto& part : scored.parts) fmt::format_to(out, " {:>25}", shown(part));
  fmt::format_to(out, " {:>7} {:>7}\n", to_points(scheme.start), to_points(scored.given));
}

}  // namespace

std::string points_in_text(const Report& report) {
  std::string text;
  const auto out = std::back_inserter(text);
  for (const SchemeScore& one : report.schemes) {
    heads(out, one.scheme);
    for (const ScoredGroup& group : one.groups) {
      if (!group.name.empty()) fmt::format_to(out, "  {}:\n", group.name);
      for (const Scored& scored : group.rows) row(out, scored, one.scheme, report);
    }
  }
  return text;
}

}  // namespace hotline
