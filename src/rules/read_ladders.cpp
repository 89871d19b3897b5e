#include <fmt/format.h>

#include "rules/sections.hpp"

namespace hotline {
namespace {

constexpr std::string_view rung_example = R"(rungs = [ { at = "due", raise = "red", tell = ["handler"] } ])";

constexpr KeyRule ladder_keys[] = {{"rungs", Shape::tables, rung_example, required},
                                   {"missed", Shape::text, R"(missed = "highest", "all" or "held")"}};

constexpr KeyRule rung_keys[] = {
    {"at", Shape::text, R"(at = "75%", "due" or "1 working day after due")", required},
    {"calendar", Shape::text, R"(calendar = "office")"},
    {"raise", Shape::text, R"(raise = "red")"},
    {"tell", Shape::texts, R"(tell = ["handler"])"},
    {"tell-in", Shape::text, R"(tell-in = "office")"},
    {"does", Shape::text, R"(does = "supervise")"},
};

std::vector<const KnownKind*> workflows_of_ladder(std::string_view ladder, const KnownNames& names) {
  std::vector<const KnownKind*> found;
  const auto climbing = names.targets_on.find(std::string{ladder});
  for (const KnownKind& known : names.workflows) {
    bool used = climbing == names.targets_on.end();
    if (!used)
      for (const std::string& target : climbing->second)
        for (const KnownKind* kind : names.workflows_of(target)) used = used || kind == &known;
    if (used) found.push_back(&known);
  }
  return found;
}

// The first target that climbs this ladder and has no calendar of its own to count a rung on.
const std::string* target_without_calendar(const std::string& ladder, const RulesSource& source) {
  const auto climbing = source.names.targets_on.find(ladder);
  const TomlNode* targets = source.root.find("target");
  if (climbing == source.names.targets_on.end() || !targets) return nullptr;
  for (const std::string& name : climbing->second)
    if (const TomlNode* target = targets->find(name); target && !target->find("calendar")) return &name;
  return nullptr;
}

void check_counting(const Rung& rung, const PlacedText& at, const std::string& ladder, const RulesSource& source) {
  const bool counts = rung.at == Rung::At::before_due || rung.at == Rung::At::after_due;
  if (!counts || !needs_calendar(rung.amount) || !rung.calendar.empty()) return;
  if (const std::string* target = target_without_calendar(ladder, source))
    source.faults.add(
        at.place, fmt::format("{} counts on a calendar, and target {} names none: add calendar = \"{}\" to the rung",
                              quoted(at.text), quoted(*target),
                              source.names.calendars.empty() ? "office" : source.names.calendars.front()));
}

Missed read_missed(const TableReader& table, FaultList& faults) {
  static const NameList names{"highest", "all", "held"};
  const auto text = table.text("missed");
  if (!text) return Missed::highest;
  check_known("way to tell missed rungs", *text, names, faults);
  return text->text == "all" ? Missed::all : text->text == "held" ? Missed::held : Missed::highest;
}

std::optional<Rung> read_rung(const TomlNode& node, const std::string& ladder, RulesSource& source) {
  FaultList& faults = source.faults;
  const TableReader table{node, "a rung", rung_keys, faults};
  const auto at = table.text("at");
  Result<Rung> rung = at ? parse_rung_at(at->text) : Rung{};
  if (!rung) faults.add(at->place, rung.error().message);
  const bool placed = at && rung;
  Rung read = rung.value_or(Rung{});
  read.calendar = table.text_or_empty("calendar");
  read.tell = plain(table.texts("tell"));
  if (const auto level = table.text("raise")) check_raise(*level, source), read.raise = level->text;
  if (const auto calendar = table.text("tell-in")) read.tell_in = calendar->text;
  if (const auto verb = table.text("does")) read.does = verb->text;
  for (const std::string_view key : {"calendar", "tell-in"})
    if (const auto calendar = table.text(key)) check_known("calendar", *calendar, source.names.calendars, faults);
  if (const auto verb = table.text("does")) check_system_verb(*verb, workflows_of_ladder(ladder, source.names), faults);
  if (placed) check_counting(read, *at, ladder, source);
  if (!table.holds("raise") && !table.holds("does") &&
      (!table.holds("tell") || (table.find("tell") && read.tell.empty())))
    faults.add(table.place(), R"(this rung does nothing: write raise = "red", tell = ["handler"] or does = "a verb")");
  if (read.tell_in && !table.holds("tell"))
    faults.add(table.place(), R"(this rung has 'tell-in' and tells nobody: write tell = ["handler"])");
  return placed ? std::optional{read} : std::nullopt;
}

// Shares and amounts before due cannot be told apart without a ticket, nor can amounts counted differently.
bool comes_after(const Rung& later, const Rung& earlier) {
  const auto part = [](const Rung& rung) {
    return rung.at == Rung::At::due ? 1 : rung.at == Rung::At::after_due ? 2 : 0;
  };
  if (part(later) != part(earlier)) return part(later) > part(earlier);
  if (later.at != earlier.at || later.at == Rung::At::due) return true;
  if (later.at == Rung::At::share) return later.percent >= earlier.percent;
  if (later.amount.counting != earlier.amount.counting || later.calendar != earlier.calendar) return true;
  return later.at == Rung::At::after_due ? later.amount.amount >= earlier.amount.amount
                                         : later.amount.amount <= earlier.amount.amount;
}

void check_order(const std::vector<std::pair<TomlPlace, Rung>>& rungs, FaultList& faults) {
  for (std::size_t i = 1; i < rungs.size(); ++i)
    for (std::size_t j = 0; j < i; ++j)
      if (!comes_after(rungs[i].second, rungs[j].second)) {
        faults.add(rungs[i].first, fmt::format("the rung at {} comes before the one at {}: list them in order of time",
                                               quoted(rungs[i].second.text), quoted(rungs[j].second.text)));
        return;
      }
}

}  // namespace

std::vector<Ladder> read_ladders(RulesSource& source) {
  std::vector<Ladder> ladders;
  for_each_named(source.root, "ladder", source.faults, [&](const TomlNode& node) {
    const TableReader table{node, fmt::format("[ladder.{}]", shortened(node.key)), ladder_keys, source.faults};
    const TomlNode* list = table.find("rungs");
    if (!list) return;
    std::vector<std::pair<TomlPlace, Rung>> rungs;
    for (const TomlNode& item : list->children)
      if (auto rung = read_rung(item, node.key, source)) rungs.emplace_back(item.place, std::move(*rung));
    if (list->children.empty())
      source.faults.add(list->place, fmt::format("this ladder has no rungs: write {}", rung_example));
    check_order(rungs, source.faults);
    Ladder& ladder = ladders.emplace_back(Ladder{node.key, {}, read_missed(table, source.faults)});
    for (auto& [place, rung] : rungs) ladder.rungs.push_back(std::move(rung));
  });
  return ladders;
}

}  // namespace hotline
