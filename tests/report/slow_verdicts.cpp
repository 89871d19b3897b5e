#include "report/slow_verdicts.hpp"

#include <algorithm>
#include <utility>

namespace hotline::test {
namespace {

struct SlowCycle {
  ClockRef ref;
  LineRef line;
  Key key = 0;
  Instant anchor{};
  bool breached = false;
  bool stands = false;
  bool counts = true;  // neither superseded nor corrected
  Instant breached_at{};
  std::string end = "open";
  std::optional<Instant> ended_at;
};

struct Telling {
  std::map<TicketNumber, std::string>& kinds;
  std::vector<SlowCycle>& cycles;
  Instant at;

  SlowCycle& cycle(const ClockRef& ref) const {
    return *std::find_if(cycles.begin(), cycles.end(), [&](const SlowCycle& one) { return one.ref == ref; });
  }
  bool is_promise(const ClockRef& ref) const {
    return std::any_of(cycles.begin(), cycles.end(), [&](const SlowCycle& one) { return one.ref == ref; });
  }

  void operator()(const TicketOpened& what) const { kinds[what.ticket] = what.kind; }
  void operator()(const ClockStarted& what) const {
    if (!what.promise) return;
    const Instant anchor = what.pauses.empty() ? what.since : what.pauses.back().to;
    cycles.push_back({what.clock, what.line, what.key, anchor, false, false, true, {}, "open", {}});
  }
  void operator()(const ClockPaused& what) const {
    change(what.clock, [&](SlowCycle& one) { one.stands = true; });
  }
  void operator()(const ClockResumed& what) const {
    change(what.clock, [&](SlowCycle& one) {
      one.stands = false;
      one.key = what.key;
      one.anchor = at;
    });
  }
  void operator()(const ClockExtended& what) const {
    change(what.clock, [&](SlowCycle& one) { one.key = what.key; });
  }
  void operator()(const ClockRekeyed& what) const {
    change(what.clock, [&](SlowCycle& one) { one.key = what.key; });
  }
  void operator()(const ClockBreached& what) const {
    change(what.clock, [&](SlowCycle& one) {
      one.breached = true;
      one.breached_at = at;
    });
  }
  void operator()(const ClockMet& what) const { finish(what.clock, "met"); }
  void operator()(const ClockCancelled& what) const { finish(what.clock, "cancelled"); }
  void operator()(const ClockSuperseded& what) const {
    change(what.clock, [](SlowCycle& one) { one.counts = false; });
  }
  void operator()(const ClockCorrected& what) const {
    change(what.clock, [](SlowCycle& one) { one.counts = false; });
  }
  template <class Other>
  void operator()(const Other&) const {}

  template <class How>
  void change(const ClockRef& ref, const How& how) const {
    if (is_promise(ref)) how(cycle(ref));
  }
  void finish(const ClockRef& ref, const char* end) const {
    change(ref, [&](SlowCycle& one) {
      one.end = end;
      one.ended_at = at;
    });
  }
};

std::optional<Instant> due_of_cycle(const SlowCycle& one, const Rules& rules) {
  if (one.breached) return one.breached_at;
  if (one.stands && one.end == "open") return std::nullopt;
  if (one.line.calendar.empty()) return Instant{std::chrono::seconds{one.key}};
  return std::max(one.anchor, Line(one.line.kind, *rules.calendar(one.line.calendar)).when(one.key).value());
}

std::string end_of_cycle(const SlowCycle& one) {
  if (one.end == "cancelled") return one.end;
  if (one.end == "met") return one.breached ? "late" : "on time";
  return one.breached ? "overdue" : "open";
}

}  // namespace

void add_slow_ends(const std::string& case_id, const std::vector<Event>& events, const Rules& rules, SlowEnds& ends) {
  std::map<TicketNumber, std::string> kinds;
  std::vector<SlowCycle> cycles;
  for (const Event& event : events) std::visit(Telling{kinds, cycles, event.at}, event.what);
  for (const SlowCycle& one : cycles) {
    if (!one.counts) continue;
    SlowName name{case_id, kinds[one.ref.ticket], one.ref.target, 0, 1};
    for (const auto& [number, kind] : kinds)
      if (kind == name.kind && number <= one.ref.ticket) name.nth_of_kind += 1;
    while (ends.contains(name)) name.nth += 1;
    ends[name] = {end_of_cycle(one), one.breached, one.ref.ticket, due_of_cycle(one, rules), one.ended_at};
  }
}

}  // namespace hotline::test
