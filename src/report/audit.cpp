#include "hotline/report/audit.hpp"

#include <algorithm>
#include <tuple>

#include "base/names.hpp"
#include "hotline/rules/zone_of.hpp"
#include "report/due_causes.hpp"
#include "report/placed_promises.hpp"

namespace hotline {
namespace {

using Due = AuditedPromise::Due;
using Said = AuditedPromise::Said;

struct Spoken {  // of one promise, by the other system: the last of each
  std::uint32_t audit = 0;
  TicketNumber ticket = 1;
  std::optional<Instant> due;
  std::optional<bool> on_time;
  Place place;
};

using SpokenOf = std::map<std::string, std::vector<Spoken>>;

SpokenOf gather(const std::vector<StatedDue>& stated) {
  SpokenOf spoken;
  for (const StatedDue& one : stated) {
    std::vector<Spoken>& of = spoken[one.case_id.text];
    auto found = std::find_if(of.begin(), of.end(), [&](const Spoken& other) {
      return other.audit == one.audit && other.ticket == one.ticket;
    });
    if (found == of.end()) found = of.insert(of.end(), {one.audit, one.ticket, {}, {}, one.place});
    if (one.due) found->due = one.due;
    if (one.on_time) found->on_time = one.on_time;
    found->place = one.place;
  }
  return spoken;
}

// Its verdict against its own date: done, or still open at the end, after it.
bool contradicts_itself(const AuditedPromise& promise, Instant until) {
  if (!promise.ours || !promise.due || !promise.on_time) return false;
  const Instant end = promise.ours->ended_at.value_or(until);
  return (end <= *promise.due) != *promise.on_time;
}

Due compare_due(const AuditedPromise& promise, std::chrono::seconds tolerance) {
  if (!promise.due) return Due::not_stated;
  if (!promise.ours) return Due::not_promised;
  const bool agree = promise.ours->due && std::chrono::abs(*promise.ours->due - *promise.due) <= tolerance;
  return agree ? Due::agrees : Due::differs;
}

Said compare_verdict(const AuditedPromise& promise, const AuditMap& audit) {
  if (!promise.on_time) return Said::not_stated;
  if (!promise.due && !audit.due.empty()) return Said::without_due;
  if (!promise.ours) return Said::not_promised;
  if (promise.ours->breached != *promise.on_time) return Said::agrees;
  return *promise.on_time ? Said::late_for_us : Said::late_for_them;
}

std::size_t reach_of(std::chrono::seconds distance) {
  using namespace std::chrono;
  return distance <= hours{1} ? 0 : distance <= days{1} ? 1 : distance <= weeks{1} ? 2 : 3;
}

bool is_in_order(const AuditedPromise& promise) {
  return promise.compared != Due::differs && !promise.contradicts_itself && promise.said != Said::late_for_them &&
         promise.said != Said::late_for_us;
}

bool comes_first(const AuditedPromise& one, const AuditedPromise& other) {
  const auto place = [](const AuditedPromise& promise) {
    const int cause = promise.causes.empty() ? -1 : static_cast<int>(promise.causes.front());
    return std::tuple(cause, std::string_view(promise.target), std::string_view(promise.id.text), promise.ticket,
                      promise.place);
  };
  return place(one) < place(other);
}

}  // namespace

struct AuditState {
  InForce in_force;
  DueCauses causes;
  std::vector<AuditMap> audits;
  SpokenOf spoken;  // taken out as the cases come
  AuditAnswer answer;

  AuditState(const Rules& rules, const std::vector<AuditMap>& maps, const std::vector<StatedDue>& stated, Instant until)
      : in_force(rules), causes(in_force.current()), audits(maps), spoken(gather(stated)) {
    answer.rules = rules.version;
    answer.zone = zone_of(rules);
    answer.until = until;
    for (const auto& [id, of] : spoken) answer.stated += static_cast<std::int64_t>(of.size());
  }

  static const PlacedPromise* find(const std::vector<PlacedPromise>& promises, const Spoken& spoken,
                                   const AuditMap& audit) {
    const auto found = std::find_if(promises.begin(), promises.end(), [&](const PlacedPromise& promise) {
      return promise.ticket->number == spoken.ticket &&
             (audit.targets.empty() || has(audit.targets, promise.clock->target));
    });
    return found == promises.end() ? nullptr : &*found;
  }

  void tell(const CaseId& id, const Spoken& of, const PlacedPromise* ours) {
    const std::chrono::seconds tolerance = audits[of.audit].tolerance;
    AuditedPromise promise;
    promise.id = id;
    promise.ticket = of.ticket;
    promise.due = of.due;
    promise.on_time = of.on_time;
    promise.place = of.place;
    if (ours != nullptr) {
      promise.target = ours->clock->target;
      promise.ours = ours->verdict;
    }
    promise.compared = compare_due(promise, tolerance);
    promise.said = compare_verdict(promise, audits[of.audit]);
    promise.contradicts_itself = contradicts_itself(promise, answer.until);
    if (promise.compared == Due::differs) {
      promise.causes = causes.of(*ours->clock, promise.ours->due, *promise.due, tolerance);
      measure(promise, tolerance);
    }
    count(promise);
    if (!is_in_order(promise)) answer.findings.push_back(std::move(promise));
  }

  void measure(const AuditedPromise& promise, std::chrono::seconds tolerance) {
    if (!promise.ours->due) return;
    const auto distance = *promise.due - *promise.ours->due;
    DistanceCount& into = answer.apart[reach_of(std::chrono::abs(distance))];
    (distance.count() < 0 ? into.before : into.after) += 1;
    const auto local = answer.zone.to_local(*promise.due) - answer.zone.to_local(*promise.ours->due);
    const auto rest = std::chrono::abs(local) % std::chrono::days{1};
    if (std::chrono::abs(local) + tolerance >= std::chrono::days{1} &&
        (rest <= tolerance || std::chrono::days{1} - rest <= tolerance))
      into.same_time += 1;
  }

  void count(const AuditedPromise& promise) {
    answer.due[promise.compared] += 1;
    answer.said[promise.said] += 1;
    answer.contradicts_itself += promise.contradicts_itself ? 1 : 0;
    if (promise.causes.empty()) return;
    CauseCount& cause = answer.causes[promise.causes.front()];
    cause.likely += 1;
    cause.alone += promise.causes.size() == 1 ? 1 : 0;
  }
};

Audit::Audit(const Rules& rules, const std::vector<AuditMap>& audits, const std::vector<StatedDue>& stated,
             Instant until)
    : state_(std::make_unique<AuditState>(rules, audits, stated, until)) {}
Audit::Audit(Audit&&) noexcept = default;
Audit& Audit::operator=(Audit&&) noexcept = default;
Audit::~Audit() = default;

void Audit::add(const Case& matter) {
  const auto spoken = state_->spoken.extract(matter.id.text);
  if (!spoken) return;
  judge_as_current(state_->in_force, matter);
  const std::vector<PlacedPromise> promises = placed_promises(matter, state_->in_force);
  for (const Spoken& of : spoken.mapped())
    state_->tell(matter.id, of, AuditState::find(promises, of, state_->audits[of.audit]));
}

AuditAnswer Audit::answer() && {
  AuditAnswer& answer = state_->answer;
  for (const auto& [id, of] : state_->spoken) {
    answer.unknown_cases += static_cast<std::int64_t>(of.size());
    for (const Spoken& one : of) state_->tell(CaseId{id}, one, nullptr);
  }
  std::sort(answer.findings.begin(), answer.findings.end(), comes_first);
  return std::move(answer);
}

std::string_view to_text(DueCause cause) {
  static constexpr std::string_view names[] = {"holiday",    "make-up day",  "off-hours start", "first day",
                                               "end of day", "clock change", "pause",           "other"};
  return names[static_cast<int>(cause)];
}

}  // namespace hotline
