#include "hotline/log/map.hpp"

#include <utility>

#include <fmt/format.h>

#include "hotline/calendar/iso8601.hpp"
#include "log/names.hpp"
#include "rules/table_reader.hpp"

namespace hotline {
namespace {

using Kind = TomlNode::Kind;

constexpr std::string_view verb_example = R"(verb = "column", or verb = { is = "open" })";
constexpr std::string_view kind_example = R"(kind = "column", or kind = { is = "request" })";
constexpr std::string_view by_example = R"(by = "column", or by = { is = "handler" })";
constexpr std::string_view ticket_example = R"(ticket = "column", or ticket = { is = "2" })";
constexpr std::string_view field_example = R"(type = "column", or type = { is = "noise" })";

constexpr KeyRule map_keys[] = {
    {"zone", Shape::text, R"(zone = "Asia/Shanghai")"},
    {"time", Shape::text, R"(time = "YYYY-MM-DD HH:mm:SS")"},
    {"case", Shape::text, R"(case = "column")", required},
    {"kind", Shape::any, kind_example},
    {"set", Shape::table, R"(set = { type = "column" })"},
    {"event", Shape::tables, "[[event]], in double brackets", required},
};

constexpr KeyRule event_keys[] = {
    {"verb", Shape::any, verb_example, required},
    {"at", Shape::text, R"(at = "column")", required},
    {"by", Shape::any, by_example},
    {"id", Shape::text, R"(id = "column")"},
    {"ticket", Shape::any, ticket_example},
    {"due", Shape::text, R"(due = "column")"},
    {"set", Shape::table, R"(set = { type = "column" })"},
};

constexpr KeyRule fixed_keys[] = {{"is", Shape::text, R"(is = "the text")", required}};

class MapReader {
 public:
  MapReader(FaultList& faults, const Rules* rules) : faults_(faults) {
    if (rules) names_.emplace(*rules);
  }

  LogMap read(const TomlNode& root) {
    LogMap map;
    const TableReader table{root, "a map", map_keys, faults_};
    if (const auto zone = table.text("zone")) map.zone = read_zone(*zone);
    if (const auto form = table.text("time")) map.time_form = read_form(*form);
    map.case_id.column = table.text_or_empty("case");
    map.kind = read_source(table.find("kind"), kind_example, &LogNames::kind);
    map.set = read_set(table.find("set"));
    if (const TomlNode* events = table.find("event")) map.events = read_events(*events);
    return map;
  }

 private:
  Zone read_zone(const PlacedText& name) {
    Result<Zone> zone = Zone::load(name.text);
    if (!zone) faults_.add(name.place, zone.error().message);
    return zone ? *zone : Zone::utc();
  }

  // A form that is none is what parse_time quotes before it looks at the text.
  std::string read_form(const PlacedText& form) {
    const auto empty = parse_time("", form.text, Zone::utc());
    if (!empty && empty.error().message.starts_with(fmt::format("'{}' is not a form", form.text)))
      faults_.add(form.place, empty.error().message);
    return form.text;
  }

  std::vector<EventMap> read_events(const TomlNode& list) {
    std::vector<EventMap> events;
    if (list.children.empty()) faults_.add(list.place, "nothing happens in this log: write an [[event]]");
    for (const TomlNode& node : list.children) events.push_back(read_event(node));
    return events;
  }

  EventMap read_event(const TomlNode& node) {
    const TableReader table{node, "[[event]]", event_keys, faults_};
    EventMap event;
    event.verb = read_source(table.find("verb"), verb_example, &LogNames::verb);
    event.at.column = table.text_or_empty("at");
    event.by = read_source(table.find("by"), by_example);
    event.id.column = table.text_or_empty("id");
    event.ticket = read_source(table.find("ticket"), ticket_example);
    if (const auto& fixed = event.ticket.text; !fixed.empty() && !ticket_number(fixed))
      faults_.add(table.find("ticket")->place, not_a_ticket(fixed));
    event.due.column = table.text_or_empty("due");
    event.set = read_set(table.find("set"));
    return event;
  }

  std::map<std::string, Source> read_set(const TomlNode* table) {
    std::map<std::string, Source> set;
    if (!table) return set;
    for (const TomlNode& node : table->children) {
      const Source& source = set[node.key] = read_source(&node, field_example);
      if (!names_) continue;
      note(node.key_place, names_->settable(node.key));
      if (!source.text.empty()) note(node.place, names_->value(node.key, source.text));
    }
    return set;
  }

  Source read_source(const TomlNode* node, std::string_view example,
                     Complaint (LogNames::*check)(std::string_view) const = nullptr) {
    if (!node) return {};
    if (!node->is(Kind::table)) return check_text(*node, example, faults_) ? Source{node->text, ""} : Source{};
    const TableReader table{*node, hotline::quoted(node->key), fixed_keys, faults_};
    const auto fixed = table.text("is");
    if (!fixed) return {};
    if (names_ && check) note(fixed->place, ((*names_).*check)(fixed->text));
    return {"", fixed->text};
  }

  void note(TomlPlace place, Complaint complaint) {
    if (complaint) faults_.add(place, std::move(*complaint));
  }

  FaultList& faults_;
  std::optional<LogNames> names_;
};

}  // namespace

MapReading read_map(std::string_view text, std::string_view file, const Rules* rules) {
  FaultList faults{file};
  MapReading reading;
  const std::optional<TomlNode> root = parse_toml(text, faults);
  if (root) reading.map = MapReader(faults, rules).read(*root);
  if (faults.size() > 0) reading.map.reset();
  reading.faults = std::move(faults).in_file_order();
  return reading;
}

}  // namespace hotline
