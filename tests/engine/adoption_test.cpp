// A calendar changes under open promises: what moves, what is written, and who is told that he was never late.
#include "hotline/engine/adoption.hpp"

#include <functional>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include <doctest/doctest.h>
#include <fmt/format.h>

#include "hotline/core/due.hpp"
#include "hotline/engine/engine.hpp"
#include "hotline/store/memory_store.hpp"
#include "support/calendars.hpp"
#include "support/rules_files.hpp"

namespace hotline::test {
namespace {

Rules read(const std::string& text, std::optional<Date> as_of = std::nullopt) {
  Reading reading = read_rules(text, "desk.toml", as_of);
  for (const Finding& fault : reading.faults) FAIL(to_text(fault));
  return std::move(*reading.rules);
}

std::string changed(std::string text, const std::string& from, const std::string& to) {
  const std::size_t at = text.find(from);
  REQUIRE(at != std::string::npos);
  return text.replace(at, from.size(), to);
}

// The desk's rules in another version, with one day of its calendar said otherwise.
Rules with_day(const std::string& date, const std::string& hours) {
  const std::string version = changed(desk_rules().text, "\"desk-1\"", "\"desk-2\"");
  return read(changed(version, "\n[attribute]",
                      fmt::format("\n[[calendar.office.day]]\ndate  = {}\nhours = {}\n"
                                  "name  = \"by decree\"\n\n[attribute]",
                                  date, hours)));
}

struct Office {
  std::unique_ptr<Store> store = open_memory_store();
  Rules rules;
  std::optional<Engine> engine;
  int told = 0;

  explicit Office(Rules with) : rules(std::move(with)) { engine = Engine::open(*store, rules).value(); }

  void tell(const std::string& when, const std::string& id, const std::string& verb, const std::string& by,
            Fields set = {}) {
    Command command{.id = {std::to_string(++told)}, .case_id = {id}, .verb = verb, .by = by, .at = at(when)};
    command.kind = verb == "open" ? "order" : "";
    command.set = std::move(set);
    const Answer answer = engine->submit(command, command.at).value();
    CAPTURE(answer.why.message);
    REQUIRE(answer.kind == Answer::Kind::applied);
  }
  Adoption adopt(const Rules& next, const std::string& when, PastBreaches past = PastBreaches::stand) {
    engine.reset();
    const Adoption adoption = adopt_rules(*store, rules, next, at(when), past).value();
    rules = next;
    engine = Engine::open(*store, rules).value();
    return adoption;
  }
  const Clock clock(const std::string& id, const std::string& target) {
    return *engine->load({id})->ticket(1)->last_clock(target);
  }
  std::string due(const std::string& id, const std::string& target) {
    const Case matter = engine->load({id}).value();
    return show(due_of(matter, *matter.ticket(1), *matter.ticket(1)->last_clock(target), engine->in_force()).value());
  }
  std::size_t entries() const { return store->read(0, 1'000'000)->size(); }
};

std::vector<std::string> lines_of(const Adoption& adoption) {
  std::vector<std::string> lines;
  for (const MovedClock& one : adoption.moved) {
    const std::string_view how = one.how == MovedClock::How::moved      ? "moved"
                                 : one.how == MovedClock::How::now_late ? "now late"
                                                                        : "relieved";
    lines.push_back(
        fmt::format("{} {} {} -> {} {}", one.case_id.text, one.target, show(one.before), show(one.after), how));
  }
  return lines;
}

}  // namespace

TEST_CASE("Spring Festival 2020 is prolonged: deadlines move and no row is written") {
  const std::string& text = desk_rules().text;
  Office office(read(text, date("2020-01-20")));
  office.tell("2020-01-21 10:00", "A", "open", "agent");
  office.tell("2020-01-21 10:00", "A", "dispatch", "dispatcher");
  office.tell("2020-01-21 10:05", "A", "sign", "unit");
  CHECK(office.due("A", "simple") == "2020-02-03 17:30");

  const Rules next = read(text, date("2020-01-27"));
  const Adoption preview =
      preview_adoption(*office.store, office.rules, next, at("2020-01-27 09:00"), PastBreaches::stand).value();
  CHECK(preview.changes == std::vector<CalendarChange>{{"office", at("2020-01-31 00:00")}});
  CHECK(preview.written_to == 0);
  CHECK(lines_of(preview) == std::vector<std::string>{"A simple 2020-02-03 17:30 -> 2020-02-05 17:30 moved"});

  // What fell due before the decree did so under the old calendar.
  REQUIRE(office.engine->advance(at("2020-01-27 09:00")));
  const std::size_t before = office.entries();
  const Adoption adoption = office.adopt(next, "2020-01-27 09:00");
  CHECK(adoption.looked_at == 0);
  CHECK(office.entries() == before);
  CHECK(office.due("A", "simple") == "2020-02-05 17:30");
  REQUIRE(office.engine->advance(at("2020-02-05 17:30")));
  CHECK_FALSE(office.clock("A", "simple").breached);
  REQUIRE(office.engine->advance(at("2020-02-05 17:30") + std::chrono::seconds{1}));
  CHECK(office.clock("A", "simple").breached_at == at("2020-02-05 17:30"));
}

TEST_CASE("an emergency closure is announced on its own day") {
  Office office(desk_rules());
  office.tell("2023-03-06 10:00", "A", "open", "agent");
  office.tell("2023-03-06 10:00", "A", "dispatch", "dispatcher");
  office.tell("2023-03-06 10:05", "A", "sign", "unit");
  office.tell("2023-03-07 09:00", "B", "open", "agent", {{"urgency", "sub-urgent"}});
  office.tell("2023-03-01 09:00", "C", "open", "agent", {{"urgency", "sub-urgent"}});
  office.tell("2023-03-01 09:00", "C", "refuse", "dispatcher");
  CHECK(office.due("B", "close-24h") == "2023-03-08 09:00");

  const Adoption adoption = office.adopt(with_day("2023-03-07", "[]"), "2023-03-07 11:00");
  CHECK(office.due("A", "contact") == "2023-03-08 17:30");
  CHECK(office.due("B", "close-24h") == "2023-03-09 00:00");  // as one that came in on a day off
  CHECK(adoption.looked_at == 3);
  CHECK(adoption.written_to == 1);  // A's key stood before the closed day and says the same
}

TEST_CASE("a breach that would not have been stands or is corrected as decided") {
  for (const PastBreaches past : {PastBreaches::stand, PastBreaches::correct}) {
    Office office(desk_rules());
    office.tell("2023-03-06 10:00", "A", "open", "agent");
    office.tell("2023-03-06 10:00", "A", "dispatch", "dispatcher");
    office.tell("2023-03-06 10:05", "A", "sign", "unit");
    REQUIRE(office.engine->advance(at("2023-03-08 09:00")));
    REQUIRE(office.clock("A", "contact").breached);

    const Rules next = with_day("2023-03-07", "[]");
    const Adoption preview = preview_adoption(*office.store, office.rules, next, at("2023-03-08 09:00"), past).value();
    CHECK(lines_of(preview).front() == "A contact 2023-03-07 17:30 -> 2023-03-08 17:30 relieved");
    CHECK(office.adopt(next, "2023-03-08 09:00", past).written_to == (past == PastBreaches::correct ? 1 : 0));
    CHECK(office.clock("A", "contact").breached == (past == PastBreaches::stand));
    CHECK(office.clock("A", "contact").cycle == (past == PastBreaches::stand ? 1 : 2));
    office.tell("2023-03-08 10:00", "A", "contact", "unit");
    CHECK(office.clock("A", "contact").status == Clock::Status::met);
    CHECK(office.clock("A", "contact").breached == (past == PastBreaches::stand));
  }
}

TEST_CASE("a due that a change puts before itself is due at the change") {
  Office office(desk_rules());
  office.tell("2023-03-03 10:00", "A", "open", "agent");
  office.tell("2023-03-03 10:00", "A", "dispatch", "dispatcher");
  CHECK(office.due("A", "contact") == "2023-03-06 17:30");
  // On Monday morning it is said that Saturday was worked.
  const Rules next = with_day("2023-03-04", "\"fri\"");
  const Adoption preview =
      preview_adoption(*office.store, office.rules, next, at("2023-03-06 08:00"), PastBreaches::stand).value();
  CHECK(lines_of(preview).front() == "A contact 2023-03-06 17:30 -> 2023-03-06 08:00 now late");
  office.adopt(next, "2023-03-06 08:00");
  REQUIRE(office.engine->advance(at("2023-03-06 08:01")));
  CHECK(office.clock("A", "contact").breached_at == at("2023-03-06 08:00"));
}

TEST_CASE("a zone that tells another time counts every open clock anew") {
  Office office(desk_rules());
  office.tell("2023-03-06 10:00", "A", "open", "agent", {{"complexity", "complex"}});
  office.tell("2023-03-06 10:00", "A", "dispatch", "dispatcher");
  office.tell("2023-03-06 10:05", "A", "sign", "unit");
  office.tell("2023-03-06 10:10", "A", "contact", "unit");
  office.tell("2023-03-07 10:00", "A", "park", "unit");
  office.tell("2023-03-09 10:00", "A", "unpark", "unit");
  CHECK(office.due("A", "complex") == "2023-03-29 17:30");
  const std::string text = changed(desk_rules().text, "\"desk-1\"", "\"desk-2\"");
  const Adoption adoption = office.adopt(read(changed(text, "\"Asia/Shanghai\"", "\"+09:00\"")), "2023-03-10 10:00");
  CHECK(adoption.changes.front().since < at("1970-01-02 00:00"));
  CHECK(office.due("A", "complex") == "2023-03-29 16:30");
}

TEST_CASE("a start that waits for an opening waits for the one that is now to come") {
  const std::string text = changed(desk_rules().text, "limit    = \"24 hours on working days\"",
                                   "limit    = \"24 hours on working days\"\nstart    = \"next-opening\"");
  Office office(read(text));
  office.tell("2023-03-03 20:00", "A", "open", "agent", {{"urgency", "sub-urgent"}});
  CHECK(office.due("A", "close-24h") == "2023-03-07 09:00");
  const std::string later =
      changed(changed(text, "\"desk-1\"", "\"desk-2\""), "\n[attribute]",
              "\n[[calendar.office.day]]\ndate  = 2023-03-06\nhours = [\"10:00-17:30\"]\n\n[attribute]");
  CHECK(office.adopt(read(later), "2023-03-04 12:00").written_to == 1);
  CHECK(office.due("A", "close-24h") == "2023-03-07 10:00");
}

TEST_CASE("an engine does not open on calendars that were not adopted") {
  Office office(desk_rules());
  office.tell("2023-03-06 10:00", "A", "open", "agent");
  office.engine.reset();
  const auto refused = Engine::open(*office.store, with_day("2023-03-07", "[]"));
  REQUIRE_FALSE(refused);
  CHECK(refused.error().fault == Fault::conflict);
  CHECK(refused.error().message ==
        "calendar 'office' counts otherwise in rules 'desk-2', and those in force in this store are 'desk-1': look at "
        "what moves and adopt the change, as hotline adopt does");
  CHECK(rules_in_force(*office.store)->version == "desk-1");
  CHECK(Engine::open(*office.store, office.rules));
}

TEST_CASE("twice adopted is once adopted") {
  Office office(desk_rules());
  office.tell("2023-03-07 09:00", "B", "open", "agent", {{"urgency", "sub-urgent"}});
  const Rules next = with_day("2023-03-07", "[]");
  office.adopt(next, "2023-03-07 11:00");
  const std::size_t entries = office.entries();
  const Adoption again =
      adopt_rules(*office.store, office.rules, next, at("2023-03-07 11:00"), PastBreaches::stand).value();
  CHECK(again.changes.empty());
  CHECK(office.entries() == entries);
}

}  // namespace hotline::test
