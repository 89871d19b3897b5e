#include "simulator/model.hpp"

#include <algorithm>

#include "hotline/core/decide.hpp"
#include "hotline/core/merge.hpp"

namespace hotline::test {
namespace {

using Fell = std::vector<Event>;

void take(Case& matter, Fell& all, const Fell& more) {
  for (const Event& event : more) evolve(matter, event);
  all.insert(all.end(), more.begin(), more.end());
}

// Of several rungs of one clock that are written down at once, which are told?
bool is_told(const RungReached& rung, const Fell& at_once, const Rules& rules) {
  std::vector<std::uint32_t> rungs;
  for (const Event& event : at_once)
    if (const auto* other = std::get_if<RungReached>(&event.what); other != nullptr && other->clock == rung.clock)
      rungs.push_back(other->rung);
  const Target* target = rules.target(rung.clock.target);
  const Ladder* ladder = target == nullptr ? nullptr : rules.ladder(target->ladder);
  if (rungs.size() < 2 || ladder == nullptr || ladder->missed == Missed::all) return true;
  return ladder->missed == Missed::highest && rung.rung == *std::max_element(rungs.begin(), rungs.end());
}

std::vector<CaseId> concerned(const Command& command, const Case& matter) {
  std::vector<CaseId> ids{command.case_id};
  if (!concerns_two_cases(command.verb)) return ids;
  const CaseId other = command.with.text.empty() ? matter.merged_into : command.with;
  if (!other.text.empty() && other != command.case_id) ids.push_back(other);
  return ids;
}

}  // namespace

Life& Model::life_of(const CaseId& id) {
  Life& life = lives_[id];
  life.matter.id = id;
  return life;
}

void Model::keep(const CaseId& id, Instant now, const Fell& events) {
  if (events.empty()) return;
  Life& life = life_of(id);
  const Rules& rules = in_force_->rules_of(life.matter);
  for (const Event& event : events) {
    evolve(life.matter, event);
    life.under.push_back(in_force_);
    std::vector<std::string> roles;
    Instant when = event.at;
    if (const auto* told = std::get_if<RolesTold>(&event.what)) roles = told->tell;
    if (const auto* rung = std::get_if<RungReached>(&event.what); rung != nullptr && is_told(*rung, events, rules)) {
      roles = rung->tell;
      when = rung->tell_at;
    }
    std::uint32_t number = 0;
    for (const std::string& role : roles) {
      const Version version = life.matter.version;
      effects_[{id, version, number}] = {Asked::State::waiting, {version, number, when, role, to_line(event)}};
      ++number;
    }
  }
  life.bytes += to_lines(events);
  life.recorded_at = now;
}

Answer Model::submit(const Told& told) {
  const Command& command = told.command;
  if (const auto before = applied_.find(command.id); before != applied_.end())
    return {Answer::Kind::repeated, before->second, {}, {}};

  const Version stands = life_of(command.case_id).matter.version;
  if (told.expected && *told.expected != stands) return {Answer::Kind::conflict, stands, {}, {}};
  const std::vector<CaseId> ids = concerned(command, life_of(command.case_id).matter);
  Instant now = told.recorded_at;
  for (const CaseId& id : ids) now = std::max(now, life_of(id).recorded_at);
  std::vector<Case> matters;
  std::vector<Fell> added(ids.size());
  for (std::size_t i = 0; i < ids.size(); ++i) {
    matters.push_back(life_of(ids[i]).matter);
    take(matters[i], added[i], advance(matters[i], now, *in_force_).value());
  }

  std::vector<Fell> own;
  Error why;
  if (concerns_two_cases(command.verb)) {
    const auto both = decide_merge(matters.front(), matters.back(), command, now, *in_force_);
    if (both) own = {both->absorbed, both->survivor};
    if (!both) why = both.error();
  } else {
    const auto decided = decide(matters.front(), command, now, *in_force_);
    if (decided) own = {*decided};
    if (!decided) why = decided.error();
  }
  const bool refused = own.empty();
  for (std::size_t i = 0; i < ids.size(); ++i) {
    if (!refused) {
      take(matters[i], added[i], own[i]);
      take(matters[i], added[i], advance(matters[i], now, *in_force_).value());
    }
    keep(ids[i], now, added[i]);
  }
  const Version version = life_of(command.case_id).matter.version;
  if (refused) {
    refused_.insert(command.id);
    return {Answer::Kind::refused, version, {}, why};
  }
  refused_.erase(command.id);
  applied_[command.id] = version;
  return {Answer::Kind::applied, version, own.front(), {}};
}

void Model::pass(Instant now) {
  for (auto& [id, life] : lives_) {
    const Instant then = std::max(now, life.recorded_at);
    keep(id, then, advance(life.matter, then, *in_force_).value());
  }
}

std::set<CaseId> Model::adopt(std::shared_ptr<const InForce> next, const std::vector<CalendarChange>& changes,
                              Instant now, PastBreaches past) {
  in_force_ = next.get();
  adopted_.push_back(std::move(next));
  std::set<CaseId> told;
  for (auto& [id, life] : lives_) {
    const Instant then = std::max(now, life.recorded_at);
    Case matter = life.matter;
    Fell all;
    take(matter, all, hotline::adopt(matter, changes, then, past, *in_force_).value());
    take(matter, all, advance(matter, then, *in_force_).value());
    if (!all.empty()) told.insert(id);
    keep(id, then, all);
  }
  return told;
}

bool Model::wants(const WaitingEffect& effect) const {
  const auto events = events_in(effect.effect.body + "\n").value();
  const auto* rung = std::get_if<RungReached>(&events.front().what);
  if (rung == nullptr) return true;
  const Clock* clock = lives_.at(effect.case_id).matter.ticket(rung->clock.ticket)->open_clock(rung->clock.target);
  return clock != nullptr && clock->cycle == rung->clock.cycle;
}

}  // namespace hotline::test
