#include <fmt/format.h>

#include "rules/sections.hpp"

namespace hotline {

std::string example_calendar(const RulesSource& source) {
  return source.names.calendars.empty() ? "office" : shortened(source.names.calendars.front());
}

void check_known(std::string_view what, const PlacedText& name, const NameList& known, FaultList& faults,
                 std::string_view where) {
  if (!has(known, name.text)) faults.add(name.place, unknown_name(what, name.text, known, where));
}

// An attribute without values is a fault of its own.
void check_value(const std::string& attribute, const PlacedText& value, RulesSource& source) {
  const NameList& values = source.names.values.at(attribute);
  if (!values.empty()) check_known("value", value, values, source.faults, fmt::format(" of {}", quoted(attribute)));
}

std::string of_kinds(const std::vector<const KnownKind*>& workflows) {
  std::string text;
  for (const KnownKind* known : workflows)
    text += fmt::format("{} {}", text.empty() ? " of" : " or", quoted(known->kind));
  return text;
}

std::optional<Limit> read_length(const PlacedText& text, FaultList& faults) {
  const Result<Limit> length = parse_limit(text.text);
  if (length && length->counting != Counting::given) return *length;
  faults.add(text.place,
             length ? std::string{R"('given' is no length: write one, "5 working days")"} : length.error().message);
  return std::nullopt;
}

namespace {

std::string_view what_is_read(ReadOff off) {
  switch (off) {
    case ReadOff::arrival:
      return "when its ticket came";
    case ReadOff::count:
      return "how often a verb was done";
    case ReadOff::clock:
      return "a clock";
    case ReadOff::legs:
      return "the tickets under its own";
    case ReadOff::nothing:
      break;
  }
  return "";
}

// What was read of it; an attribute with a fault of its own counts as set.
ReadOff read_off(const std::string& attribute, const RulesSource& source) {
  const auto found = source.names.read_off.find(attribute);
  return found == source.names.read_off.end() ? ReadOff::nothing : found->second;
}

bool check_seen(const TomlNode& wanted, const Asker& asker, RulesSource& source) {
  const ReadOff off = read_off(wanted.key, source);
  const bool of_clocks = off == ReadOff::clock || off == ReadOff::legs;
  if ((off != ReadOff::count || asker.sees_counts) && (!of_clocks || asker.sees_clocks)) return true;
  source.faults.add(
      wanted.key_place,
      fmt::format("{} is read off {}, which {} cannot see: name attributes with listed values{}", quoted(wanted.key),
                  what_is_read(off), asker.name,
                  asker.sees_counts ? R"(, those with "during" or those that count)" : R"( or those with "during")"));
  return false;
}

}  // namespace

bool check_settable(const TomlNode& field, RulesSource& source) {
  const ReadOff off = read_off(field.key, source);
  if (off == ReadOff::nothing) return true;
  source.faults.add(field.key_place,
                    fmt::format("{} is read off {} and never set: leave it out", quoted(field.key), what_is_read(off)));
  return false;
}

Match read_match(const TomlNode& table, const Asker& asker, RulesSource& source) {
  Match match;
  for (const TomlNode& wanted : table.children) {
    if (has(source.names.labels, wanted.key)) {
      source.faults.add(wanted.key_place,
                        fmt::format("{} is a label, which rules cannot see: make it an attribute with listed values",
                                    quoted(wanted.key)));
    } else if (!has(source.names.attributes, wanted.key)) {
      source.faults.add(wanted.key_place, unknown_name("attribute", wanted.key, source.names.attributes));
    } else if (check_seen(wanted, asker, source) &&
               check_texts(wanted, R"(urgency = "urgent", or urgency = ["ordinary", "urgent"])", source.faults)) {
      const std::vector<PlacedText> texts = texts_in(wanted);
      for (const PlacedText& text : texts) check_value(wanted.key, text, source);
      if (texts.empty())
        source.faults.add(wanted.place, "no value is listed, so this holds for no ticket: leave it out");
      match.values[wanted.key] = plain(texts);
    }
  }
  return match;
}

void check_raise(const PlacedText& level, RulesSource& source) {
  if (source.names.levels.empty())
    source.faults.add(level.place,
                      fmt::format("there is no level {} to raise to: add [workflow.escalation] with levels = "
                                  "[\"none\", \"{}\"]",
                                  quoted(level.text), shortened(level.text)));
  else
    check_known("level", level, source.names.levels, source.faults);
}

void check_system_verb(const PlacedText& verb, const std::vector<const KnownKind*>& workflows, FaultList& faults) {
  const NameList verbs = verbs_in(workflows);
  check_known("verb", verb, verbs, faults, of_kinds(workflows));
  if (has(verbs, verb.text) && !has(system_verbs_in(workflows), verb.text))
    faults.add(verb.place,
               fmt::format("no transition lets \"system\" do {}: add \"system\" to its 'by'", quoted(verb.text)));
}

}  // namespace hotline
