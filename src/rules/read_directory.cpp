#include <fmt/format.h>

#include "rules/sections.hpp"

namespace hotline {
namespace {

constexpr KeyRule department_keys[] = {
    {"title", Shape::title, R"(title = { zh = "税务局", en = "Tax bureau" })"},
    {"parent", Shape::text, R"(parent = "city")"},
};
constexpr KeyRule number_keys[] = {
    {"department", Shape::text, R"(department = "tax")", required},
    {"hours", Shape::text, R"(hours = "office", a calendar)", required},
    {"busy-forward", Shape::texts, R"(busy-forward = ["6002"])"},
};
constexpr KeyRule matter_keys[] = {
    {"title", Shape::title, R"(title = { zh = "发票申领", en = "Invoices" })"},
    {"owner", Shape::text, R"(owner = "tax")", required},
    {"numbers", Shape::texts, R"(numbers = ["6001", "6003"])", required},
};
constexpr KeyRule desk_keys[] = {
    {"off-hours", Shape::table, R"(off-hours = { kind = "order", urgency = "sub-urgent" })", required},
    {"failed", Shape::table, R"(failed = { kind = "order", urgency = "ordinary" })", required},
};

std::map<std::string, Department> read_departments(RulesSource& source) {
  std::map<std::string, Department> departments;
  for_each_named(source.root, "department", source.faults, [&](const TomlNode& node) {
    const TableReader table{node, fmt::format("[department.{}]", shortened(node.key)), department_keys, source.faults};
    if (const auto parent = table.text("parent"))
      check_known("department", *parent, source.names.departments, source.faults);
    departments[node.key] = {node.key, table.title_of("title"), table.text_or_empty("parent")};
  });
  return departments;
}

// A department may not be above itself.
void check_parents(const std::map<std::string, Department>& departments, RulesSource& source) {
  for_each_named(source.root, "department", source.faults, [&](const TomlNode& node) {
    std::string above = node.key;
    for (std::size_t steps = 0; steps <= departments.size(); ++steps) {
      const auto found = departments.find(above);
      if (found == departments.end()) return;
      above = found->second.parent;
      if (above == node.key) {
        source.faults.add(node.key_place, fmt::format("department {} is above itself: let one of them have no parent",
                                                      quoted(node.key)));
        return;
      }
    }
  });
}

std::map<std::string, Number> read_numbers(RulesSource& source) {
  std::map<std::string, Number> numbers;
  for_each_named(source.root, "number", source.faults, [&](const TomlNode& node) {
    const TableReader table{node, fmt::format("[number.{}]", shortened(node.key)), number_keys, source.faults};
    if (const auto department = table.text("department"))
      check_known("department", *department, source.names.departments, source.faults);
    if (const auto hours = table.text("hours")) check_known("calendar", *hours, source.names.calendars, source.faults);
    for (const PlacedText& next : table.texts("busy-forward")) {
      check_known("number", next, source.names.numbers, source.faults);
      if (next.text == node.key) source.faults.add(next.place, "a number cannot forward to itself: leave it out");
    }
    numbers[node.key] = {node.key, table.text_or_empty("department"), table.text_or_empty("hours"),
                         plain(table.texts("busy-forward"))};
  });
  return numbers;
}

std::map<std::string, Matter> read_matters(RulesSource& source) {
  std::map<std::string, Matter> matters;
  for_each_named(source.root, "matter", source.faults, [&](const TomlNode& node) {
    const TableReader table{node, fmt::format("[matter.{}]", shortened(node.key)), matter_keys, source.faults};
    if (const auto owner = table.text("owner"))
      check_known("department", *owner, source.names.departments, source.faults);
    for (const PlacedText& number : table.texts("numbers"))
      check_known("number", number, source.names.numbers, source.faults);
    matters[node.key] = {node.key, table.title_of("title"), table.text_or_empty("owner"),
                         plain(table.texts("numbers"))};
  });
  return matters;
}

OrderToOpen read_order(const TableReader& desk, const KeyRule& rule, RulesSource& source) {
  OrderToOpen order;
  const TomlNode* node = desk.find(rule.key);
  if (!node) return order;
  if (!node->find("kind"))
    source.faults.add(node->place, fmt::format("'{}' names no kind: write {}", rule.key, rule.example));
  for (const TomlNode& field : node->children) {
    if (!check_text(field, fmt::format("{} = \"...\"", shortened(field.key)), source.faults)) continue;
    const PlacedText text{field.text, field.place};
    if (field.key == "kind") {
      check_known("kind", text, source.names.kinds, source.faults);
      order.kind = field.text;
      continue;
    }
    if (has(source.names.attributes, field.key)) {
      if (check_settable(field, source)) check_value(field.key, text, source);
    } else if (!has(source.names.labels, field.key)) {
      source.faults.add(field.key_place, unknown_name("attribute or label", field.key, source.names.fields()));
    }
    order.attributes[field.key] = field.text;
  }
  return order;
}

}  // namespace

Directory read_directory(RulesSource& source) {
  Directory directory;
  directory.departments = read_departments(source);
  check_parents(directory.departments, source);
  directory.numbers = read_numbers(source);
  directory.matters = read_matters(source);
  const TomlNode* desk = source.root.find("desk");
  if (!desk && !directory.matters.empty())
    source.faults.add(source.root.find("matter")->key_place,
                      "there are matters and no [desk]: say which order to open when nobody can be rung, "
                      R"([desk] off-hours = { kind = "order" } and failed = { kind = "order" })");
  if (!desk || !desk->is(TomlNode::Kind::table)) return directory;
  const TableReader table{*desk, "[desk]", desk_keys, source.faults};
  directory.off_hours = read_order(table, desk_keys[0], source);
  directory.failed = read_order(table, desk_keys[1], source);
  return directory;
}

}  // namespace hotline
