#include "hotline/log/map.hpp"

#include <functional>
#include <utility>

#include <fmt/format.h>

#include "hotline/calendar/iso8601.hpp"
#include "hotline/calendar/limit.hpp"
#include "log/names.hpp"
#include "rules/known_names.hpp"
#include "rules/table_reader.hpp"

namespace hotline {
namespace {

using Kind = TomlNode::Kind;

constexpr std::string_view verb_example = R"(verb = "column", or verb = { is = "open" })";
constexpr std::string_view words_example = R"(words = { "Register request" = "open", "Note added" = "" })";
constexpr std::string_view when_example = R"(when = { column = "what must stand there", other = ["this", "or this"] })";
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
    {"audit", Shape::tables, "[[audit]], in double brackets"},
};

constexpr KeyRule event_keys[] = {
    {"verb", Shape::any, verb_example, required},
    {"at", Shape::text, R"(at = "column")", required},
    {"by", Shape::any, by_example},
    {"id", Shape::text, R"(id = "column")"},
    {"ticket", Shape::any, ticket_example},
    {"due", Shape::text, R"(due = "column")"},
    {"set", Shape::table, R"(set = { type = "column" })"},
    {"when", Shape::table, when_example},
};

constexpr KeyRule audit_keys[] = {
    {"due", Shape::text, R"(due = "column")"},
    {"verdict", Shape::text, R"(verdict = "column")"},
    {"on-time", Shape::texts, R"(on-time = ["ONTIME"])"},
    {"late", Shape::texts, R"(late = ["OVERDUE"])"},
    {"target", Shape::texts, R"(target = "resolve")"},
    {"ticket", Shape::any, ticket_example},
    {"tolerance", Shape::text, R"(tolerance = "3 minutes")"},
};

constexpr KeyRule source_keys[] = {
    {"is", Shape::text, R"(is = "the text")"},
    {"column", Shape::text, R"(column = "column")"},
    {"words", Shape::table, words_example},
};

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
    map.kind = read_source(table.find("kind"), kind_example, [this](auto text) { return names_->kind(text); });
    map.set = read_set(table.find("set"));
    if (const TomlNode* events = table.find("event")) map.events = read_events(*events);
    if (const TomlNode* audits = table.find("audit"))
      for (const TomlNode& node : audits->children) map.audits.push_back(read_audit(node));
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
    event.verb = read_source(table.find("verb"), verb_example, [this](auto text) { return names_->verb(text); });
    event.at.column = table.text_or_empty("at");
    event.by = read_source(table.find("by"), by_example);
    event.id.column = table.text_or_empty("id");
    event.ticket = read_ticket(table);
    event.due.column = table.text_or_empty("due");
    event.set = read_set(table.find("set"));
    if (const TomlNode* when = table.find("when"))
      for (const TomlNode& column : when->children)
        if (check_texts(column, when_example, faults_)) event.when[column.key] = plain(texts_in(column));
    return event;
  }

  Source read_ticket(const TableReader& table) {
    const Source ticket = read_source(table.find("ticket"), ticket_example);
    if (!ticket.text.empty() && !ticket_number(ticket.text))
      faults_.add(table.find("ticket")->place, not_a_ticket(ticket.text));
    return ticket;
  }

  AuditMap read_audit(const TomlNode& node) {
    const TableReader table{node, "[[audit]]", audit_keys, faults_};
    AuditMap audit;
    audit.due.column = table.text_or_empty("due");
    audit.verdict.column = table.text_or_empty("verdict");
    audit.ticket = read_ticket(table);
    audit.on_time = plain(table.texts("on-time"));
    audit.late = plain(table.texts("late"));
    audit.targets = plain(table.texts("target"));
    if (const auto tolerance = table.text("tolerance")) audit.tolerance = read_tolerance(*tolerance);
    for (const PlacedText& target : table.texts("target"))
      if (names_) note(target.place, names_->target(target.text));
    check_verdicts(table, audit);
    return audit;
  }

  // Something must be said, and of a verdict which words mean what.
  void check_verdicts(const TableReader& table, const AuditMap& audit) {
    if (!table.holds("due") && !table.holds("verdict"))
      faults_.add(table.place(), R"([[audit]] names neither 'due' nor 'verdict': write due = "column")");
    if (table.holds("verdict") && !table.holds("on-time") && !table.holds("late"))
      faults_.add(table.place(), R"([[audit]] does not say what its verdicts mean: write late = ["OVERDUE"])");
    if (!table.holds("verdict") && (table.holds("on-time") || table.holds("late")))
      faults_.add(table.place(), R"([[audit]] has words for a verdict and none: write verdict = "column")");
    for (const PlacedText& word : table.texts("late"))
      if (has(audit.on_time, word.text))
        faults_.add(word.place,
                    fmt::format("{} cannot be both on time and late: leave one out", hotline::quoted(word.text)));
  }

  std::chrono::seconds read_tolerance(const PlacedText& text) {
    const Result<Limit> limit = parse_limit(text.text);
    if (limit && limit->counting == Counting::elapsed) return std::chrono::seconds{limit->amount};
    faults_.add(text.place,
                fmt::format("{} is not a length of time: write tolerance = \"3 minutes\"", hotline::quoted(text.text)));
    return {};
  }

  std::map<std::string, Source> read_set(const TomlNode* table) {
    std::map<std::string, Source> set;
    if (!table) return set;
    for (const TomlNode& node : table->children) {
      if (names_) note(node.key_place, names_->settable(node.key));
      set[node.key] =
          read_source(&node, field_example, [&](std::string_view text) { return names_->value(node.key, text); });
    }
    return set;
  }

  using Check = std::function<Complaint(std::string_view text)>;  // asked only where there are rules

  Source read_source(const TomlNode* node, std::string_view example, const Check& check = nullptr) {
    if (!node) return {};
    if (!node->is(Kind::table)) return check_text(*node, example, faults_) ? Source{node->text, "", {}} : Source{};
    const TableReader table{*node, hotline::quoted(node->key), source_keys, faults_};
    if (table.holds("is") == table.holds("column")) {
      faults_.add(node->place,
                  fmt::format("{} names {}: write {}", hotline::quoted(node->key),
                              table.holds("is") ? "a text and a column" : "neither a text nor a column", example));
      return {};
    }
    if (table.holds("is") && table.holds("words"))
      faults_.add(
          table.find("words") ? table.find("words")->key_place : node->place,
          fmt::format("{} is a fixed text, which has no words to read: leave 'words' out", hotline::quoted(node->key)));
    const auto fixed = table.text("is");
    if (fixed && names_ && check) note(fixed->place, check(fixed->text));
    return {table.text_or_empty("column"), fixed ? fixed->text : "", read_words(table.find("words"), check)};
  }

  Meanings read_words(const TomlNode* words, const Check& check) {
    Meanings meanings;
    if (!words) return meanings;
    for (const TomlNode& word : words->children) {
      const bool means_nothing = word.is(Kind::string) && word.text.empty();
      if (!means_nothing && !check_text(word, words_example, faults_)) continue;
      if (!means_nothing && names_ && check) note(word.place, check(word.text));
      meanings.emplace(word.key, word.text);
    }
    return meanings;
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
