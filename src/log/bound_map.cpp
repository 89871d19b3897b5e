#include "log/bound_map.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "hotline/base/nearest.hpp"
#include "rules/fault_list.hpp"

namespace hotline {
namespace {

template <class Visit>
void visit_sources(const LogMap& map, const Visit& visit) {
  visit(map.case_id);
  visit(map.kind);
  for (const auto& [name, source] : map.set) visit(source);
  for (const EventMap& event : map.events) {
    for (const Source* source : {&event.verb, &event.at, &event.by, &event.id, &event.ticket, &event.due})
      visit(*source);
    for (const auto& [name, source] : event.set) visit(source);
    for (const auto& [column, values] : event.when) visit(Source{column, "", {}});
  }
  for (const AuditMap& audit : map.audits)
    for (const Source* source : {&audit.due, &audit.verdict, &audit.ticket}) visit(*source);
}

class Binder {
 public:
  Binder(const std::vector<std::string>& columns, const Rules& rules) : columns_(columns), rules_(rules) {}

  Slot slot(const Source& source) const {
    if (source.column.empty()) return {std::nullopt, "", source.text, {}};
    const auto found = std::find(columns_.begin(), columns_.end(), source.column);
    return {static_cast<std::size_t>(found - columns_.begin()), source.column, "", source.words};
  }

  std::vector<BoundField> fields(const std::map<std::string, Source>& set) const {
    std::vector<BoundField> fields;
    for (const auto& [name, source] : set) fields.push_back({name, rules_.attribute(name), slot(source)});
    return fields;
  }

  BoundEvent event(const EventMap& event) const {
    BoundEvent bound{slot(event.verb),   slot(event.at),  slot(event.by),   slot(event.id),
                     slot(event.ticket), slot(event.due), fields(event.set)};
    for (const auto& [column, values] : event.when) bound.when.push_back({slot({column, "", {}}), values});
    return bound;
  }

  BoundAudit audit(const AuditMap& audit) const {
    return {slot(audit.due), slot(audit.verdict), slot(audit.ticket), audit.on_time, audit.late};
  }

 private:
  const std::vector<std::string>& columns_;
  const Rules& rules_;
};

std::string missing(std::string_view name, const std::vector<std::string>& columns) {
  const auto near = nearest(name, columns);
  return fmt::format("the log has no column {}: {}its columns are {}", hotline::quoted(name),
                     near ? fmt::format("the nearest is \"{}\"; ", shortened(*near)) : "", listed(columns));
}

}  // namespace

std::string in_lines(const std::vector<std::string>& faults, std::string_view place) {
  return fmt::format("{}: {}", place, fmt::join(faults, fmt::format("\n{}: ", place)));
}

std::vector<std::string> columns_of(const LogMap& map) {
  std::vector<std::string> columns;
  visit_sources(map, [&](const Source& source) {
    if (!source.column.empty() && std::find(columns.begin(), columns.end(), source.column) == columns.end())
      columns.push_back(source.column);
  });
  return columns;
}

Result<void> check_names(const LogMap& map, const LogNames& names, std::string_view place) {
  std::vector<std::string> faults;
  const auto note = [&](Complaint complaint) {
    if (complaint) faults.push_back(std::move(*complaint));
  };
  const auto note_texts = [&](const Source& source, const auto& complain) {
    if (!source.text.empty()) note(complain(source.text));
    for (const auto& [written, meaning] : source.words)
      if (!meaning.empty()) note(complain(meaning));
  };
  const auto note_set = [&](const std::map<std::string, Source>& set) {
    for (const auto& [name, source] : set) {
      note(names.settable(name));
      note_texts(source, [&, &field = name](const std::string& text) { return names.value(field, text); });
    }
  };
  note_texts(map.kind, [&](const std::string& text) { return names.kind(text); });
  note_set(map.set);
  for (const EventMap& event : map.events) {
    note_texts(event.verb, [&](const std::string& text) { return names.verb(text); });
    note_set(event.set);
  }
  for (const AuditMap& audit : map.audits)
    for (const std::string& target : audit.targets) note(names.target(target));
  if (!faults.empty()) return fail(Fault::bad_input, in_lines(faults, place));
  return {};
}

Result<BoundMap> bind_map(const LogMap& map, const std::vector<std::string>& columns, const Rules& rules,
                          std::string_view place) {
  std::vector<std::string> faults;
  for (const std::string& name : columns_of(map))
    if (std::find(columns.begin(), columns.end(), name) == columns.end()) faults.push_back(missing(name, columns));
  if (!faults.empty()) return fail(Fault::bad_input, in_lines(faults, place));
  const Binder binder(columns, rules);
  BoundMap bound;
  bound.zone = map.zone;
  bound.time_form = map.time_form;
  bound.case_id = binder.slot(map.case_id);
  bound.kind = binder.slot(map.kind);
  bound.set = binder.fields(map.set);
  for (const EventMap& event : map.events) {
    bound.events.push_back(binder.event(event));
    bound.tells_ids = bound.tells_ids || !event.id.empty();
  }
  for (const AuditMap& audit : map.audits) bound.audits.push_back(binder.audit(audit));
  return bound;
}

}  // namespace hotline
