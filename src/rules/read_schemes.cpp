#include <algorithm>

#include <fmt/format.h>

#include "rules/decimals.hpp"
#include "rules/sections.hpp"

namespace hotline {
namespace {

constexpr std::string_view parts_example =
    R"(parts = [ { measure = "signed in time", full = "10", target = "95%", slope = "1" } ])";
constexpr std::string_view given_example = R"(given = [ { of = "tax", points = "-1", why = "manners" } ])";

constexpr KeyRule scheme_keys[] = {
    {"name", Shape::text, R"(name = "enterprise desk 2023")", required},
    {"title", Shape::title, R"(title = { zh = "绩效考核", en = "Appraisal" })"},
    {"by", Shape::text, R"(by = "department")", required},
    {"start", Shape::text, R"(start = "45")"},
    {"parts", Shape::tables, parts_example, required},
    {"given", Shape::tables, given_example},
    {"groups", Shape::table, R"(groups = { bureaus = ["tax", "market"] })"},
    {"rank", Shape::flag, "rank = true"},
};
constexpr KeyRule part_keys[] = {
    {"measure", Shape::text, R"(measure = "signed in time")", required},
    {"full", Shape::text, R"(full = "10")"},
    {"target", Shape::text, R"(target = "95%")"},
    {"slope", Shape::text, R"(slope = "1", points for each percent below the target)"},
    {"floor", Shape::text, R"(floor = "0")"},
    {"counts", Shape::text, R"(counts = "rate", "any" or "share")"},
    {"off", Shape::text, R"(off = "0.5", points for each ticket that hits)"},
    {"at-most", Shape::text, R"(at-most = "5")"},
    {"empty", Shape::text, R"(empty = "full")"},
};
constexpr KeyRule given_keys[] = {
    {"of", Shape::text, R"(of = "tax")"},
    {"points", Shape::text, R"(points = "-1")", required},
    {"why", Shape::text, R"(why = "manners")", required},
};

constexpr std::int64_t one_point = 100;  // in hundredths, as points are written

// Points in hundredths; a fault where they are not.
std::optional<std::int64_t> read_points(const TableReader& table, std::string_view key, FaultList& faults) {
  const auto text = table.text(key);
  if (!text) return std::nullopt;
  const auto points = read_decimal(text->text, 2);
  if (!points)
    faults.add(text->place, fmt::format("{} are no points: write a number with two places at most, {} = \"12.5\"",
                                        quoted(text->text), key));
  return points;
}

Points in_points(std::int64_t hundredths) { return Points{hundredths * 100}; }

// The target, in hundredths of a percent.
std::int64_t read_target(const TableReader& table, FaultList& faults) {
  constexpr std::int64_t all = 10'000;
  const auto text = table.text("target");
  if (!text) return all;
  const auto target = read_percentage(text->text);
  if (target && target->of <= all) return target->hits * (all / target->of);
  faults.add(text->place, fmt::format("{} is not a target: write a percentage with two places at most, \"95%\" or "
                                      "\"99.25%\"",
                                      quoted(text->text)));
  return all;
}

// Full points at the target and so many less for each percent below it; without a slope in proportion.
LinearScore read_line(const TableReader& table, FaultList& faults) {
  LinearScore line{.full = read_points(table, "full", faults).value_or(0),
                   .target = read_target(table, faults),
                   .slope = 0,
                   .floor = read_points(table, "floor", faults).value_or(0)};
  if (const auto slope = read_points(table, "slope", faults)) {
    line.slope = *slope;
  } else if (table.find("target")) {
    faults.add(table.place(), R"(a part with a target has no 'slope': write slope = "1", points for each percent)");
  } else if (line.full % one_point != 0) {
    faults.add(table.find("full")->place,
               "in proportion to a rate only whole points can be given: write a whole number, or target and slope");
  } else {
    line.slope = line.full / one_point;
  }
  if (line.floor > line.full && table.find("floor"))
    faults.add(table.find("floor")->place, "the floor is above the full points: write less, or more as 'full'");
  return line;
}

SchemePart::Counts read_counts(const TableReader& table, FaultList& faults) {
  static const NameList names{"rate", "any", "share"};
  const auto text = table.text("counts");
  if (!text) return SchemePart::Counts::rate;
  check_known("counts", *text, names, faults);
  const auto found = std::find(names.begin(), names.end(), text->text) - names.begin();
  return found < std::ssize(names) ? static_cast<SchemePart::Counts>(found) : SchemePart::Counts::rate;
}

// Points off for each hit, and then nothing of a rate.
void read_off(const TableReader& table, SchemePart& part, FaultList& faults) {
  part.counts = SchemePart::Counts::each;
  part.off = in_points(read_points(table, "off", faults).value_or(0));
  if (const auto most = read_points(table, "at-most", faults)) part.at_most = in_points(*most);
  for (const std::string_view key : {"full", "target", "slope", "floor", "counts", "empty"})
    if (const TomlNode* other = table.find(key))
      faults.add(other->key_place,
                 fmt::format("'off' takes points for each hit, '{}' is of a rate: leave one out", key));
}

void read_earned(const TableReader& table, SchemePart& part, FaultList& faults) {
  if (!table.holds("full"))
    faults.add(table.place(), R"(a part gives no points and takes none: write full = "10", or off = "0.5")");
  if (const TomlNode* most = table.find("at-most"))
    faults.add(most->key_place, R"('at-most' bounds what 'off' takes: leave it out, or write off = "0.5")");
  part.counts = read_counts(table, faults);
  part.line = read_line(table, faults);
  if (part.counts != SchemePart::Counts::rate)
    for (const std::string_view key : {"target", "slope", "floor"})
      if (const TomlNode* other = table.find(key))
        faults.add(other->key_place, fmt::format("'{}' is of a rate: leave it out, or leave out 'counts'", key));
  if (const auto empty = table.text("empty")) {
    check_known("empty", *empty, {"full"}, faults);
    part.full_when_empty = true;
  }
}

SchemePart read_part(const TomlNode& node, const PlacedText& by, const std::vector<Measure>& measures,
                     RulesSource& source) {
  const TableReader table{node, "a part of a scheme", part_keys, source.faults};
  SchemePart part;
  table.holds("off") ? read_off(table, part, source.faults) : read_earned(table, part, source.faults);
  const auto name = table.text("measure");
  if (!name) return part;
  part.measure = name->text;
  check_known("measure", *name, source.names.measures, source.faults);
  const auto found = std::find_if(measures.begin(), measures.end(),
                                  [&](const Measure& measure) { return measure.name == name->text; });
  if (found == measures.end()) return part;
  const NameList fields = source.names.fields();
  const bool reads = std::all_of(found->by.begin(), found->by.end(), [&](const std::string& one) {
    return one == month_group || has(fields, one);
  });  // what does not has a fault of its own
  if (reads && !by.text.empty() && !has(found->by, by.text))
    source.faults.add(name->place, fmt::format("measure {} is not broken down by {}: add it to its 'by'",
                                               quoted(name->text), quoted(by.text)));
  if (part.counts == SchemePart::Counts::each && found->weights)
    source.faults.add(name->place, fmt::format("the hits of measure {} have weights, so none is one ticket: take a "
                                               "measure with 'hits'",
                                               quoted(name->text)));
  return part;
}

// Who is named must be one of those appraised, where the rules know them all.
void check_row(const PlacedText& row, const std::string& by, RulesSource& source) {
  if (by == "department" && !source.names.departments.empty())
    check_known("department", row, source.names.departments, source.faults);
}

GivenPoints read_given(const TomlNode& node, const std::string& by, RulesSource& source) {
  FaultList& faults = source.faults;
  const TableReader table{node, "'given'", given_keys, faults};
  if (const auto of = table.text("of")) check_row(*of, by, source);
  GivenPoints given{table.text_or_empty("of"), {}, table.text_or_empty("why")};
  const auto text = table.text("points");
  if (!text) return given;
  const bool below = text->text.starts_with('-');
  const auto points = read_decimal(std::string_view{text->text}.substr(below ? 1 : 0), 2);
  if (points)
    given.points = below ? Points{} - in_points(*points) : in_points(*points);
  else
    faults.add(text->place,
               fmt::format("{} are no points: write a number with two places at most, \"-1\"", quoted(text->text)));
  return given;
}

void read_groups(const TableReader& table, Scheme& scheme, RulesSource& source) {
  FaultList& faults = source.faults;
  const TomlNode* node = table.find("groups");
  if (!node) return;
  std::map<std::string, std::string> group_of;
  for (const TomlNode& group : node->children) {
    if (!check_texts(group, fmt::format(R"({} = ["tax", "market"])", shortened(group.key)), faults)) continue;
    for (const PlacedText& member : texts_in(group)) {
      check_row(member, scheme.by, source);
      const auto [other, is_new] = group_of.emplace(member.text, group.key);
      if (!is_new)
        faults.add(member.place, fmt::format("{} is in group {} already: leave it out of one of them",
                                             quoted(member.text), quoted(other->second)));
    }
    scheme.groups.emplace_back(group.key, plain(texts_in(group)));
  }
}

Scheme read_scheme(const TomlNode& node, NameList& names, const std::vector<Measure>& measures, RulesSource& source) {
  const TableReader table{node, "[[scheme]]", scheme_keys, source.faults};
  Scheme scheme;
  if (const auto name = table.text("name")) {
    if (has(names, name->text))
      source.faults.add(name->place,
                        fmt::format("there is a scheme {} already: give each its own name", quoted(name->text)));
    names.push_back(name->text);
    scheme.name = name->text;
  }
  scheme.title = table.title_of("title");
  const PlacedText by = table.text("by").value_or(PlacedText{});
  scheme.by = by.text;
  scheme.start = in_points(read_points(table, "start", source.faults).value_or(0));
  if (const TomlNode* parts = table.find("parts"))
    for (const TomlNode& part : parts->children) scheme.parts.push_back(read_part(part, by, measures, source));
  if (const TomlNode* all = table.find("given"))
    for (const TomlNode& given : all->children) scheme.given.push_back(read_given(given, scheme.by, source));
  read_groups(table, scheme, source);
  const TomlNode* rank = table.find("rank");
  scheme.ranked = rank && rank->integer == 1;
  return scheme;
}

}  // namespace

std::vector<Scheme> read_schemes(const std::vector<Measure>& measures, RulesSource& source) {
  std::vector<Scheme> schemes;
  NameList names;
  for_each_listed(source.root, "scheme",
                  [&](const TomlNode& node) { schemes.push_back(read_scheme(node, names, measures, source)); });
  return schemes;
}

}  // namespace hotline
