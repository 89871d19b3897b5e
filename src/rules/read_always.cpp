#include <fmt/format.h>

#include "rules/sections.hpp"

namespace hotline {
namespace {

constexpr KeyRule before_rule{"before", Shape::table, R"(before = { on = "close" })", required};
constexpr KeyRule needs_rule{"needs", Shape::table, R"(needs = { on = "contact" })", required};
constexpr KeyRule always_keys[] = {{"name", Shape::text, R"(name = "no close without contact")", required},
                                   {"kind", Shape::text, R"(kind = "order")", required},
                                   before_rule,
                                   needs_rule};

std::vector<const KnownKind*> workflows_of_kind(const std::string& kind, const KnownNames& names) {
  std::vector<const KnownKind*> found;
  for (const KnownKind& known : names.workflows)
    if (known.kind == kind || !has(names.kinds, kind)) found.push_back(&known);
  return found;
}

}  // namespace

std::vector<Always> read_always(RulesSource& source) {
  std::vector<Always> always;
  NameList names;
  for_each_listed(source.root, "always", [&](const TomlNode& node) {
    const TableReader table{node, "[[always]]", always_keys, source.faults};
    const auto name = table.text("name");
    if (name && has(names, name->text))
      source.faults.add(name->place,
                        fmt::format("there is a rule {} already: give each its own name", quoted(name->text)));
    if (name) names.push_back(name->text);
    if (const auto kind = table.text("kind")) check_known("kind", *kind, source.names.kinds, source.faults);
    const auto workflows = workflows_of_kind(table.text_or_empty("kind"), source.names);
    always.push_back(Always{table.text_or_empty("name"), table.text_or_empty("kind"),
                            read_trigger(table, before_rule, workflows, source),
                            read_trigger(table, needs_rule, workflows, source)});
  });
  return always;
}

}  // namespace hotline
