// hotline new, hotline do, hotline advance: what happened, told to a ticket file.
#include <fmt/format.h>

#include "engine_file.hpp"
#include "event_words.hpp"
#include "hotline/calendar/iso8601.hpp"
#include "hotline/core/decide.hpp"
#include "hotline/core/merge.hpp"
#include "hotline/rules/zone_of.hpp"
#include "json.hpp"
#include "rules_file.hpp"

namespace hotline {
namespace {

Result<Command> command_of(const TellArgs& args, const Zone& zone, Instant now) {
  Command command{.case_id = {args.case_id}, .ticket = args.ticket, .verb = args.verb, .by = args.by, .at = now};
  command.kind = args.kind;
  command.with.text = args.with.value_or("");
  const auto fields = fields_of("--set", args.set);
  if (!fields) return tl::make_unexpected(fields.error());
  command.set = *fields;
  if (args.at) {
    const auto at = read_instant("--at", *args.at, zone);
    if (!at) return tl::make_unexpected(at.error());
    command.at = *at;
  }
  if (args.due) {
    const auto due = read_instant("--due", *args.due, zone);
    if (!due) return tl::make_unexpected(due.error());
    command.due = *due;
  }
  // The same words about the same moment are the same command, unless it is named.
  command.id.text = args.id.value_or(
      fmt::format("{}/{}/{}/{}", args.case_id, args.ticket, args.verb, command.at.time_since_epoch().count()));
  return command;
}

std::string in_words(const Answer& answer, bool dry_run, const Zone& zone) {
  const bool repeated = answer.kind == Answer::Kind::repeated;
  std::string text = fmt::format("{}  version {}\n",
                                 repeated  ? "told before"
                                 : dry_run ? "would be done"
                                           : "done",
                                 answer.version);
  for (const Event& event : answer.events)
    text += fmt::format("  {}  {}\n", to_text(event.at, zone), event_words(event, zone));
  return text;
}

std::string in_json(const Answer& answer, const Zone& zone) {
  std::vector<Json> events;
  for (const Event& event : answer.events)
    events.push_back(Json::object(
        {{"at", to_text(event.at, zone)}, {"event", name_of(event)}, {"words", event_words(event, zone)}}));
  return Json::object({{"answer", answer.kind == Answer::Kind::repeated ? "repeated" : "applied"},
                       {"version", answer.version},
                       {"events", Json::list(events)}})
      .line();
}

// What would follow, decided on the cases as they are.
Result<Answer> rehearse(const Command& command, Instant now, Engine& engine) {
  const auto as_of_now = [&](const CaseId& id) {
    return engine.load(id).and_then([&](Case matter) {
      return advance(matter, now, engine.in_force()).map([&](const std::vector<Event>& fell) {
        for (const Event& event : fell) evolve(matter, event);
        return matter;
      });
    });
  };
  const auto matter = as_of_now(command.case_id);
  if (!matter) return tl::make_unexpected(matter.error());
  auto events = [&]() -> Result<std::vector<Event>> {
    if (!concerns_two_cases(command.verb)) return decide(*matter, command, now, engine.in_force());
    const auto other = as_of_now(command.with.text.empty() ? matter->merged_into : command.with);
    if (!other) return tl::make_unexpected(other.error());
    return decide_merge(*matter, *other, command, now, engine.in_force()).map([](BothCases both) {
      return std::move(both.absorbed);
    });
  }();
  if (!events) return tl::make_unexpected(events.error());
  return Answer{Answer::Kind::applied, matter->version + events->size(), std::move(*events), {}};
}

}  // namespace

int run_tell(const TellArgs& args, World& world) {
  const auto rules = load_rules(args.rules, world);
  if (!rules) return no_answer;
  const Zone zone = zone_of(*rules);
  const auto now = now_of(args, zone, world);
  if (!now) return world.fail(now.error());
  const auto command = command_of(args, zone, *now);
  if (!command) return world.fail(command.error());
  auto file = open_engine(args, *rules, args.verb == open_verb);
  if (!file) return world.fail(file.error());
  const Instant then = std::max(*now, command->at);
  const auto answer = args.dry_run ? rehearse(*command, then, file->engine) : file->engine.submit(*command, then);
  if (!answer) return world.fail(answer.error());
  if (answer->kind == Answer::Kind::refused) return world.fail(answer->why);
  world.out << (args.json ? in_json(*answer, zone) : in_words(*answer, args.dry_run, zone));
  return answered;
}

int run_new(const NewArgs& args, World& world) {
  TellArgs told = args;
  told.verb = open_verb;
  return run_tell(told, world);
}

int run_advance(const TicketFileArgs& args, World& world) {
  const auto rules = load_rules(args.rules, world);
  if (!rules) return no_answer;
  const Zone zone = zone_of(*rules);
  const auto now = now_of(args, zone, world);
  if (!now) return world.fail(now.error());
  auto file = open_engine(args, *rules);
  if (!file) return world.fail(file.error());
  if (const auto passed = file->engine.advance(*now); !passed) return world.fail(passed.error());
  const auto wake = file->engine.next_wake();
  if (!wake) return world.fail(wake.error());
  const std::string next = *wake ? to_text(**wake, zone) : "";
  world.out << (args.json
                    ? Json::object({{"now", to_text(*now, zone)}, {"next", *wake ? Json(next) : Json::null()}}).line()
                    : fmt::format("{}\n", *wake ? "next at " + next : "nothing is waiting"));
  return answered;
}

}  // namespace hotline
