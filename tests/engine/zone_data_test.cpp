// The machine's zone data is brought up to date under a store: the engine says so, and goes on once it is adopted.
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <string>

#include <doctest/doctest.h>

#include "hotline/core/due.hpp"
#include "hotline/engine/adoption.hpp"
#include "hotline/engine/engine.hpp"
#include "hotline/store/sqlite_store.hpp"
#include "support/calendars.hpp"
#include "support/end_of.hpp"
#include "support/rules_files.hpp"
#include "support/temp_folder.hpp"

namespace hotline::test {
namespace {

namespace fs = std::filesystem;

// One edition of the zone data: a city of its own with the clocks of another.
void write_edition(const fs::path& folder, const std::string& clocks_of) {
  fs::create_directories(folder / "Test");
  fs::copy_file(fs::path{"/usr/share/zoneinfo"} / clocks_of, folder / "Test" / "City");
}

Rules rules_of_the_city() {
  std::string text = desk_rules().text;
  const std::string zone = "\"Asia/Shanghai\"";
  text.replace(text.find(zone), zone.size(), "\"Test/City\"");
  Reading reading = read_rules(text, "desk.toml", std::nullopt);
  for (const Finding& fault : reading.faults) std::cerr << to_text(fault) << '\n';
  return std::move(*reading.rules);
}

std::string due_in(Engine& engine) {
  const Case matter = engine.load({"A"}).value();
  return show(due_of(matter, *matter.ticket(1), *matter.ticket(1)->open_clock("contact"), engine.in_force()).value());
}

bool compile_edition(const fs::path& folder, const std::string& from_june_2024_on) {
  fs::create_directories(folder);
  std::ofstream(folder / "source") << "Zone Test/City 8:05:43 - LMT 1901\n\t8:00 - CST 2024 Jun\n\t"
                                   << from_june_2024_on << " - CST\n";
  return std::system(("/usr/sbin/zic -d " + folder.string() + " " + (folder / "source").string()).c_str()) == 0;
}

// The case of a day in March 2023, told to a new file.
void tell_a_case(const fs::path& file) {
  const auto store = open_sqlite_store(file).value();
  Engine engine = Engine::open(*store, rules_of_the_city()).value();
  Command command{.id = {"1"}, .case_id = {"A"}, .verb = "open", .by = "agent", .at = at("2023-03-06 10:00")};
  command.kind = "order";
  static_cast<void>(engine.submit(command, command.at));
  command.id = {"2"};
  command.verb = "dispatch";
  command.by = "dispatcher";
  command.kind = "";
  static_cast<void>(engine.submit(command, command.at));
  std::cerr << due_in(engine);
}

// A zone is read once in a process, so each edition has its own; what it finds it says.
template <class Work>
std::string under(const fs::path& edition, const Work& work) {
  desk_rules();  // with Shanghai's zone, which no edition here has
  return end_of([&] {
           setenv("TZDIR", edition.c_str(), 1);
           work();
         })
      .said;
}

}  // namespace

TEST_CASE("another edition of the zone data is adopted before anything is decided by it") {
  if (!fs::exists("/usr/share/zoneinfo/Asia/Tokyo")) {
    MESSAGE("skipped: there is no zone data here");
    return;
  }
  const TempFolder folder;
  const fs::path file = folder / "a.hotline";
  write_edition(folder / "old", "Asia/Shanghai");
  write_edition(folder / "new", "Asia/Tokyo");
  const Instant now = at("2023-03-06 11:00");

  CHECK(under(folder / "old", [&] { tell_a_case(file); }) == "2023-03-07 17:30");

  const std::string updated = under(folder / "new", [&] {
    const auto store = open_sqlite_store(file).value();
    const Rules rules = rules_of_the_city();
    const auto refused = Engine::open(*store, rules);
    std::cerr << (refused ? "opened" : refused.error().message) << '\n';
    const Rules before = rules_in_force(*store).value();
    const auto preview = preview_adoption(*store, before, rules, now, PastBreaches::stand).value();
    const auto adopted = adopt_rules(*store, before, rules, now, PastBreaches::stand).value();
    std::cerr << preview.changes.size() << " change, " << adopted.looked_at << " looked at\n";
    Engine engine = Engine::open(*store, rules).value();
    std::cerr << due_in(engine) << '\n';
  });
  CHECK(updated ==
        "calendar 'office' counts otherwise in rules 'desk-1', and those in force in this store are 'desk-1': look at "
        "what moves and adopt the change, as hotline adopt does\n"
        "1 change, 1 looked at\n"
        "2023-03-07 16:30\n");

  // Going back is a change as well.
  CHECK(under(folder / "old", [&] {
          const auto store = open_sqlite_store(file).value();
          std::cerr << Engine::open(*store, rules_of_the_city()).has_value();
        }) == "0");
}

TEST_CASE("an edition that changes a later year concerns nobody told before") {
  if (!fs::exists("/usr/sbin/zic")) {
    MESSAGE("skipped: there is no zone compiler here");
    return;
  }
  const TempFolder folder;
  const fs::path file = folder / "a.hotline";
  REQUIRE(compile_edition(folder / "old", "8:00"));
  REQUIRE(compile_edition(folder / "new", "9:00"));
  CHECK(under(folder / "old", [&] { tell_a_case(file); }) == "2023-03-07 17:30");
  CHECK(under(folder / "new", [&] {
          const auto store = open_sqlite_store(file).value();
          const Rules rules = rules_of_the_city();
          if (Engine::open(*store, rules)) std::cerr << "opened\n";
          const auto adopted =
              adopt_rules(*store, rules_in_force(*store).value(), rules, at("2023-03-06 11:00"), PastBreaches::stand)
                  .value();
          std::cerr << adopted.changes.size() << " change since " << show(adopted.changes.front().since) << ", "
                    << adopted.looked_at << " looked at, due ";
          Engine engine = Engine::open(*store, rules).value();
          std::cerr << due_in(engine);
        }) == "1 change since 2023-12-31 08:00, 0 looked at, due 2023-03-07 17:30");
}

}  // namespace hotline::test
