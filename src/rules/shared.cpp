#include <fmt/format.h>

#include "rules/sections.hpp"

namespace hotline {

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

Match read_match(const TomlNode& table, RulesSource& source) {
  Match match;
  for (const TomlNode& wanted : table.children) {
    if (has(source.names.labels, wanted.key)) {
      source.faults.add(wanted.key_place,
                        fmt::format("{} is a label, which rules cannot see: make it an attribute with listed values",
                                    quoted(wanted.key)));
    } else if (!has(source.names.attributes, wanted.key)) {
      source.faults.add(wanted.key_place, unknown_name("attribute", wanted.key, source.names.attributes));
    } else if (check_texts(wanted, R"(urgency = "urgent", or urgency = ["ordinary", "urgent"])", source.faults)) {
      const std::vector<PlacedText> texts = texts_in(wanted);
      for (const PlacedText& text : texts) check_value(wanted.key, text, source);
      if (texts.empty())
        source.faults.add(wanted.place, "no value is listed, so this holds for no ticket: leave it out");
      match.values[wanted.key] = plain(texts);
    }
  }
  return match;
}

void check_system_verb(const PlacedText& verb, const std::vector<const KnownKind*>& workflows, FaultList& faults) {
  const NameList verbs = verbs_in(workflows);
  check_known("verb", verb, verbs, faults, of_kinds(workflows));
  if (has(verbs, verb.text) && !has(system_verbs_in(workflows), verb.text))
    faults.add(verb.place,
               fmt::format("no transition lets \"system\" do {}: add \"system\" to its 'by'", quoted(verb.text)));
}

}  // namespace hotline
