#include "hotline/log/map.hpp"
#include "hotline/rules/zone_of.hpp"
#include "log/names.hpp"
#include "rules/known_names.hpp"

namespace hotline {
LogMap default_map(const std::vector<std::string>& columns, const Rules& rules) {
  LogMap map;
  map.zone = zone_of(rules);
  map.case_id.column = "case";
  EventMap& event = map.events.emplace_back();
  event.verb.column = "verb";
  event.at.column = "at";
  const auto optional = [&](const char* name, Source& source) {
    if (has(columns, name)) source.column = name;
  };
  optional("kind", map.kind);
  optional("id", event.id);
  optional("by", event.by);
  optional("ticket", event.ticket);
  optional("due", event.due);
  for (const std::string& column : columns)
    if (!has(standard_columns(), column)) event.set[column].column = column;
  return map;
}

}  // namespace hotline
