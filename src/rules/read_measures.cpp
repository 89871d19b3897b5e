#include <algorithm>

#include <fmt/format.h>

#include "rules/sections.hpp"

namespace hotline {
namespace {

constexpr KeyRule measure_keys[] = {
    {"name", Shape::text, R"(name = "connect rate")", required},
    {"title", Shape::title, R"(title = { zh = "接通率", en = "Connect rate" })"},
    {"of", Shape::table, R"(of = { kind = "transfer" })", required},
    {"hits", Shape::table, R"(hits = { reached = "connected" })", required},
    {"drop", Shape::table, R"(drop = { outcome = "caller-hung-up" })"},
    {"basis", Shape::text, R"(basis = "intake", "dispatch", "due" or "close")"},
    {"goal", Shape::text, R"(goal = "90%")"},
    {"by", Shape::texts, R"(by = ["department"])"},
    {"digits", Shape::integer, "digits = 2"},
};

constexpr std::string_view pick_words[] = {"kind", "reached", "in", "met", "breached"};

bool is_pick_word(std::string_view key) {
  return std::find(std::begin(pick_words), std::end(pick_words), key) != std::end(pick_words);
}

// Values that are read off a case are those of the moment; no record of them is kept.
bool check_measurable(const PlacedText& field, RulesSource& source) {
  const auto off = source.names.read_off.find(field.text);
  const bool kept =
      off == source.names.read_off.end() || off->second == ReadOff::nothing || off->second == ReadOff::arrival;
  if (!kept)
    source.faults.add(field.place, fmt::format("{} is read off the case as it stands, which a measure cannot count: "
                                               "name attributes with listed values, those with \"during\" or labels",
                                               quoted(field.text)));
  return kept;
}

void read_value(const TomlNode& wanted, Picks& picks, RulesSource& source) {
  const bool is_label = has(source.names.labels, wanted.key);
  if (!is_label && !has(source.names.attributes, wanted.key)) {
    NameList known = source.names.fields();
    for (const std::string_view word : pick_words) known.emplace_back(word);
    source.faults.add(wanted.key_place, unknown_name("attribute, label or word", wanted.key, known));
    return;
  }
  if (!check_measurable({wanted.key, wanted.key_place}, source)) return;
  if (!check_texts(wanted, R"(urgency = "urgent", or a list of values)", source.faults)) return;
  for (const PlacedText& text : texts_in(wanted))
    if (!is_label) check_value(wanted.key, text, source);
  picks.attributes.values[wanted.key] = plain(texts_in(wanted));
}

void read_word(const TomlNode& value, const std::string& of_kind, Picks& picks, RulesSource& source) {
  const bool is_kind = value.key == "kind";
  const std::string example = fmt::format("{} = \"...\"{}", value.key, is_kind ? "" : ", or a list");
  if (!(is_kind ? check_text(value, example, source.faults) : check_texts(value, example, source.faults))) return;
  const std::vector<PlacedText> texts = texts_in(value);
  if (is_kind) {
    check_known("kind", texts.front(), source.names.kinds, source.faults);
    picks.kind = value.text;
    return;
  }
  const bool of_states = value.key == "reached" || value.key == "in";
  std::vector<const KnownKind*> workflows;
  for (const KnownKind& known : source.names.workflows)
    if (known.kind == of_kind || !has(source.names.kinds, of_kind)) workflows.push_back(&known);
  const NameList known = of_states ? states_in(workflows) : source.names.targets;
  for (const PlacedText& text : texts)
    check_known(of_states ? "state" : "target", text, known, source.faults, of_states ? of_kinds(workflows) : "");
  std::vector<std::string>& list = value.key == "reached" ? picks.reached
                                   : value.key == "in"    ? picks.in
                                   : value.key == "met"   ? picks.met
                                                          : picks.breached;
  list = plain(texts);
}

std::string kind_in(const TomlNode* picks) {
  const TomlNode* kind = picks ? picks->find("kind") : nullptr;
  return kind ? kind->text : std::string{};
}

Picks read_picks(const TableReader& table, std::string_view key, RulesSource& source) {
  Picks picks;
  const TomlNode* node = table.find(key);
  if (!node) return picks;
  const std::string kind = node->find("kind") ? kind_in(node) : kind_in(table.find("of"));
  for (const TomlNode& value : node->children)
    if (is_pick_word(value.key))
      read_word(value, kind, picks, source);
    else
      read_value(value, picks, source);
  return picks;
}

Measure::Basis read_basis(const TableReader& table, FaultList& faults) {
  static const NameList names{"intake", "dispatch", "due", "close"};
  const auto text = table.text("basis");
  if (!text) return Measure::Basis::intake;
  check_known("basis", *text, names, faults);
  const auto found = std::find(names.begin(), names.end(), text->text) - names.begin();
  return found < 4 ? static_cast<Measure::Basis>(found) : Measure::Basis::intake;
}

// "90%" is 90/100, "96.25%" is 9625/10000.
std::optional<Fraction> read_goal(std::string_view text) {
  if (!text.ends_with('%')) return std::nullopt;
  text.remove_suffix(1);
  constexpr std::size_t most_digits = 12;
  const std::size_t point = std::min(text.find('.'), text.size());
  Fraction goal{0, 100};
  std::size_t digits = 0;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (i == point) continue;
    if (text[i] < '0' || text[i] > '9' || ++digits > most_digits) return std::nullopt;
    goal.hits = goal.hits * 10 + (text[i] - '0');
    if (i > point) goal.of *= 10;
  }
  const bool complete = point > 0 && point + 1 != text.size();
  return complete && goal.hits <= goal.of ? std::optional{goal} : std::nullopt;
}

void read_goal_into(Measure& measure, const TableReader& table, FaultList& faults) {
  const auto text = table.text("goal");
  if (!text) return;
  measure.goal = read_goal(text->text);
  if (!measure.goal)
    faults.add(text->place,
               fmt::format("{} is not a goal: write a percentage up to 100, \"90%\" or \"99.5%\"", quoted(text->text)));
}

int read_digits(const TableReader& table, FaultList& faults) {
  const TomlNode* digits = table.find("digits");
  if (!digits) return Measure{}.digits;
  if (digits->integer >= 0 && digits->integer <= 6) return static_cast<int>(digits->integer);
  faults.add(digits->place, fmt::format("{} digits cannot be shown: write 0 to 6", digits->integer));
  return Measure{}.digits;
}

Measure read_measure(const TomlNode& node, NameList& names, RulesSource& source) {
  const TableReader table{node, "[[measure]]", measure_keys, source.faults};
  const auto name = table.text("name");
  if (name && has(names, name->text))
    source.faults.add(name->place,
                      fmt::format("there is a measure {} already: give each its own name", quoted(name->text)));
  if (name) names.push_back(name->text);
  Measure measure{.name = table.text_or_empty("name"),
                  .title = table.title_of("title"),
                  .of = read_picks(table, "of", source),
                  .hits = read_picks(table, "hits", source),
                  .drop = read_picks(table, "drop", source),
                  .basis = read_basis(table, source.faults),
                  .goal = std::nullopt,
                  .by = plain(table.texts("by")),
                  .digits = read_digits(table, source.faults)};
  read_goal_into(measure, table, source.faults);
  for (const PlacedText& by : table.texts("by"))
    if (check_measurable(by, source)) check_known("attribute or label", by, source.names.fields(), source.faults);
  if (const TomlNode* hits = table.find("hits"); hits && hits->children.empty())
    source.faults.add(hits->place,
                      R"('hits' says nothing, so every case would count: write hits = { reached = "connected" })");
  return measure;
}

}  // namespace

std::vector<Measure> read_measures(RulesSource& source) {
  std::vector<Measure> measures;
  NameList names;
  for_each_listed(source.root, "measure",
                  [&](const TomlNode& node) { measures.push_back(read_measure(node, names, source)); });
  return measures;
}

}  // namespace hotline
