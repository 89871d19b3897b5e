// hotline show RULES --db FILE CASE: where does a case stand, and how did it come there?
#include <fmt/format.h>

#include "commands.hpp"
#include "event_words.hpp"
#include "hotline/calendar/iso8601.hpp"
#include "hotline/core/due.hpp"
#include "hotline/core/in_force.hpp"
#include "hotline/report/case_page.hpp"
#include "hotline/rules/zone_of.hpp"
#include "json.hpp"
#include "kept.hpp"
#include "pages.hpp"
#include "rules_file.hpp"

namespace hotline {
namespace {

std::string_view word_of(Clock::Status status) {
  switch (status) {
    case Clock::Status::running:
      return "running";
    case Clock::Status::paused:
      return "paused";
    case Clock::Status::met:
      return "met";
    case Clock::Status::cancelled:
      return "cancelled";
    case Clock::Status::superseded:
      return "superseded";
    case Clock::Status::corrected:
      return "corrected";
    case Clock::Status::ran:
      return "ran";
  }
  return "";
}

class Page {
 public:
  Page(const KeptCase& kept, const Rules& rules) : kept_(kept), in_force_(rules), zone_(zone_of(rules)) {}

  std::string in_words() const {
    std::string text =
        fmt::format("case {}  version {}  rules {}\n", kept_.matter.id.text, kept_.matter.version, kept_.matter.rules);
    for (const Ticket& ticket : kept_.matter.tickets) text += words_of(ticket);
    text += "history\n";
    for (const Event& event : kept_.events) text += fmt::format("  {}  {}\n", at(event.at), event_words(event, zone_));
    return text;
  }

  std::string in_json() const {
    std::vector<Json> tickets;
    for (const Ticket& ticket : kept_.matter.tickets) tickets.push_back(json_of(ticket));
    std::vector<Json> history;
    for (const Event& event : kept_.events)
      history.push_back(
          Json::object({{"at", at(event.at)}, {"event", name_of(event)}, {"words", event_words(event, zone_)}}));
    return Json::object({{"case", kept_.matter.id.text},
                         {"version", kept_.matter.version},
                         {"rules", kept_.matter.rules},
                         {"tickets", Json::list(tickets)},
                         {"history", Json::list(history)}})
        .line();
  }

 private:
  // A calendar that is gone, or a paused clock, leaves none.
  std::optional<Instant> due(const Ticket& ticket, const Clock& clock) const {
    if (clock.status == Clock::Status::paused) return std::nullopt;
    const auto found = due_of(kept_.matter, ticket, clock, in_force_);
    return found ? std::optional(*found) : std::nullopt;
  }
  std::string at(Instant instant) const { return to_text(instant, zone_); }

  static std::string under(const Ticket& ticket) {
    return ticket.under == 0 ? "" : fmt::format(" under {}", ticket.under);
  }

  std::string words_of(const Ticket& ticket) const {
    std::string text = fmt::format("ticket {}{}  {}  {}{}\n", ticket.number, under(ticket), ticket.kind, ticket.state,
                                   ticket.policy.empty() ? "" : fmt::format("  policy '{}'", ticket.policy));
    for (const Fields* fields : {&ticket.attributes, &ticket.labels})
      for (const auto& [name, value] : *fields) text += fmt::format("  {}  {}\n", name, value);
    for (const Clock& clock : ticket.clocks) text += words_of(ticket, clock);
    return text;
  }

  std::string words_of(const Ticket& ticket, const Clock& clock) const {
    std::string text = fmt::format("  {} {}  cycle {}  {}", clock.promise ? "clock" : "timer", clock.target,
                                   clock.cycle, word_of(clock.status));
    if (const auto when = due(ticket, clock)) text += "  due " + at(*when);
    if (clock.breached_at) text += "  breached " + at(*clock.breached_at);
    if (clock.ended_at) text += "  ended " + at(*clock.ended_at);
    return text + '\n';
  }

  Json json_of(const Ticket& ticket) const {
    const auto fields = [](const Fields& of) { return Json::object({of.begin(), of.end()}); };
    std::vector<Json> clocks;
    for (const Clock& clock : ticket.clocks) clocks.push_back(json_of(ticket, clock));
    return Json::object({{"number", ticket.number},
                         {"under", ticket.under == 0 ? Json::null() : Json(ticket.under)},
                         {"kind", ticket.kind},
                         {"state", ticket.state},
                         {"policy", ticket.policy},
                         {"attributes", fields(ticket.attributes)},
                         {"labels", fields(ticket.labels)},
                         {"clocks", Json::list(clocks)}});
  }

  Json json_of(const Ticket& ticket, const Clock& clock) const {
    const auto instant = [&](const std::optional<Instant>& when) { return when ? Json(at(*when)) : Json::null(); };
    return Json::object({{"target", clock.target},
                         {"cycle", clock.cycle},
                         {"promise", clock.promise},
                         {"status", word_of(clock.status)},
                         {"due", instant(due(ticket, clock))},
                         {"breached", instant(clock.breached_at)},
                         {"ended", instant(clock.ended_at)}});
  }

  const KeptCase& kept_;
  InForce in_force_;
  Zone zone_;
};

std::string in_html(const KeptCase& kept, const Rules& rules, const PageWanted& wanted) {
  const Zone zone = zone_of(rules);
  std::vector<HistoryLine> history;
  for (const Event& event : kept.events)
    history.push_back({event.at, {event_words_zh(event, rules, zone), event_words(event, zone)}});
  return case_page(kept.matter, kept.events, history, kept.recorded_at, InForce{rules}, language_of(wanted.language));
}

}  // namespace

int run_show(const ShowArgs& args, World& world) {
  const auto rules = load_rules(args.rules, world);
  if (!rules) return no_answer;
  const auto store = open_kept(args.db);
  if (!store) return world.fail(store.error());
  const auto kept = kept_case(**store, CaseId{args.case_id});
  if (!kept) return world.fail(kept.error());
  if (!kept->matter.exists())
    return world.fail({Fault::not_found, fmt::format("{} has no case '{}'", args.db, args.case_id)});
  const Page page(*kept, *rules);
  const auto text = unless_written(args.page.form == "html"   ? in_html(*kept, *rules, args.page)
                                   : args.page.form == "json" ? page.in_json()
                                                              : page.in_words(),
                                   args.page);
  if (!text) return world.fail(text.error());
  world.out << *text;
  return answered;
}

}  // namespace hotline
