#include <algorithm>

#include <fmt/format.h>

#include "rules/sections.hpp"

namespace hotline {
namespace {

constexpr std::string_view extends_example =
    R"(extends = [ { on = "approve-extension", asked = "ask-extension", by = "5 working days" } ])";
constexpr std::string_view within_example =
    R"(within = { target = "resolve", margin = "1 working day" }, or within = "resolve")";

constexpr KeyRule extension_keys[] = {
    {"on", Shape::texts, R"(on = "approve-extension", a verb)", required},
    {"asked", Shape::texts, R"(asked = "ask-extension", a verb)"},
    {"by", Shape::text, R"(by = "5 working days")", required},
};
constexpr KeyRule within_keys[] = {
    {"target", Shape::texts, R"(target = "resolve")", required},
    {"margin", Shape::text, R"(margin = "1 working day")"},
};

void check_counted(const Limit& length, const PlacedText& text, const TableReader& table, RulesSource& source) {
  if (needs_calendar(length) && !table.holds("calendar"))
    source.faults.add(text.place, fmt::format("{} counts on a calendar, and {} names none: add calendar = \"{}\"",
                                              quoted(text.text), table.title(), example_calendar(source)));
}

void check_pause_ends(const TableReader& table, const Target& target, RulesSource& source) {
  const TomlNode* pauses = table.find("pauses");
  const TomlNode* by_verb = pauses ? pauses->find("on") : nullptr;
  if (!target.pauses.on.empty() && !table.holds("resumes"))
    source.faults.add(by_verb->place,
                      R"(a pause that begins with a verb does not end by itself: add resumes = { on = "resume" })");
  if (target.pauses.on.empty() && table.find("resumes") && !by_verb)
    source.faults.add(table.find("resumes")->place,
                      R"('resumes' ends pauses that begin with a verb, and none does: write pauses = { on = "park" }, )"
                      "or leave it out");
}

void read_at_most(const TableReader& table, Target& target, RulesSource& source) {
  const TomlNode* pauses = table.find("pauses");
  const TomlNode* at_most = pauses ? pauses->find("at-most") : nullptr;
  if (!at_most || !at_most->is(TomlNode::Kind::string) || at_most->text.empty()) return;
  const PlacedText text{at_most->text, at_most->place};
  target.pause_at_most = read_length(text, source.faults);
  if (target.pause_at_most) check_counted(*target.pause_at_most, text, table, source);
}

std::string_view counted_like(Counting counting) {
  switch (counting) {
    case Counting::elapsed:
      return "5 hours";
    case Counting::working_time:
      return "5 working hours";
    case Counting::whole_days:
      return "24 hours on working days";
    case Counting::working_days:
      return "5 working days";
    case Counting::days:
      return "5 days";
    case Counting::rolled_days:
      return "5 days, rolled forward";
    case Counting::given:
      break;
  }
  return "";
}

Extension read_extension(const TomlNode& node, const TableReader& of, const std::optional<Limit>& limit,
                         RulesSource& source) {
  FaultList& faults = source.faults;
  const auto workflows = source.names.workflows_of(of.name());
  const TableReader table{node, "an extension", extension_keys, faults};
  for (const std::string_view key : {"on", "asked"})
    for (const PlacedText& verb : table.texts(key))
      check_known("verb", verb, verbs_in(workflows), faults, of_kinds(workflows));
  if (const TomlNode* on = table.find("on"); on && table.texts("on").empty())
    faults.add(on->place, R"(an extension on no verb never happens: write on = "approve-extension")");
  Extension extension{plain(table.texts("on")), plain(table.texts("asked")), {}};
  const auto by = table.text("by");
  if (!by) return extension;
  if (limit && limit->counting == Counting::given) {
    faults.add(table.place(),
               "a limit that is given is not counted, so nothing can be added to it: leave 'extends' out");
    return extension;
  }
  const std::optional<Limit> length = read_length(*by, faults);
  if (length && limit && length->counting != limit->counting)
    faults.add(by->place, fmt::format("{} is not counted as the limit {} is: write by = \"{}\"", quoted(by->text),
                                      quoted(of.text_or_empty("limit")), counted_like(limit->counting)));
  extension.by = length.value_or(Limit{});
  return extension;
}

void read_extends(const TableReader& table, const std::optional<Limit>& limit, Target& target, RulesSource& source) {
  const TomlNode* node = table.find("extends");
  if (!node) return;
  if (node->is(TomlNode::Kind::table)) {
    target.extends.push_back(read_extension(*node, table, limit, source));
    return;
  }
  if (!check_tables(*node, extends_example, source.faults)) return;
  for (const TomlNode& item : node->children) target.extends.push_back(read_extension(item, table, limit, source));
}

// The kinds above those that are given this target; nothing once a fault is told.
std::optional<NameList> kinds_above(const TableReader& table, const PlacedText& place, RulesSource& source) {
  NameList above;
  const auto given = source.names.kinds_given.find(table.name());
  if (given == source.names.kinds_given.end()) return std::nullopt;
  for (const std::string& kind : given->second) {
    const auto openers = source.names.openers.find(kind);
    if (openers == source.names.openers.end()) {
      source.faults.add(place.place,
                        fmt::format("kind {} is opened under no other, so there is nothing to stay within: "
                                    "leave 'within' out, or write opens = \"{}\" in a transition",
                                    quoted(kind), shortened(kind)));
      return std::nullopt;
    }
    for (const std::string& opener : openers->second) add_once(above, opener);
  }
  return above;
}

// Then what a policy gives is not known, and has a fault of its own.
bool names_unknown_targets(const RulesSource& source) {
  const NameList known = source.names.targets_and_timers();
  return std::any_of(source.names.kinds_given.begin(), source.names.kinds_given.end(),
                     [&](const auto& given) { return !has(known, given.first); });
}

void check_above(const PlacedText& wanted, const TableReader& table, RulesSource& source) {
  const std::optional<NameList> above = kinds_above(table, wanted, source);
  if (!above || names_unknown_targets(source)) return;
  NameList theirs;
  for (const auto& [target, kinds] : source.names.kinds_given)
    if (std::any_of(kinds.begin(), kinds.end(), [&](const std::string& kind) { return has(*above, kind); }))
      theirs.push_back(target);
  if (theirs.empty())
    source.faults.add(wanted.place,
                      "the kinds above this one are given no target, so there is nothing to stay within: "
                      "leave 'within' out");
  else if (!has(theirs, wanted.text))
    source.faults.add(wanted.place,
                      fmt::format("target {} is given to no kind above this one: {} {}", quoted(wanted.text),
                                  theirs.size() == 1 ? "the only one is" : "choose from", listed(theirs)));
}

void read_within(const TableReader& of, Target& target, RulesSource& source) {
  const TomlNode* node = of.find("within");
  if (!node || (!node->is(TomlNode::Kind::table) && !check_texts(*node, within_example, source.faults))) return;
  target.within = Within{};
  std::vector<PlacedText> wanted;
  if (!node->is(TomlNode::Kind::table)) {
    wanted = texts_in(*node);
  } else {
    const TableReader table{*node, "'within'", within_keys, source.faults};
    wanted = table.texts("target");
    if (const auto margin = table.text("margin"))
      if (const auto length = read_length(*margin, source.faults)) {
        check_counted(*length, *margin, of, source);
        target.within->margin = *length;
      }
  }
  target.within->targets = plain(wanted);
  if (wanted.empty() && (!node->is(TomlNode::Kind::table) || node->find("target")))
    source.faults.add(node->place, fmt::format("'within' names no target: write {}", within_example));
  const NameList known = source.names.targets_and_timers();
  for (const PlacedText& one : wanted) {
    check_known("target", one, known, source.faults);
    if (has(known, one.text)) check_above(one, of, source);
  }
}

OnChange read_on_change(const TableReader& table, FaultList& faults) {
  static const NameList names{"re-derive", "restart", "keep"};
  const auto text = table.text("on-change");
  if (!text) return OnChange::re_derive;
  check_known("effect", *text, names, faults);
  return text->text == "restart" ? OnChange::restart : text->text == "keep" ? OnChange::keep : OnChange::re_derive;
}

}  // namespace

void read_clock_extras(const TableReader& table, const std::optional<Limit>& limit, Target& target,
                       RulesSource& source) {
  check_pause_ends(table, target, source);
  read_at_most(table, target, source);
  read_extends(table, limit, target, source);
  read_within(table, target, source);
  target.on_change = read_on_change(table, source.faults);
}

}  // namespace hotline
