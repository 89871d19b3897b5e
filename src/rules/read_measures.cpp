#include <algorithm>

#include <fmt/format.h>

#include "rules/decimals.hpp"
#include "rules/sections.hpp"

namespace hotline {
namespace {

constexpr KeyRule measure_keys[] = {
    {"name", Shape::text, R"(name = "connect rate")", required},
    {"title", Shape::title, R"(title = { zh = "接通率", en = "Connect rate" })"},
    {"of", Shape::table, R"(of = { kind = "transfer" })", required},
    {"hits", Shape::table, R"(hits = { reached = "connected" })"},
    {"weights", Shape::table, R"(weights = { rating = { satisfied = "1", neutral = "0.6", dissatisfied = "0" } })"},
    {"drop", Shape::any, R"(drop = { outcome = "caller-hung-up" }, or a list of them)"},
    {"basis", Shape::text, R"(basis = "intake", "dispatch", "due" or "close")"},
    {"counted-at", Shape::table, R"(counted-at = { on = "dispatch" }, or { in = "closed" })"},
    {"deadline", Shape::text, R"(deadline = "extended" or "original")"},
    {"breaches", Shape::text, R"(breaches = "corrected" or "as-known")"},
    {"goal", Shape::text, R"(goal = "90%")"},
    {"by", Shape::texts, R"(by = ["department"])"},
    {"digits", Shape::integer, "digits = 2"},
    {"published", Shape::table, R"(published = { rate = "90.61%", of = 2399 })"},
};
constexpr std::int64_t most_published = 1'000'000'000;
constexpr KeyRule published_keys[] = {
    {"rate", Shape::text, R"(rate = "90.61%")", required},
    {"of", Shape::integer, "of = 2399"},
    {"from", Shape::date, "from = 2023-02-27"},
    {"to", Shape::date, "to = 2023-03-27"},
};

constexpr std::string_view pick_words[] = {"kind", "reached", "in", "met", "breached", "did"};

struct Word {  // of a pick, besides its kind
  std::string_view key;
  std::string_view what;
  std::vector<std::string> Picks::*list;
};
constexpr Word words[] = {
    {"reached", "state", &Picks::reached},    {"in", "state", &Picks::in},  {"met", "target", &Picks::met},
    {"breached", "target", &Picks::breached}, {"did", "verb", &Picks::did},
};

bool is_pick_word(std::string_view key) {
  return std::find(std::begin(pick_words), std::end(pick_words), key) != std::end(pick_words);
}

void read_value(const TomlNode& wanted, Picks& picks, RulesSource& source) {
  const bool is_label = has(source.names.labels, wanted.key);
  if (!is_label && !has(source.names.attributes, wanted.key)) {
    NameList known = source.names.fields();
    for (const std::string_view word : pick_words) known.emplace_back(word);
    source.faults.add(wanted.key_place, unknown_name("attribute, label or word", wanted.key, known));
    return;
  }
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
  std::vector<const KnownKind*> workflows;
  for (const KnownKind& known : source.names.workflows)
    if (known.kind == of_kind || !has(source.names.kinds, of_kind)) workflows.push_back(&known);
  const Word word =
      *std::find_if(std::begin(words), std::end(words), [&](const Word& one) { return one.key == value.key; });
  const NameList known = word.what == "state"  ? states_in(workflows)
                         : word.what == "verb" ? verbs_in(workflows)
                                               : source.names.targets;
  for (const PlacedText& text : texts)
    check_known(word.what, text, known, source.faults, word.what == "target" ? "" : of_kinds(workflows));
  picks.*word.list = plain(texts);
}

std::string kind_in(const TomlNode* picks) {
  const TomlNode* kind = picks ? picks->find("kind") : nullptr;
  return kind ? kind->text : std::string{};
}

Picks read_picks(const TomlNode& node, const TableReader& table, RulesSource& source) {
  Picks picks;
  const std::string kind = node.find("kind") ? kind_in(&node) : kind_in(table.find("of"));
  for (const TomlNode& value : node.children)
    if (is_pick_word(value.key))
      read_word(value, kind, picks, source);
    else
      read_value(value, picks, source);
  return picks;
}

Picks read_picks(const TableReader& table, std::string_view key, RulesSource& source) {
  const TomlNode* node = table.find(key);
  return node ? read_picks(*node, table, source) : Picks{};
}

// One table, or a list of them.
std::vector<Picks> read_drop(const TableReader& table, RulesSource& source) {
  const TomlNode* node = table.find("drop");
  if (!node) return {};
  if (!node->is(TomlNode::Kind::table) && !check_tables(*node, measure_keys[5].example, source.faults)) return {};
  std::vector<const TomlNode*> written;
  if (node->is(TomlNode::Kind::table))
    written.push_back(node);
  else
    for (const TomlNode& one : node->children) written.push_back(&one);
  std::vector<Picks> drop;
  for (const TomlNode* one : written) {
    drop.push_back(read_picks(*one, table, source));
    if (one->children.empty())
      source.faults.add(one->place, R"('drop' says nothing, so every case would go: write drop = { in = "refused" })");
  }
  return drop;
}

// Which of the names it is, from 0; the first where it is left out or unknown.
std::size_t read_choice(const TableReader& table, std::string_view key, const NameList& names, FaultList& faults) {
  const auto text = table.text(key);
  if (!text) return 0;
  check_known(key, *text, names, faults);
  const auto found = std::find(names.begin(), names.end(), text->text);
  return found == names.end() ? 0 : static_cast<std::size_t>(found - names.begin());
}

std::optional<std::int64_t> read_weight(std::string_view text) {  // in thousandths
  const auto weight = read_decimal(text, 3);
  return weight && *weight <= 1000 ? weight : std::nullopt;
}

// In the largest unit that all of them are whole numbers of.
void simplify(Weights& weights) {
  weights.one = 1000;
  const auto tenfold = [](const auto& each) { return each.second % 10 == 0; };
  while (weights.one > 1 && std::all_of(weights.values.begin(), weights.values.end(), tenfold)) {
    weights.one /= 10;
    for (auto& [value, weight] : weights.values) weight /= 10;
  }
}

std::optional<Weights> read_weights(const TableReader& table, RulesSource& source) {
  const TomlNode* node = table.find("weights");
  if (!node) return std::nullopt;
  const bool is_one = node->children.size() == 1 && node->children.front().is(TomlNode::Kind::table);
  if (!is_one) {
    source.faults.add(node->place,
                      R"('weights' names no one attribute: write weights = { rating = { satisfied = "1" } })");
    return std::nullopt;
  }
  const TomlNode& field = node->children.front();
  const PlacedText name{field.key, field.key_place};
  check_known("attribute or label", name, source.names.fields(), source.faults);
  Weights weights{.of = field.key, .values = {}};
  for (const TomlNode& value : field.children) {
    if (has(source.names.attributes, field.key)) check_value(field.key, {value.key, value.key_place}, source);
    if (!check_text(value, fmt::format(R"({} = "0.8")", shortened(value.key)), source.faults)) continue;
    const auto weight = read_weight(value.text);
    if (!weight)
      source.faults.add(value.place, fmt::format("{} is not a weight: write a number from 0 to 1 of at most three "
                                                 "places, \"0.8\"",
                                                 quoted(value.text)));
    weights.values[value.key] = weight.value_or(0);
  }
  simplify(weights);
  return weights;
}

void read_goal_into(Measure& measure, const TableReader& table, FaultList& faults) {
  const auto text = table.text("goal");
  if (!text) return;
  measure.goal = read_percentage(text->text);
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

void read_published_into(Measure& measure, const TableReader& table, FaultList& faults) {
  const TomlNode* node = table.find("published");
  if (!node) return;
  const TableReader published{*node, "'published'", published_keys, faults};
  const auto rate = published.text("rate");
  if (!rate) return;
  const auto read = read_percentage(rate->text);
  const std::size_t point = rate->text.find('.');
  const std::size_t digits = point == std::string::npos ? 0 : rate->text.size() - point - 2;
  if (!read || digits > 6) {
    faults.add(rate->place, fmt::format("{} is not a rate: write a percentage up to 100 with six digits after the "
                                        "point at most, \"90.61%\"",
                                        quoted(rate->text)));
    return;
  }
  measure.published = Published{*read, static_cast<int>(digits)};
  const TomlNode* from = published.find("from");
  const TomlNode* to = published.find("to");
  if (from) measure.published->from = from->date;
  if (to) measure.published->to = to->date;
  if (from && to && to->date < from->date)
    faults.add(to->place, "the period ends before it begins: 'from' is its first day, 'to' its last");
  const TomlNode* of = published.find("of");
  if (of && (of->integer < 1 || of->integer > most_published))
    faults.add(of->place, fmt::format("a rate is of 1 to {} tickets, not of {}: leave it out where it is not known",
                                      most_published, of->integer));
  else if (of)
    measure.published->of = of->integer;
}

// Which move is meant by a dispatch or a close.
void read_counted_at(Measure& measure, const TableReader& table, RulesSource& source) {
  const TomlNode* basis = table.find("basis");
  std::vector<const KnownKind*> workflows;
  for (const KnownKind& known : source.names.workflows)
    if (known.kind == measure.of.kind || measure.of.kind.empty()) workflows.push_back(&known);
  const KeyRule& rule = *std::find_if(std::begin(measure_keys), std::end(measure_keys),
                                      [](const KeyRule& one) { return one.key == "counted-at"; });
  const bool moves = measure.basis == Measure::Basis::dispatch || measure.basis == Measure::Basis::close;
  if (const TomlNode* node = table.find("counted-at")) {
    measure.counted_at = read_trigger(table, rule, workflows, source);
    if (!moves)
      source.faults.add(
          node->key_place,
          R"('counted-at' says which move a basis "dispatch" or "close" means: write one of them as basis)");
  } else if (basis && measure.basis == Measure::Basis::dispatch && !workflows.empty() &&
             !has(verbs_in(workflows), "dispatch")) {
    source.faults.add(
        basis->place,
        fmt::format("no verb 'dispatch'{}: say which it is, counted-at = {{ on = \"...\" }}", of_kinds(workflows)));
  }
}

void check_groups(const TableReader& table, RulesSource& source) {
  NameList known = source.names.fields();
  for (const PlacedText& by : table.texts("by"))
    if (by.text != month_group) check_known("attribute or label", by, known, source.faults);
}

void check_hits(const TableReader& table, FaultList& faults) {
  const TomlNode* hits = table.find("hits");
  if (hits && table.holds("weights"))
    faults.add(hits->key_place, "'weights' say what counts, 'hits' too: leave one of them out");
  else if (hits && hits->children.empty())
    faults.add(hits->place,
               R"('hits' says nothing, so every case would count: write hits = { reached = "connected" })");
  else if (!table.holds("hits") && !table.holds("weights"))
    faults.add(table.place(), R"([[measure]] has no 'hits': write hits = { reached = "connected" })");
}

void check_due(const Measure& measure, const TableReader& table, FaultList& faults) {
  if (measure.basis != Measure::Basis::due) return;
  const auto promises = [](const Picks& picks) { return !picks.met.empty() || !picks.breached.empty(); };
  if (promises(measure.of) || promises(measure.hits) || std::any_of(measure.drop.begin(), measure.drop.end(), promises))
    return;
  faults.add(table.find("basis")->place,
             R"(a basis "due" counts by a promise, and none is named: write hits = { met = "..." })");
}

Measure read_measure(const TomlNode& node, NameList& names, RulesSource& source) {
  const TableReader table{node, "[[measure]]", measure_keys, source.faults};
  const auto name = table.text("name");
  if (name && has(names, name->text))
    source.faults.add(name->place,
                      fmt::format("there is a measure {} already: give each its own name", quoted(name->text)));
  if (name) names.push_back(name->text);
  static const NameList bases{"intake", "dispatch", "due", "close"};
  static const NameList deadlines{"extended", "original"};
  static const NameList breaches{"corrected", "as-known"};
  Measure measure{.name = table.text_or_empty("name"),
                  .title = table.title_of("title"),
                  .of = read_picks(table, "of", source),
                  .hits = read_picks(table, "hits", source),
                  .drop = read_drop(table, source),
                  .basis = static_cast<Measure::Basis>(read_choice(table, "basis", bases, source.faults)),
                  .goal = std::nullopt,
                  .by = plain(table.texts("by")),
                  .digits = read_digits(table, source.faults)};
  measure.weights = read_weights(table, source);
  measure.deadline = static_cast<Measure::Deadline>(read_choice(table, "deadline", deadlines, source.faults));
  measure.breaches = static_cast<Measure::Breaches>(read_choice(table, "breaches", breaches, source.faults));
  read_goal_into(measure, table, source.faults);
  read_published_into(measure, table, source.faults);
  read_counted_at(measure, table, source);
  check_groups(table, source);
  check_hits(table, source.faults);
  check_due(measure, table, source.faults);
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
