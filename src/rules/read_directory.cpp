#include <algorithm>

#include <fmt/format.h>

#include "hotline/directory/check.hpp"
#include "rules/decimals.hpp"
#include "rules/sections.hpp"

namespace hotline {
namespace {

constexpr KeyRule department_keys[] = {
    {"title", Shape::title, R"(title = { zh = "税务局", en = "Tax bureau" })"},
    {"parent", Shape::text, R"(parent = "city")"},
    {"may-forward", Shape::flag, "may-forward = false"},
    {"forwards-to", Shape::texts, R"(forwards-to = ["district-desk"])"},
    {"goals", Shape::table, R"(goals = { "connect rate" = "95%" })"},
    {"flags", Shape::table, "flags = { online-help = true }"},
    {"from", Shape::date, "from = 2023-02-27"},
    {"to", Shape::date, "to = 2023-12-31"},
};
constexpr KeyRule number_keys[] = {
    {"department", Shape::text, R"(department = "tax")", required},
    {"hours", Shape::text, R"(hours = "office", a calendar)", required},
    {"busy-forward", Shape::texts, R"(busy-forward = ["6002"])"},
    {"capacity", Shape::integer, "capacity = 3"},
    {"tested", Shape::date, "tested = 2023-02-20"},
    {"result", Shape::text, R"(result = "answered after 8 s")"},
    {"health", Shape::text, R"(health = "good", "poor", "out-of-service" or "unknown")"},
    {"from", Shape::date, "from = 2023-02-27"},
    {"to", Shape::date, "to = 2023-12-31"},
};
constexpr KeyRule matter_keys[] = {
    {"title", Shape::title, R"(title = { zh = "发票申领", en = "Invoices" })"},
    {"owner", Shape::text, R"(owner = "tax")", required},
    {"numbers", Shape::texts, R"(numbers = ["6001", "6003"])", required},
    {"wording", Shape::table, R"(wording = { text = "kb/invoices", version = "3" })"},
    {"flow", Shape::table, R"(flow = { text = "flows/straight-to-the-unit", version = "2023-02" })"},
    {"courseware", Shape::table, R"(courseware = { text = "course/invoices", version = "1" })"},
    {"one-owner", Shape::flag, "one-owner = true"},
    {"from", Shape::date, "from = 2023-02-27"},
    {"to", Shape::date, "to = 2023-12-31"},
};
constexpr KeyRule written_keys[] = {
    {"text", Shape::text, R"(text = "kb/invoices")", required},
    {"version", Shape::text, R"(version = "3")", required},
};
constexpr KeyRule seats_keys[] = {
    {"title", Shape::title, R"(title = { zh = "企业专席", en = "Enterprise desk" })"},
    {"department", Shape::text, R"(department = "city")", required},
    {"hours", Shape::text, R"(hours = "office", a calendar)", required},
    {"count", Shape::integer, "count = 15"},
    {"seats", Shape::texts, R"(seats = ["pudong-1", "pudong-2"])"},
    {"capacity", Shape::integer, "capacity = 3"},
    {"from", Shape::date, "from = 2023-02-27"},
    {"to", Shape::date, "to = 2023-12-31"},
};
constexpr KeyRule desk_keys[] = {
    {"off-hours", Shape::table, R"(off-hours = { kind = "order", urgency = "sub-urgent" })", required},
    {"failed", Shape::table, R"(failed = { kind = "order", urgency = "ordinary" })", required},
    {"one-owner", Shape::table, R"(one-owner = { ownership = "to-the-end" })"},
};

Lasting read_lasting(const TableReader& table, FaultList& faults) {
  const TomlNode* from = table.find("from");
  const TomlNode* to = table.find("to");
  if (from && to && to->date < from->date)
    faults.add(to->place, "it ends before it begins: 'from' is its first day, 'to' its last");
  return {from ? std::optional{from->date} : std::nullopt, to ? std::optional{to->date} : std::nullopt};
}

Written read_written(const TableReader& table, std::string_view key, FaultList& faults) {
  const TomlNode* node = table.find(key);
  if (!node) return {};
  const TableReader written{*node, fmt::format("'{}'", key), written_keys, faults};
  return {written.text_or_empty("text"), written.text_or_empty("version")};
}

Number::Health read_health(const TableReader& table, FaultList& faults) {
  static const NameList names{"unknown", "good", "poor", "out-of-service"};
  const auto text = table.text("health");
  if (!text) return Number::Health::unknown;
  check_known("health", *text, names, faults);
  const auto found = std::find(names.begin(), names.end(), text->text) - names.begin();
  return found < 4 ? static_cast<Number::Health>(found) : Number::Health::unknown;
}

std::uint32_t read_capacity(const TableReader& table, std::string_view what, FaultList& faults) {
  const TomlNode* capacity = table.find("capacity");
  if (!capacity) return 1;
  if (capacity->integer >= 1 && capacity->integer <= 10'000) return static_cast<std::uint32_t>(capacity->integer);
  faults.add(capacity->place, fmt::format("a {} takes 1 to 10000 calls at once, not {}", what, capacity->integer));
  return 1;
}

bool is_true(const TableReader& table, std::string_view key) {
  const TomlNode* flag = table.find(key);
  return flag && flag->integer == 1;
}

std::map<std::string, Fraction> read_goals(const TableReader& table, RulesSource& source) {
  std::map<std::string, Fraction> goals;
  const TomlNode* node = table.find("goals");
  if (!node) return goals;
  for (const TomlNode& goal : node->children) {
    check_known("measure", {goal.key, goal.key_place}, source.names.measures, source.faults);
    if (!check_text(goal, R"("connect rate" = "95%")", source.faults)) continue;
    const auto read = read_percentage(goal.text);
    if (!read)
      source.faults.add(goal.place, fmt::format("{} is not a goal: write a percentage up to 100, \"90%\" or \"99.5%\"",
                                                quoted(goal.text)));
    goals[goal.key] = read.value_or(Fraction{0, 1});
  }
  return goals;
}

std::map<std::string, bool> read_flags(const TableReader& table, FaultList& faults) {
  std::map<std::string, bool> flags;
  const TomlNode* node = table.find("flags");
  if (!node) return flags;
  for (const TomlNode& flag : node->children) {
    if (!flag.is(TomlNode::Kind::boolean))
      faults.add(flag.place, fmt::format("flag {} is neither true nor false: write {} = true", quoted(flag.key),
                                         shortened(flag.key)));
    flags[flag.key] = flag.integer == 1;
  }
  return flags;
}

std::map<std::string, Department> read_departments(RulesSource& source) {
  std::map<std::string, Department> departments;
  for_each_named(source.root, "department", source.faults, [&](const TomlNode& node) {
    const TableReader table{node, fmt::format("[department.{}]", shortened(node.key)), department_keys, source.faults};
    if (const auto parent = table.text("parent"))
      check_known("department", *parent, source.names.departments, source.faults);
    for (const PlacedText& next : table.texts("forwards-to"))
      check_known("department", next, source.names.departments, source.faults);
    Department department{node.key, table.title_of("title"), table.text_or_empty("parent")};
    if (table.find("may-forward")) department.may_forward = is_true(table, "may-forward");
    department.forwards_to = plain(table.texts("forwards-to"));
    department.lasting = read_lasting(table, source.faults);
    department.goals = read_goals(table, source);
    department.flags = read_flags(table, source.faults);
    departments[node.key] = std::move(department);
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
    Number number{node.key, table.text_or_empty("department"), table.text_or_empty("hours"),
                  plain(table.texts("busy-forward"))};
    number.capacity = read_capacity(table, "number", source.faults);
    if (const TomlNode* tested = table.find("tested")) number.tested = tested->date;
    number.result = table.text_or_empty("result");
    number.health = read_health(table, source.faults);
    number.lasting = read_lasting(table, source.faults);
    numbers[node.key] = std::move(number);
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
    Matter matter{node.key, table.title_of("title"), table.text_or_empty("owner"), plain(table.texts("numbers"))};
    matter.wording = read_written(table, "wording", source.faults);
    matter.flow = read_written(table, "flow", source.faults);
    matter.courseware = read_written(table, "courseware", source.faults);
    matter.one_owner = is_true(table, "one-owner");
    matter.lasting = read_lasting(table, source.faults);
    matters[node.key] = std::move(matter);
  });
  return matters;
}

// "1" to as many as there are, or by name.
std::vector<std::string> read_seat_names(const TableReader& table, FaultList& faults) {
  constexpr std::int64_t most = 10'000;
  const TomlNode* count = table.find("count");
  if (table.holds("count") == table.holds("seats")) {
    faults.add(table.place(), fmt::format(R"({} needs to say how many seats there are: write count = 15, or seats = )"
                                          R"(["pudong-1", "pudong-2"])",
                                          table.title()));
    return {};
  }
  if (!count) return plain(table.texts("seats"));
  if (count->integer < 1 || count->integer > most)
    faults.add(count->place, fmt::format("a group has 1 to {} seats, not {}", most, count->integer));
  std::vector<std::string> seats;
  for (std::int64_t seat = 1; seat <= std::min(count->integer, most); ++seat) seats.push_back(std::to_string(seat));
  return seats;
}

std::map<std::string, SeatGroup> read_seats(RulesSource& source) {
  std::map<std::string, SeatGroup> groups;
  std::map<std::string, std::string> group_of;
  for_each_named(source.root, "seats", source.faults, [&](const TomlNode& node) {
    const TableReader table{node, fmt::format("[seats.{}]", shortened(node.key)), seats_keys, source.faults};
    if (const auto department = table.text("department"))
      check_known("department", *department, source.names.departments, source.faults);
    if (const auto hours = table.text("hours")) check_known("calendar", *hours, source.names.calendars, source.faults);
    SeatGroup group{node.key, table.title_of("title"), table.text_or_empty("department"), table.text_or_empty("hours"),
                    read_seat_names(table, source.faults)};
    group.capacity = read_capacity(table, "seat", source.faults);
    group.lasting = read_lasting(table, source.faults);
    for (const std::string& seat : group.seats)
      if (const auto [other, is_new] = group_of.emplace(seat, node.key); !is_new) {
        source.faults.add(table.place(), fmt::format("seat {} is in group {} already: name these otherwise, seats = "
                                                     "[\"{}-1\"]",
                                                     quoted(seat), quoted(other->second), shortened(node.key)));
        break;
      }
    groups[node.key] = std::move(group);
  });
  return groups;
}

// What a new ticket is given: attributes that can be set, and labels.
Fields read_fields(const TomlNode& node, RulesSource& source) {
  Fields fields;
  for (const TomlNode& field : node.children) {
    if (field.key == "kind" || !check_text(field, fmt::format("{} = \"...\"", shortened(field.key)), source.faults))
      continue;
    if (has(source.names.attributes, field.key)) {
      if (check_settable(field, source)) check_value(field.key, {field.text, field.place}, source);
    } else if (!has(source.names.labels, field.key)) {
      source.faults.add(field.key_place, unknown_name("attribute or label", field.key, source.names.fields()));
    }
    fields[field.key] = field.text;
  }
  return fields;
}

OrderToOpen read_order(const TableReader& desk, const KeyRule& rule, RulesSource& source) {
  OrderToOpen order;
  const TomlNode* node = desk.find(rule.key);
  if (!node) return order;
  const TomlNode* kind = node->find("kind");
  if (!kind) {
    source.faults.add(node->place, fmt::format("'{}' names no kind: write {}", rule.key, rule.example));
  } else if (check_text(*kind, R"(kind = "order")", source.faults)) {
    check_known("kind", {kind->text, kind->place}, source.names.kinds, source.faults);
    order.kind = kind->text;
  }
  order.attributes = read_fields(*node, source);
  return order;
}

TomlPlace place_in(const RulesSource& source, std::string_view group, std::string_view name) {
  const TomlNode* tables = source.root.find(group);
  const TomlNode* table = tables ? tables->find(name) : nullptr;
  return table ? table->key_place : TomlPlace{};
}

}  // namespace

void check_directory(const Rules& rules, RulesSource& source) {
  for (const DirectoryFault& fault : faults_in(rules.directory, rules.calendars))
    source.faults.add(place_in(source, fault.group, fault.name), fault.message);
}

Directory read_directory(RulesSource& source) {
  Directory directory;
  directory.departments = read_departments(source);
  check_parents(directory.departments, source);
  directory.numbers = read_numbers(source);
  directory.matters = read_matters(source);
  directory.seats = read_seats(source);
  const TomlNode* desk = source.root.find("desk");
  if (!desk && !directory.matters.empty())
    source.faults.add(source.root.find("matter")->key_place,
                      "there are matters and no [desk]: say which order to open when nobody can be rung, "
                      R"([desk] off-hours = { kind = "order" } and failed = { kind = "order" })");
  if (!desk || !desk->is(TomlNode::Kind::table)) return directory;
  const TableReader table{*desk, "[desk]", desk_keys, source.faults};
  directory.off_hours = read_order(table, desk_keys[0], source);
  directory.failed = read_order(table, desk_keys[1], source);
  if (const TomlNode* one_owner = table.find("one-owner")) directory.one_owner = read_fields(*one_owner, source);
  return directory;
}

}  // namespace hotline
