#include <algorithm>

#include <fmt/format.h>

#include "base/names.hpp"
#include "hotline/report/open311.hpp"
#include "rules/fault_list.hpp"
#include "rules/known_names.hpp"
#include "rules/table_reader.hpp"

namespace hotline {
namespace {

using Kind = TomlNode::Kind;

constexpr std::string_view field_example = R"(service_name = "matter", or service_name = { is = "a fixed text" })";

constexpr KeyRule view_keys[] = {{"open311", Shape::table, "[open311], and below it its fields", required}};

// What is read off the ticket itself (its number, status and the three instants) is no matter of a view.
constexpr KeyRule open311_keys[] = {
    {"kind", Shape::text, R"(kind = "order")"},
    {"service_name", Shape::any, field_example},
    {"service_code", Shape::any, field_example},
    {"description", Shape::any, field_example},
    {"agency_responsible", Shape::any, field_example},
    {"service_notice", Shape::any, field_example},
    {"status_notes", Shape::any, field_example},
    {"address", Shape::any, field_example},
    {"address_id", Shape::any, field_example},
    {"zipcode", Shape::any, field_example},
    {"lat", Shape::any, field_example},
    {"long", Shape::any, field_example},
    {"media_url", Shape::any, field_example},
    {"expected_datetime", Shape::texts, R"(expected_datetime = ["resolve", "contact"])"},
};

constexpr KeyRule field_keys[] = {
    {"is", Shape::text, R"(is = "a fixed text")"},
    {"from", Shape::text, R"(from = "matter")"},
    {"codes", Shape::table, R"(codes = { "Street light" = "006" })"},
};

class ViewReader {
 public:
  ViewReader(const Rules& rules, FaultList& faults) : faults_(faults) {
    for (const Attribute& attribute : rules.attributes) settables_.push_back(attribute.name);
    for (const Label& label : rules.labels) settables_.push_back(label.name);
    for (const Workflow& workflow : rules.workflows)
      if (workflow.kind != escalation_kind) kinds_.push_back(workflow.kind);
    for (const Target& target : rules.targets)
      if (target.is_promise()) promises_.push_back(target.name);
  }

  Open311View read(const TomlNode& root) {
    Open311View view;
    const TableReader file{root, "a view", view_keys, faults_};
    const TomlNode* node = file.find("open311");
    if (node == nullptr) return view;
    const TableReader table{*node, "[open311]", open311_keys, faults_};
    if (const auto kind = table.text("kind")) {
      check("kind", *kind, kinds_);
      view.kind = kind->text;
    }
    for (const PlacedText& promise : table.texts("expected_datetime")) {
      check("target", promise, promises_);
      view.promises.push_back(promise.text);
    }
    for (const std::string_view name : open311_fields) {
      const TomlNode* field = name == "expected_datetime" ? nullptr : table.find(name);
      if (field != nullptr) view.fields[std::string(name)] = read_field(*field);
    }
    return view;
  }

 private:
  void check(std::string_view what, const PlacedText& name, const std::vector<std::string>& known) {
    if (!has(known, name.text)) faults_.add(name.place, unknown_name(what, name.text, known));
  }

  Open311Field read_field(const TomlNode& node) {
    if (!node.is(Kind::table)) {
      if (!check_text(node, field_example, faults_)) return {};
      check("attribute or label", {node.text, node.place}, settables_);
      return {node.text, "", {}};
    }
    const TableReader table{node, hotline::quoted(node.key), field_keys, faults_};
    if (table.holds("is") == table.holds("from"))
      faults_.add(node.place, fmt::format("{} names {}: write {}", hotline::quoted(node.key),
                                          table.holds("is") ? "a text and a source" : "neither a text nor a source",
                                          field_example));
    Open311Field field{table.text_or_empty("from"), table.text_or_empty("is"), {}};
    if (const auto from = table.text("from")) check("attribute or label", *from, settables_);
    if (const TomlNode* codes = table.find("codes"))
      for (const TomlNode& code : codes->children)
        if (check_text(code, field_keys[2].example, faults_)) field.codes[code.key] = code.text;
    return field;
  }

  FaultList& faults_;
  std::vector<std::string> settables_;
  std::vector<std::string> kinds_;
  std::vector<std::string> promises_;
};

}  // namespace

Open311Reading read_open311_view(std::string_view text, std::string_view file, const Rules& rules) {
  FaultList faults{file};
  Open311Reading reading;
  const std::optional<TomlNode> root = parse_toml(text, faults);
  if (root) reading.view = ViewReader(rules, faults).read(*root);
  if (faults.size() > 0) reading.view.reset();
  reading.faults = std::move(faults).in_file_order();
  return reading;
}

}  // namespace hotline
