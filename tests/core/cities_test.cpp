// Random lives under every rules file that ships, until each of its transitions has been taken and each condition of
// each clock has acted; and every clock against a slow one that counts second by second.
#include <algorithm>
#include <map>
#include <memory>
#include <random>
#include <set>
#include <string>
#include <vector>

#include <boost/container/flat_map.hpp>
#include <doctest/doctest.h>
#include <fmt/format.h>
#include <fmt/ranges.h>

#include "base/names.hpp"
#include "core/draft.hpp"
#include "core/facts.hpp"
#include "hotline/core/decide.hpp"
#include "hotline/core/queue.hpp"
#include "hotline/rules/zone_of.hpp"
#include "support/calendars.hpp"
#include "support/rules_files.hpp"
#include "support/sanitized.hpp"
#include "support/slow_clock.hpp"

namespace hotline::test {
namespace {

using std::chrono::seconds;

struct Choice {  // something somebody could try
  TicketNumber ticket = 1;
  std::string verb;
  std::string by;
  Fields set;
  std::string name;   // of the transition, for coverage
  std::string stand;  // the same, in which policy and with which clocks open
};

std::string stand_of(const Ticket& ticket, const std::string& name) {
  std::string stand = name + "/" + ticket.policy;
  for (const Clock& clock : ticket.clocks)
    if (clock.is_open()) stand += "/" + clock.target;
  return stand;
}

std::string name_of(const Workflow& workflow, const Transition& transition, const std::string& from) {
  return fmt::format("{}: {} from {} to {}", workflow.kind, transition.on, from, transition.to_from(from));
}

class City {
 public:
  explicit City(const Rules& rules) : rules_(rules), in_force_(rules) {
    for (const Workflow& workflow : rules.workflows)
      for (const Transition& transition : workflow.transitions)
        for (const std::string& from : transition.from) taken_[name_of(workflow, transition, from)] = 0;
    for (const Target& target : rules.targets) note_conditions(target);
  }

  // One case from its opening to a dead end or the end of patience.
  void live(std::uint64_t seed, bool judged, int steps, const std::vector<std::string>& missing = {}) {
    random_.seed(seed);
    if (judged || pool_.empty() || pick(4) == 0) {
      open(missing);
    } else {
      take_up(place_to_take_up(missing));
    }
    for (int step = 0; step < steps && matter_.exists(); ++step) {
      pass();
      const std::vector<Choice> all = choices();
      if (all.empty()) break;
      const Choice& choice = rarest(all);
      ++tried_[choice.stand];
      tell({.case_id = matter_.id,
            .ticket = choice.ticket,
            .verb = choice.verb,
            .by = choice.by,
            .at = now_,
            .set = choice.set});
      remember();
    }
    now_ += std::chrono::days{pick(4) * 10};
    settle();
    rebuild();
    if (judged) judge();
  }

  std::vector<std::string> missing() const {
    std::vector<std::string> names;
    for (const auto* counts : {&taken_, &acted_})
      for (const auto& [name, count] : *counts)
        if (count == 0) names.push_back(name);
    return names;
  }
  const std::vector<std::string>& faults() const { return faults_; }
  std::size_t clocks_judged() const { return judged_; }

 private:
  // A life may go on from where another has been, so that what lies deep is reached as often as what lies near.
  struct Place {
    Case matter;
    std::string history;
    Instant now;
  };
  using Pool = boost::container::flat_map<std::string, std::shared_ptr<const Place>>;  // drawn from by number

  void open(const std::vector<std::string>& missing) {
    matter_ = {};
    matter_.id.text = "W";
    history_.clear();
    now_ = Instant{seconds{1'672'704'000 + static_cast<std::int64_t>(pick(60 * 86'400))}};
    std::vector<std::string> kinds;
    for (const Workflow& workflow : rules_.workflows)
      if (workflow.kind != escalation_kind) kinds.push_back(workflow.kind);
    const bool wanted = std::any_of(kinds.begin(), kinds.end(), [&](auto& kind) { return is_wanted(kind, missing); });
    if (wanted) std::erase_if(kinds, [&](const std::string& kind) { return !is_wanted(kind, missing); });
    Command open{.case_id = matter_.id, .verb = "open", .by = "walker", .at = now_, .kind = kinds[pick(kinds.size())]};
    open.set = first_values();
    tell(open);
  }
  void take_up(const Place& place) {
    matter_ = place.matter;
    history_ = place.history;
    now_ = place.now;
  }
  void remember() {
    if (matter_.tickets.size() >= 8) return;
    const Ticket& ticket = matter_.tickets.front();
    const std::string stand = stand_of(ticket, ticket.state);
    std::string counted = stand;
    for (const Attribute& attribute : rules_.attributes)
      if (attribute.counts) counted += "/" + Facts{rules_, matter_, ticket}.value_of(attribute.name);
    const auto place = std::make_shared<const Place>(Place{matter_, history_, now_});
    pool_[stand] = place;
    deep_pool_[counted] = place;
  }

  // Of the kinds in which something is still missing.
  bool is_wanted(const std::string& kind, const std::vector<std::string>& missing) const {
    const auto is_of = [&](const std::string& owner) {
      return std::any_of(missing.begin(), missing.end(),
                         [&](const std::string& name) { return name.starts_with(owner + ": "); });
    };
    if (is_of(kind)) return true;
    return std::any_of(rules_.policies.begin(), rules_.policies.end(), [&](const Policy& policy) {
      return policy.kind == kind && std::any_of(policy.targets.begin(), policy.targets.end(), is_of);
    });
  }
  // What guards count lies deep: half of the lives go on from a stand that tells counts apart.
  const Place& place_to_take_up(const std::vector<std::string>& missing) {
    const auto& pool = pick(2) == 0 ? pool_ : deep_pool_;
    auto place = pool.nth(pick(pool.size()));
    for (int i = 0; i < 5 && !is_wanted(place->second->matter.tickets.front().kind, missing); ++i)
      place = pool.nth(pick(pool.size()));
    return *place->second;
  }

  std::size_t pick(std::size_t below) { return below == 0 ? 0 : random_() % below; }

  void complain(std::string what) {
    if (faults_.size() < 5) faults_.push_back(std::move(what));
  }

  Fields first_values() {
    Fields values;
    for (const Attribute& attribute : rules_.attributes)
      if (attribute.is_set()) values[attribute.name] = attribute.values[pick(attribute.values.size())];
    return values;
  }

  // Minutes, hours or days go by; sometimes none.
  void pass() {
    static const std::vector<std::int64_t> lengths = {0,         1,      60,         1'800,     3'600,
                                                      6 * 3'600, 86'400, 3 * 86'400, 9 * 86'400};
    now_ += seconds{lengths[pick(lengths.size())] + static_cast<std::int64_t>(pick(3))};
    settle();
  }

  void settle() {
    if (!matter_.exists()) return;
    const auto stands = hints(matter_, in_force_).value();
    const bool hinted = std::any_of(stands.begin(), stands.end(), [&](const QueuedKey& hint) {
      return hint.key <= past(hint.queue, now_, in_force_).value();
    });
    if (hinted) keep(advance(matter_, now_, in_force_).value());
    const std::string fell = to_lines(left_to_fall());
    if (!fell.empty())
      complain((hinted ? "something is left to fall due: " : "something fell due without a hint: ") + fell);
    history_ += fell;
  }

  // In place, since nothing should: a case is long, and copying it is what costs here.
  std::vector<Event> left_to_fall() {
    Draft draft(matter_, in_force_);
    const bool passed = advance(draft, now_).has_value();
    if (!passed) complain("time cannot pass");
    return draft.take();
  }

  std::vector<Choice> choices() {
    std::vector<Choice> all;
    for (const Ticket& ticket : matter_.tickets) {
      const Workflow& workflow = *rules_.workflow(ticket.kind);
      for (const Transition& transition : workflow.transitions) {
        if (!has(transition.from, ticket.state)) continue;
        Choice choice{ticket.number,
                      transition.on,
                      transition.by.empty() ? "walker" : transition.by.front(),
                      {},
                      name_of(workflow, transition, ticket.state),
                      ""};
        choice.stand = stand_of(ticket, choice.name);
        if (choice.by == system_role) continue;
        for (const auto& [name, values] : transition.when.values)
          if (rules_.attribute(name)->is_set()) choice.set[name] = values[pick(values.size())];
        if (ticket.kind != escalation_kind && pick(3) == 0) set_something(choice);
        all.push_back(std::move(choice));
      }
    }
    return all;
  }

  void set_something(Choice& choice) {
    if (rules_.attributes.empty()) return;
    const Attribute& attribute = rules_.attributes[pick(rules_.attributes.size())];
    if (attribute.is_set()) choice.set.emplace(attribute.name, attribute.values[pick(attribute.values.size())]);
  }

  // Every other time what was never done, where there is such; else mostly what was done least so far in such a stand.
  const Choice& rarest(const std::vector<Choice>& all) {
    std::vector<const Choice*> fresh;
    for (const Choice& choice : all)
      if (taken_.at(choice.name) == 0) fresh.push_back(&choice);
    if (!fresh.empty() && pick(2) == 0) return *fresh[pick(fresh.size())];
    const Choice* best = &all[pick(all.size())];
    for (int i = 0; i < 4; ++i) {
      const Choice& other = all[pick(all.size())];
      if (weight(other) < weight(*best)) best = &other;
    }
    return *best;
  }

  int weight(const Choice& choice) const {
    const auto found = tried_.find(choice.stand);
    return found == tried_.end() ? 0 : found->second;
  }

  void tell(Command command) {
    command.due = now_ + std::chrono::hours{pick(200)};  // for limits that are given
    const auto decided = decide(matter_, command, now_, in_force_);
    if (decided) keep(*decided);
    settle();
  }

  void keep(const std::vector<Event>& events) {
    for (const Event& event : events) {
      note(event);
      evolve(matter_, event);
    }
    history_ += to_lines(events);
  }

  void rebuild() {
    Case rebuilt;
    rebuilt.id = matter_.id;
    const auto read = events_in(history_).value();
    for (const Event& event : read) evolve(rebuilt, event);
    if (!(rebuilt == matter_)) complain("rebuilt from its events, the case differs");
  }

  // Coverage. What acted on a clock is told by its event and the move it came with.

  void note_conditions(const Target& target) {
    const auto add = [&](const char* what, const Trigger& trigger) {
      for (const std::string& verb : trigger.on) acted_[fmt::format("{}: {} on {}", target.name, what, verb)] = 0;
      for (const std::string& state : trigger.in) acted_[fmt::format("{}: {} in {}", target.name, what, state)] = 0;
    };
    add("starts", target.starts);
    add("meets", target.meets);
    add("cancels", target.cancels);
    add("pauses", target.pauses);
    add("resets", target.resets);
    add("continues", target.continues);
  }

  void credit(const ClockRef& ref, const char* what, const Trigger& trigger) {
    const Ticket& ticket = *matter_.ticket(ref.ticket);
    if (ticket.moves.empty()) return;
    const Move& move = ticket.moves.back();
    if (has(trigger.on, move.verb)) ++acted_[fmt::format("{}: {} on {}", ref.target, what, move.verb)];
    if (has(trigger.in, move.to)) ++acted_[fmt::format("{}: {} in {}", ref.target, what, move.to)];
  }

  void note(const Event& event) {
    if (const auto* moved = std::get_if<StateChanged>(&event.what)) {
      const Workflow& workflow = *rules_.workflow(matter_.ticket(moved->ticket)->kind);
      for (const Transition& transition : workflow.transitions)
        if (transition.on == moved->verb && has(transition.from, moved->from) &&
            transition.to_from(moved->from) == moved->to)
          ++taken_[name_of(workflow, transition, moved->from)];
    } else if (const auto* started = std::get_if<ClockStarted>(&event.what)) {
      const Target& target = *rules_.target(started->clock.target);
      credit(started->clock, "starts", target.starts);
      credit(started->clock, "resets", target.resets);
      credit(started->clock, "continues", target.continues);
    } else if (const auto* met = std::get_if<ClockMet>(&event.what)) {
      credit(met->clock, "meets", rules_.target(met->clock.target)->meets);
    } else if (const auto* cancelled = std::get_if<ClockCancelled>(&event.what)) {
      credit(cancelled->clock, "cancels", rules_.target(cancelled->clock.target)->cancels);
    } else if (const auto* ran = std::get_if<TimerRan>(&event.what)) {
      const std::string name = fmt::format("{}: cancels on {}", ran->clock.target, ran->verb);
      if (acted_.contains(name)) ++acted_[name];
    } else if (const auto* paused = std::get_if<ClockPaused>(&event.what)) {
      credit(paused->clock, "pauses", rules_.target(paused->clock.target)->pauses);
    }
  }

  // Every clock that ran out, or did not, judged by one that knows no keys. A leg's may be due earlier, by the clock
  // above.
  void judge() {
    const auto events = events_in(history_).value();
    for (const Ticket& ticket : matter_.tickets) {
      SlowClocks slow(rules_, ticket, events, now_);
      for (const Clock& clock : ticket.clocks) {
        const auto expected = slow.run_out(clock);
        if (!expected) continue;
        ++judged_;
        const Instant told = ran_out_at(clock);
        const bool capped = rules_.target(clock.target)->within && told < *expected;
        if (told == *expected || capped) continue;
        complain(fmt::format("{} of ticket {} since {} ran out {} and not {}\n{}", clock.target, ticket.number,
                             show(clock.since), show(told), show(*expected), history_));
      }
    }
  }

  static Instant ran_out_at(const Clock& clock) {
    if (clock.breached_at) return *clock.breached_at;
    return clock.status == Clock::Status::ran && clock.ended_at ? *clock.ended_at : never;
  }

  Zone zone() const { return zone_of(rules_); }
  std::string show(Instant at) const { return at == never ? "never" : to_text(at, zone()); }

  const Rules& rules_;
  InForce in_force_;
  std::mt19937_64 random_;
  Case matter_;
  std::string history_;
  Instant now_{};
  std::map<std::string, int> taken_;
  std::map<std::string, int> acted_;
  std::map<std::string, int> tried_;
  Pool pool_;       // by stand
  Pool deep_pool_;  // by stand, and what it counts
  std::vector<std::string> faults_;
  std::size_t judged_ = 0;
};

}  // namespace

TEST_CASE("every transition is taken and every clock condition acts in every city") {
  for (const auto& file : shipped_rules()) {
    CAPTURE(file.string());
    const Rules rules = rules_in(file);
    City city(rules);
    const std::uint64_t judged = sanitized ? 2 : 25;
    const std::uint64_t least = sanitized ? 2 : 1'000;
    const std::uint64_t patience = sanitized ? 20 : 20'000;
    std::uint64_t seed = 1;
    for (; seed <= judged; ++seed) city.live(seed, true, 30);
    for (auto missing = city.missing(); seed <= least || (seed <= patience && !missing.empty());
         ++seed, missing = city.missing())
      city.live(seed, false, 20, missing);
    for (const std::string& fault : city.faults()) FAIL_CHECK(fault);
    const bool counts = std::any_of(rules.targets.begin(), rules.targets.end(),
                                    [](const Target& target) { return target.limit.counting != Counting::given; });
    if (counts && !sanitized) CHECK(city.clocks_judged() > 20);
    if (!sanitized) CHECK(fmt::format("{}", fmt::join(city.missing(), "\n")) == "");
  }
}

}  // namespace hotline::test
