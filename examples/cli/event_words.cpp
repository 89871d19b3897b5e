#include "event_words.hpp"

#include <fmt/format.h>

#include "hotline/calendar/iso8601.hpp"

namespace hotline {
namespace {

std::string by(const std::string& role) { return role.empty() ? "" : " by " + role; }

std::string under(TicketNumber above) { return above == 0 ? "" : fmt::format(" under ticket {}", above); }

struct Words {
  const Zone& zone;

  std::string operator()(const TicketOpened& event) const {
    return fmt::format("ticket {} opened{} as {}, {}{}", event.ticket, under(event.under), event.kind, event.state,
                       by(event.by));
  }
  std::string operator()(const AttributeSet& event) const {
    return fmt::format("ticket {}: {} = {}", event.ticket, event.name, event.value);
  }
  std::string operator()(const LabelSet& event) const {
    return fmt::format("ticket {}: {} = {}", event.ticket, event.name, event.value);
  }
  std::string operator()(const PolicyChosen& event) const {
    return fmt::format("ticket {}: policy '{}'", event.ticket, event.policy);
  }
  std::string operator()(const StateChanged& event) const {
    return fmt::format("ticket {}: {}, {} -> {}{}", event.ticket, event.verb, event.from, event.to, by(event.by));
  }
  std::string operator()(const ClockStarted& event) const { return clock(event.clock, "started"); }
  std::string operator()(const ClockPaused& event) const { return clock(event.clock, "paused"); }
  std::string operator()(const ClockResumed& event) const { return clock(event.clock, "resumed"); }
  std::string operator()(const ClockExtended& event) const { return clock(event.clock, "extended"); }
  std::string operator()(const ClockRekeyed& event) const { return clock(event.clock, "counted anew"); }
  std::string operator()(const ClockMet& event) const { return clock(event.clock, "met"); }
  std::string operator()(const ClockCancelled& event) const { return clock(event.clock, "cancelled"); }
  std::string operator()(const ClockSuperseded& event) const { return clock(event.clock, "superseded"); }
  std::string operator()(const ClockBreached& event) const { return clock(event.clock, "breached"); }
  std::string operator()(const ClockCorrected& event) const {
    return clock(event.clock, fmt::format("corrected: the breach of version {} no longer stands", event.breach));
  }
  std::string operator()(const TimerRan& event) const {
    return clock(event.clock, fmt::format("ran out: {}{}", event.verb, event.done ? "" : ", not possible then"));
  }
  std::string operator()(const RungReached& event) const {
    return clock(event.clock, fmt::format("rung {} reached{}", event.text, told(event)));
  }
  std::string operator()(const RolesTold& event) const {
    return fmt::format("ticket {}: {}: tell {}", event.ticket, event.verb, fmt::join(event.tell, ", "));
  }
  std::string operator()(const CalendarAdopted& event) const {
    return fmt::format("calendar {} adopted, revision {}; breaches that would not have been {}", event.calendar,
                       event.revision, event.past == "correct" ? "are corrected" : "stand");
  }
  std::string operator()(const CaseRebound& event) const {
    return fmt::format("bound to rules {} instead of {}{}", event.to, event.from, by(event.by));
  }
  std::string operator()(const CaseMerged& event) const {
    return fmt::format("merged into case {}{}", event.into.text, by(event.by));
  }
  std::string operator()(const CaseAbsorbed& event) const {
    return fmt::format("case {} merged into this one{}", event.absorbed.text, by(event.by));
  }
  std::string operator()(const CaseUnmerged& event) const {
    return fmt::format("stands alone again, no longer merged into case {}{}", event.from.text, by(event.by));
  }
  std::string operator()(const CaseReleased& event) const {
    return fmt::format("case {} stands alone again{}", event.released.text, by(event.by));
  }

 private:
  std::string clock(const ClockRef& ref, std::string_view what) const {
    const std::string cycle = ref.cycle == 1 ? "" : fmt::format(" (cycle {})", ref.cycle);
    return fmt::format("ticket {}: {}{} {}", ref.ticket, ref.target, cycle, what);
  }

  std::string told(const RungReached& event) const {
    if (event.tell.empty()) return "";
    return fmt::format(": tell {} at {}", fmt::join(event.tell, ", "), to_text(event.tell_at, zone));
  }
};

}  // namespace

std::string event_words(const Event& event, const Zone& zone) { return std::visit(Words{zone}, event.what); }

}  // namespace hotline
