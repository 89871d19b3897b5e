#include "simulator/world.hpp"

#include <map>
#include <stdexcept>

#include <fmt/format.h>

#include "support/rules_files.hpp"

namespace hotline::test {
namespace {

using std::chrono::days;

constexpr std::chrono::sys_days first{std::chrono::year{2023} / 1 / 3};
constexpr int span = 110;  // days of a voyage, about
constexpr std::uint64_t random_worlds = 40;

Rules sound(const std::string& text) {
  Reading reading = read_rules(text, "simulated.toml", std::nullopt);
  if (reading.rules) return std::move(*reading.rules);
  std::string why;
  for (const Finding& fault : reading.faults) why += to_text(fault) + '\n';
  throw std::runtime_error(why + text);
}

std::string day_of(int after) {
  const Date date{first + days{after}};
  return fmt::format("{:04}-{:02}-{:02}", static_cast<int>(date.year()), static_cast<unsigned>(date.month()),
                     static_cast<unsigned>(date.day()));
}

// Some days, in the calendar's own words, put at the end of its file.
std::string some_days(const std::string& calendar, Dice& dice) {
  static const std::vector<std::string> hours = {
      "[]", "[]", "[\"09:00-12:00\"]", "[\"06:00-24:00\"]", "[\"06:00-24:00\"]", "[\"10:00-18:00\"]"};
  std::string text;
  for (int left = dice.coin() ? dice.pick(1, 2) : dice.pick(4, 10); left > 0; --left) {
    const int from = dice.pick(0, span);
    const std::string which = dice.one_in(3)
                                  ? fmt::format("from = {}\nto = {}", day_of(from), day_of(from + dice.pick(1, 6)))
                                  : fmt::format("date = {}", day_of(from));
    text +=
        fmt::format("\n[[calendar.{}.day]]\n{}\nhours = {}\nname = \"decreed\"\n", calendar, which, dice.one_of(hours));
  }
  return text;
}

std::string with_version(std::string text, const std::string& version) {
  const std::size_t begin = text.find('"', text.find("version"));
  return text.replace(begin + 1, text.find('"', begin + 1) - begin - 1, version);
}

// A length in some counting that fits the calendar, with whatever options it may have.
std::string some_limit(Dice& dice) {
  const int n = dice.pick(1, 6);
  switch (dice.pick(1, 8)) {
    case 1:
      return fmt::format("limit = \"{} hours\"\n", n * 7);
    case 2:
      return fmt::format("limit = \"{} working hours\"\nstart = \"{}\"\n", n * 3,
                         dice.coin() ? "at-once" : "next-opening");
    case 3:
      return fmt::format("limit = \"{} hours on working days\"\nstart = \"{}\"\n", n * 6,
                         dice.coin() ? "next-opening" : "cut-off 15:00");
    case 4:
      return fmt::format("limit = \"{} days\"\n", n);
    case 5:
      return fmt::format("limit = \"{} days, rolled forward\"\n", n);
    case 6:
      return fmt::format("limit = \"{} working days\"\nend = \"{}\"\n", n, dice.coin() ? "midnight" : "same-time");
    case 7:
      return fmt::format("limit = \"{} working days\"\nfirst-day = \"include\"\nstart = \"{}\"\n", n,
                         dice.coin() ? "next-opening" : "cut-off 16:30");
    default:
      return fmt::format("limit = \"{} working days\"\n", n);
  }
}

std::string some_target(const std::string& name, const std::string& starts, const std::string& meets, Dice& dice) {
  std::string text = fmt::format("\n[target.{}]\n{}calendar = \"{}\"\nstarts = {{ on = \"{}\" }}\n", name,
                                 some_limit(dice), dice.one_in(3) ? "night" : "office", starts);
  text += fmt::format("meets = {{ on = \"{}\" }}\ncancels = {{ on = \"refuse\" }}\n", meets);
  if (dice.coin())
    text +=
        dice.coin() ? "pauses = { in = \"parked\" }\n" : "pauses = { in = \"parked\", at-most = \"2 working days\" }\n";
  if (dice.coin()) text += "ladder = \"steps\"\n";
  return text;
}

}  // namespace

World revised(const Rules& rules, int revisions, Dice& dice) {
  World world{InForce(rules), {}};
  for (int i = 1; i <= revisions; ++i) {
    std::string text = with_version(rules.text, fmt::format("{}.{}", rules.version, i));
    for (const auto& [name, calendar] : rules.calendars)
      if (!dice.one_in(4)) text += some_days(name, dice);
    world.revisions.push_back(sound(text));
  }
  return world;
}

std::string random_rules(Dice& dice) {
  static const std::vector<std::string> zones = {"Asia/Shanghai", "America/New_York", "Asia/Kathmandu"};
  static const std::vector<std::string> missed = {"all", "highest", "held"};
  const std::string zone = dice.one_of(zones);
  std::string text = "version = \"random\"\neffective = 2023-01-01\n";
  text +=
      fmt::format("\n[calendar.office]\nzone = \"{}\"\nhours = {{ mon-fri = [\"0{}:00-12:00\", \"13:00-17:30\"] }}\n",
                  zone, dice.pick(7, 9));
  text += fmt::format("\n[calendar.night]\nzone = \"{}\"\nhours = {{ mon-sat = [\"{}:00-06:00\"] }}\n", zone,
                      dice.pick(20, 23));
  text += R"(
[attribute]
urgency = ["ordinary", "urgent"]
[workflow.order]
initial = "received"
final = ["closed", "refused"]
transitions = [
  { on = "refuse", from = "received", to = "refused", by = "agent" },
  { on = "take",   from = "received", to = "handling", by = "unit" },
  { on = "auto-take", from = "received", to = "handling", by = "system" },
  { on = "judge",  from = "handling", to = "handling", by = "unit" },
  { on = "send",   from = "handling", to = "handling", by = "unit", opens = { kind = "leg" } },
  { on = "park",   from = "handling", to = "parked", by = "unit", tell = ["agent"] },
  { on = "unpark", from = "parked", to = "handling", by = "unit" },
  { on = "close",  from = "handling", to = "closed", by = "unit" },
]
[workflow.leg]
initial = "sent"
final = ["reported"]
transitions = [
  { on = "report", from = "sent", to = "reported", by = "unit" },
]
[workflow.escalation]
initial = "none"
levels = ["none", "yellow", "red"]
transitions = [ { on = "withdraw", from = ["yellow", "red"], to = "none", by = "supervisor" } ]
)";
  text += fmt::format(
      "\n[ladder.steps]\nmissed = \"{}\"\nrungs = [ {{ at = \"{}%\", raise = \"yellow\", tell = [\"unit\"] }},\n"
      "  {{ at = \"1 working hour before due\", calendar = \"office\", tell = [\"unit\", \"head\"] }},\n"
      "  {{ at = \"due\", raise = \"red\", tell = [\"head\"], tell-in = \"office\" }},\n"
      "  {{ at = \"{} working hours after due\", calendar = \"office\", tell = [\"mayor\"] }} ]\n",
      dice.one_of(missed), dice.pick(10, 60), dice.pick(1, 20));
  std::string names;
  for (int i = dice.pick(1, 4); i > 0; --i) {
    const std::string name = fmt::format("promise-{}", i);
    names += fmt::format("\"{}\", ", name);
    text += some_target(name, "open", "close", dice);
  }
  text += fmt::format(
      "\n[target.report]\n{}calendar = \"office\"\nstarts = {{ on = \"open\" }}\nmeets = {{ on = \"report\" }}\n"
      "within = {{ target = \"promise-1\", margin = \"{} working hours\" }}\n",
      some_limit(dice), dice.pick(1, 6));
  text += fmt::format(
      "\n[timer.auto]\nlimit = \"{} working hours\"\ncalendar = \"office\"\nstarts = {{ on = \"open\" }}\n"
      "cancels = {{ on = [\"take\", \"refuse\"] }}\ndoes = \"auto-take\"\n",
      dice.pick(2, 30));
  text += fmt::format(
      "\n[[policy]]\nname = \"urgent\"\nkind = \"order\"\nwhen = {{ urgency = \"urgent\" }}\n"
      "targets = [{}\"auto\"]\n",
      names);
  text +=
      "\n[[policy]]\nname = \"ordinary\"\nkind = \"order\"\nwhen = { urgency = \"ordinary\" }\n"
      "targets = [\"promise-1\", \"auto\"]\n"
      "\n[[policy]]\nname = \"leg\"\nkind = \"leg\"\ntargets = [\"report\"]\n";
  return text;
}

const World& desk_world() {
  static Dice dice = seeded(1);
  static const World world = revised(desk_rules(), 6, dice);
  return world;
}

const World& city_world() {
  static Dice dice = seeded(2);
  static const World world = revised(rules_in(HOTLINE_SOURCE_DIR "/examples/shanghai/rules.toml"), 2, dice);
  return world;
}

const World& random_world(std::uint64_t seed) {
  static std::map<std::uint64_t, World> worlds;
  const std::uint64_t number = seed % random_worlds;
  const auto found = worlds.find(number);
  if (found != worlds.end()) return found->second;
  Dice dice = seeded(1'000 + number);
  return worlds.emplace(number, revised(sound(random_rules(dice)), 3, dice)).first->second;
}

}  // namespace hotline::test
