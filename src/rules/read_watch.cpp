#include <fmt/format.h>

#include "rules/sections.hpp"

namespace hotline {
namespace {

constexpr KeyRule watch_keys[] = {
    {"near", Shape::text, R"(near = "1 working hour", before due)", required},
    {"calendar", Shape::text, R"(calendar = "office")", required},
    {"returned", Shape::texts, R"(returned = ["return"], verbs)"},
    {"reassigned", Shape::texts, R"(reassigned = ["dispatch"], verbs)"},
    {"reopened", Shape::texts, R"(reopened = ["reopen"], verbs)"},
};

std::vector<std::string> read_verbs(const TableReader& table, std::string_view key, RulesSource& source) {
  std::vector<const KnownKind*> all;
  for (const KnownKind& known : source.names.workflows) all.push_back(&known);
  const NameList known = verbs_in(all);
  for (const PlacedText& verb : table.texts(key)) check_known("verb", verb, known, source.faults);
  return plain(table.texts(key));
}

}  // namespace

std::optional<WatchList> read_watch(RulesSource& source) {
  const TomlNode* node = source.root.find("watch");
  if (!node || !node->is(TomlNode::Kind::table)) return std::nullopt;
  const TableReader table{*node, "[watch]", watch_keys, source.faults};
  WatchList watch;
  if (const auto near = table.text("near"))
    if (const auto length = read_length(*near, source.faults)) watch.near = *length;
  if (const auto calendar = table.text("calendar"))
    check_known("calendar", *calendar, source.names.calendars, source.faults);
  watch.calendar = table.text_or_empty("calendar");
  watch.returned = read_verbs(table, "returned", source);
  watch.reassigned = read_verbs(table, "reassigned", source);
  watch.reopened = read_verbs(table, "reopened", source);
  return watch;
}

}  // namespace hotline
