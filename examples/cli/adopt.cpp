// hotline adopt RULES --db FILE: the calendars changed. Whose deadline moves, who is newly late, who is relieved?
#include <fmt/format.h>

#include "engine_file.hpp"
#include "hotline/calendar/iso8601.hpp"
#include "hotline/engine/adoption.hpp"
#include "hotline/rules/zone_of.hpp"
#include "json.hpp"
#include "kept.hpp"
#include "rules_file.hpp"

namespace hotline {
namespace {

std::string_view word_of(MovedClock::How how) {
  switch (how) {
    case MovedClock::How::moved:
      return "moved";
    case MovedClock::How::now_late:
      return "now-late";
    case MovedClock::How::relieved:
      return "relieved";
  }
  return "";
}

std::string since_text(const CalendarChange& change, const Zone& zone) {
  return change.since < Instant{} ? "from its beginning" : "from " + to_text(change.since, zone);
}

std::string in_words(const Adoption& adoption, bool dry_run, const Zone& zone) {
  if (adoption.changes.empty()) return "the calendars count as they did: nothing to adopt\n";
  std::string text;
  for (const CalendarChange& change : adoption.changes)
    text += fmt::format("calendar {} changes {}\n", change.calendar, since_text(change, zone));
  for (const MovedClock& one : adoption.moved)
    text += fmt::format("{}  {}  {}  {} -> {}  {}\n", one.case_id.text, one.ticket, one.target,
                        to_text(one.before, zone), to_text(one.after, zone), word_of(one.how));
  return text + fmt::format("{} {} case{}\n", dry_run ? "would write to" : "wrote to", adoption.written_to,
                            adoption.written_to == 1 ? "" : "s");
}

std::string in_json(const Adoption& adoption, bool dry_run, const Zone& zone) {
  std::vector<Json> changes, moved;
  for (const CalendarChange& change : adoption.changes)
    changes.push_back(
        Json::object({{"calendar", change.calendar},
                      {"since", change.since < Instant{} ? Json::null() : Json(to_text(change.since, zone))}}));
  for (const MovedClock& one : adoption.moved)
    moved.push_back(Json::object({{"case", one.case_id.text},
                                  {"ticket", one.ticket},
                                  {"target", one.target},
                                  {"before", to_text(one.before, zone)},
                                  {"after", to_text(one.after, zone)},
                                  {"how", word_of(one.how)}}));
  return Json::object({{"dry-run", dry_run},
                       {"changes", Json::list(changes)},
                       {"moved", Json::list(moved)},
                       {"looked-at", adoption.looked_at},
                       {"written-to", adoption.written_to}})
      .line();
}

Result<PastBreaches> past_of(const AdoptArgs& args) {
  if (args.past == "stand") return PastBreaches::stand;
  if (args.past == "correct") return PastBreaches::correct;
  return fail(Fault::bad_input, fmt::format("--past: '{}' is unknown: write stand or correct", args.past));
}

}  // namespace

int run_adopt(const AdoptArgs& args, World& world) {
  const auto next = load_rules(args.rules, world, args.as_of);
  if (!next) return no_answer;
  const Zone zone = zone_of(*next);
  const auto now = now_of(args, zone, world);
  if (!now) return world.fail(now.error());
  const auto past = past_of(args);
  if (!past) return world.fail(past.error());
  const auto store = open_kept(args.db);
  if (!store) return world.fail(store.error());
  const auto before = rules_in_force(**store, neighbours_of(args.rules));
  if (!before) return world.fail(before.error());
  const auto adoption = args.dry_run ? preview_adoption(**store, *before, *next, *now, *past)
                                     : adopt_rules(**store, *before, *next, *now, *past);
  if (!adoption) return world.fail(adoption.error());
  world.out << (args.json ? in_json(*adoption, args.dry_run, zone) : in_words(*adoption, args.dry_run, zone));
  return answered;
}

}  // namespace hotline
