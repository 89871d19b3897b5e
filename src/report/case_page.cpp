#include "hotline/report/case_page.hpp"

#include <algorithm>
#include <array>

#include <fmt/format.h>

#include "hotline/calendar/iso8601.hpp"
#include "hotline/core/due.hpp"
#include "hotline/rules/zone_of.hpp"
#include "report/chart.hpp"
#include "report/page.hpp"
#include "report/svg.hpp"
#include "report/why_due.hpp"

namespace hotline {
namespace {

constexpr std::int64_t track_height = 48;
constexpr std::int64_t bar_top = 22;
constexpr std::int64_t bar_height = 14;
constexpr std::int64_t axis_height = 22;
constexpr std::chrono::hours band_days{24 * 62};  // beyond it single closing hours are not drawn

Title status_title(const Clock& clock) {
  switch (clock.status) {
    case Clock::Status::running:
      return {"计时中", "running"};
    case Clock::Status::paused:
      return {"暂停", "paused"};
    case Clock::Status::met:
      return clock.breached ? Title{"超期办结", "met late"} : Title{"按时办结", "met on time"};
    case Clock::Status::cancelled:
      return {"取消", "cancelled"};
    case Clock::Status::superseded:
      return {"被取代", "superseded"};
    case Clock::Status::corrected:
      return {"已更正", "corrected"};
    case Clock::Status::ran:
      break;
  }
  return {"已执行", "ran"};
}

std::string paint_of(const Clock& clock, Instant from) {
  if (clock.breached_at && from >= *clock.breached_at) return clock.is_open() ? "over" : "late";
  return clock.promise ? "on" : "open";
}

class CasePage {
 public:
  CasePage(const Case& matter, const std::vector<Event>& events, const std::vector<HistoryLine>& history, Instant until,
           const InForce& in_force)
      : matter_(matter),
        events_(events),
        history_(history),
        in_force_(in_force),
        rules_(in_force.rules_of(matter)),
        zone_(zone_of(rules_)),
        begin_(matter.tickets.empty() ? until : matter.tickets.front().opened_at),
        until_(until),
        end_(until) {
    for (const Ticket& ticket : matter.tickets)
      for (const Clock& clock : ticket.clocks)
        if (clock.is_open())
          if (const auto due = due_at(ticket, clock)) end_ = std::max(end_, *due);
    if (end_ <= begin_) end_ = begin_ + std::chrono::hours{1};
  }

  std::string write(Language opens_in) {
    lead();
    for (const Ticket& ticket : matter_.tickets) this->ticket(ticket);
    history();
    return page({"案件 " + matter_.id.text, "Case " + matter_.id.text}, html_.take(), opens_in);
  }

 private:
  std::string at(Instant instant) const { return to_text(instant, zone_); }
  std::string at(const std::optional<Instant>& instant) const { return instant ? at(*instant) : ""; }
  std::optional<Instant> due_at(const Ticket& ticket, const Clock& clock) const {
    if (clock.status == Clock::Status::paused) return std::nullopt;
    const auto due = due_of(matter_, ticket, clock, in_force_);
    return due ? std::optional{*due} : std::nullopt;
  }
  Title called(const std::string& word) const {
    const auto found = rules_.words.find(word);
    return or_name(found == rules_.words.end() ? Title{} : found->second, word);
  }
  Title target_title(const std::string& name) const {
    const Target* target = rules_.target(name);
    return or_name(target == nullptr ? Title{} : target->title, name);
  }
  // Of a department or matter as the directory has it.
  Title value_title(const std::string& value) const {
    if (const auto found = rules_.directory.departments.find(value); found != rules_.directory.departments.end())
      return or_name(found->second.title, value);
    if (const auto found = rules_.directory.matters.find(value); found != rules_.directory.matters.end())
      return or_name(found->second.title, value);
    return {{}, value};
  }
  std::string x(Instant instant) const {
    return share_of_width((std::clamp(instant, begin_, end_) - begin_).count(), (end_ - begin_).count());
  }
  std::string width(Instant from, Instant to) const {
    return share_of_width((std::clamp(to, begin_, end_) - std::clamp(from, begin_, end_)).count(),
                          (end_ - begin_).count());
  }

  void lead() {
    html_.put("p", {{"class", "note"}},
              Title{fmt::format("规则版本 {}，共 {} 个事件，截至 {}。", matter_.rules, matter_.version, at(until_)),
                    fmt::format("Rules {}, {} events, as of {}.", matter_.rules, matter_.version, at(until_))});
    if (!matter_.merged_into.text.empty())
      html_.put("p", Title{"已并入案件 " + matter_.merged_into.text + "。",
                           "Merged into case " + matter_.merged_into.text + "."});
    for (const CaseId& absorbed : matter_.absorbed)
      html_.put("p", Title{"案件 " + absorbed.text + " 已并入本案。",
                           "Case " + absorbed.text + " was merged into this one."});
  }

  void ticket(const Ticket& ticket) {
    const std::string number = std::to_string(ticket.number);
    const Title kind = called(ticket.kind);
    html_.open("section", {{"id", "ticket-" + number}});
    html_.open("h2")
        .text(Title{"工单 " + number + "：", "Ticket " + number + ": "})
        .text(kind)
        .text(", ")
        .text(called(ticket.state))
        .close();
    fields(ticket);
    html_.open("figure");
    legend_into(html_, {{"state", {"状态", "state"}},
                        {"on", {"计时", "running"}},
                        {"pause", {"暂停", "paused"}},
                        {"late", {"超期后办结", "past due, then met"}},
                        {"over", {"超期未结", "past due"}},
                        {"shut", {"非工作时间", "closed hours"}},
                        {"due", {"应办至", "due"}},
                        {"rung", {"预警", "rung"}},
                        {"breach", {"违诺", "breach"}}});
    time_line(ticket);
    if (!ticket.clocks.empty()) rows_into(html_, clocks(ticket));
    html_.close();
    for (const Clock& clock : ticket.clocks) explained(ticket, clock);
    html_.close();
  }

  void fields(const Ticket& ticket) {
    html_.open("dl", {{"class", "fields"}});
    const auto field = [&](const Title& name, const Title& value) {
      html_.open("div").put("dt", name).put("dd", value).close();
    };
    if (ticket.under != 0) field({"隶属工单", "Under ticket"}, {{}, std::to_string(ticket.under)});
    if (!ticket.policy.empty()) field({"适用规则", "Policy"}, {{}, ticket.policy});
    for (const auto& [name, value] : ticket.attributes) {
      const Attribute* attribute = rules_.attribute(name);
      const bool is_unset = attribute != nullptr && attribute->is_set() && value == attribute->values.front();
      if (!is_unset) field(called(name), called(value));
    }
    for (const auto& [name, value] : ticket.labels) {
      const Label* label = rules_.label(name);
      field({label == nullptr ? "" : label->title, name}, value_title(value));
    }
    html_.close();
  }

  // The calendar that this ticket's clocks are counted on; of several the first.
  const Calendar* calendar_of(const Ticket& ticket) const {
    for (const Clock& clock : ticket.clocks)
      if (!clock.line.calendar.empty()) return in_force_.calendar(clock.line.calendar);
    return nullptr;
  }

  void box(Instant from, Instant to, std::int64_t top, std::int64_t height, const std::string& paint,
           const Title& tells) {
    if (to <= from) return;
    open_part(html_, "", tells);
    html_.single("rect", {{"x", x(from)},
                          {"y", std::to_string(top)},
                          {"width", width(from, to)},
                          {"height", std::to_string(height)},
                          {"class", paint}});
    close_part(html_);
  }

  void mark(Instant when, std::int64_t top, const std::string& paint, const Title& tells) {
    open_part(html_, "", tells);
    html_.single("line", {{"x1", x(when)},
                          {"x2", x(when)},
                          {"y1", std::to_string(top - 3)},
                          {"y2", std::to_string(top + bar_height + 3)},
                          {"class", "mark " + paint}});
    close_part(html_);
  }

  // Closed hours of a short life; of a long one the dates that are not worked.
  void closed_time(const Ticket& ticket, std::int64_t height) {
    const Calendar* calendar = calendar_of(ticket);
    if (calendar == nullptr) return;
    const bool by_hours = end_ - begin_ <= band_days;
    Instant shut = begin_;
    const auto until = [&](Instant open) {
      if (by_hours || open - shut >= std::chrono::hours{24}) box(shut, open, 0, height, "shut", {});
    };
    for (const Span& span : calendar->spans(begin_, end_)) {
      until(span.open);
      shut = span.close;
    }
    until(end_);
  }

  void time_line(const Ticket& ticket) {
    const std::int64_t height = static_cast<std::int64_t>(ticket.clocks.size() + 1) * track_height;
    const Title tells{fmt::format("工单 {} 的经过", ticket.number),
                      fmt::format("The life of ticket {}", ticket.number)};
    open_svg(html_, height + axis_height, tells);
    closed_time(ticket, height);
    states(ticket);
    std::int64_t top = track_height;
    for (const Clock& clock : ticket.clocks) {
      track(ticket, clock, top);
      top += track_height;
    }
    for (const Instant edge : {begin_, end_})
      svg_text(html_,
               {{"x", x(edge)}, {"y", std::to_string(height + 15)}, {"class", edge == end_ ? "end soft" : "soft"}},
               Title{at(edge).substr(0, 10), at(edge).substr(0, 10)});
    if (until_ < end_)
      html_.single(
          "line",
          {{"x1", x(until_)}, {"x2", x(until_)}, {"y1", "0"}, {"y2", std::to_string(height)}, {"class", "goal"}});
    html_.close();
  }

  void states(const Ticket& ticket) {
    svg_text(html_, {{"x", "0"}, {"y", "15"}}, {"状态", "State"});
    svg_text(html_, {{"x", "100%"}, {"y", "15"}, {"class", "end soft"}}, called(ticket.state));
    for (std::size_t i = 0; i < ticket.moves.size(); ++i) {
      const Move& move = ticket.moves[i];
      const Instant to = i + 1 < ticket.moves.size() ? ticket.moves[i + 1].at : std::max(until_, move.at);
      const Title state = called(move.to);
      box(move.at, to, bar_top, bar_height, i % 2 == 0 ? "state" : "state2",
          {fmt::format("{}：{} 起", state.zh.empty() ? state.en : state.zh, at(move.at)),
           fmt::format("{} from {}", state.en, at(move.at))});
    }
  }

  void track(const Ticket& ticket, const Clock& clock, std::int64_t top) {
    const Title name = target_title(clock.target);
    const std::int64_t bar = top + bar_top;
    const Instant ended = clock.ended_at.value_or(std::max(until_, clock.since));
    const auto told = [&](const Title& what, Instant when) {
      return Title{fmt::format("{}：{}", what.zh, at(when)), fmt::format("{} {}", what.en, at(when))};
    };
    svg_text(html_, {{"x", "0"}, {"y", std::to_string(top + 15)}}, name);
    svg_text(html_, {{"x", "100%"}, {"y", std::to_string(top + 15)}, {"class", "end soft"}}, status_title(clock));
    const Instant breach = clock.breached_at.value_or(ended);
    box(clock.since, std::min(breach, ended), bar, bar_height, clock.promise ? "on" : "open",
        told({"起算", "from"}, clock.since));
    if (clock.breached_at)
      box(breach, ended, bar, bar_height, paint_of(clock, breach), told({"超期", "past due from"}, breach));
    for (const Pause& pause : clock.pauses)
      box(pause.from, pause.to, bar, bar_height, "pause", told({"暂停", "paused from"}, pause.from));
    if (clock.paused_since)
      box(*clock.paused_since, ended, bar, bar_height, "pause", told({"暂停", "paused from"}, *clock.paused_since));
    for (const Event& event : events_) {
      const auto* rung = std::get_if<RungReached>(&event.what);
      if (rung != nullptr && rung->clock == ClockRef{ticket.number, clock.target, clock.cycle})
        mark(event.at, bar, "rung", told({"预警 " + rung->text, "rung " + rung->text}, event.at));
    }
    if (const auto due = due_at(ticket, clock); due && *due <= end_)
      mark(*due, bar, "due", told({"应办至", "due"}, *due));
    if (clock.breached_at) mark(*clock.breached_at, bar, "breach", told({"违诺", "breached"}, *clock.breached_at));
  }

  ReportTable clocks(const Ticket& ticket) const {
    const auto head = [](const std::string& name, const Title& title) { return ReportColumn{name, title, false}; };
    ReportTable table{.name = fmt::format("clocks-{}", ticket.number),
                      .title = {},
                      .columns = {head("target", {"时限", "Promise"}),
                                  {"cycle", {"轮次", "Cycle"}, true},
                                  head("status", {"状态", "Status"}),
                                  head("since", {"起算", "From"}),
                                  head("due", {"应办至", "Due"}),
                                  head("breached", {"违诺", "Breached"}),
                                  head("ended", {"止于", "Ended"}),
                                  head("pauses", {"暂停", "Paused"}),
                                  head("rungs", {"预警", "Rungs"})},
                      .rows = {}};
    for (const Clock& clock : ticket.clocks) {
      ReportCell status = word(status_title(clock));
      if (clock.breached) status.tone = ReportCell::Tone::bad;
      table.rows.push_back({word(target_title(clock.target), "#why-" + why_name(ticket, clock)), number(clock.cycle),
                            status, word(at(clock.since)), word(at(due_at(ticket, clock))), word(at(clock.breached_at)),
                            word(at(clock.ended_at)), word(pauses(clock)), word(rungs(ticket, clock))});
    }
    return table;
  }

  static std::string why_name(const Ticket& ticket, const Clock& clock) {
    return fmt::format("{}-{}-{}", ticket.number, clock.target, clock.cycle);
  }

  std::string pauses(const Clock& clock) const {
    std::string text;
    for (const Pause& pause : clock.pauses)
      text += fmt::format("{}{} – {}", text.empty() ? "" : "; ", at(pause.from), at(pause.to));
    if (clock.paused_since) text += fmt::format("{}{} –", text.empty() ? "" : "; ", at(*clock.paused_since));
    return text;
  }

  std::string rungs(const Ticket& ticket, const Clock& clock) const {
    std::string text;
    for (const Event& event : events_) {
      const auto* rung = std::get_if<RungReached>(&event.what);
      if (rung == nullptr || rung->clock != ClockRef{ticket.number, clock.target, clock.cycle}) continue;
      text += fmt::format("{}{} {}", text.empty() ? "" : "; ", rung->text, at(event.at));
    }
    return text;
  }

  void explained(const Ticket& ticket, const Clock& clock) {
    const WhyDue why = why_due(matter_, ticket, clock, in_force_, zone_);
    html_.open("div", {{"id", anchor("why-" + why_name(ticket, clock))}}).open("h3").text(target_title(clock.target));
    if (clock.cycle > 1)
      html_.text(Title{fmt::format("（第 {} 轮）", clock.cycle), fmt::format(", cycle {}", clock.cycle)});
    html_.close().put("p", why.says);
    if (why.days && !why.days->rows.empty()) rows_into(html_, *why.days);
    html_.close();
  }

  void history() {
    ReportTable table{.name = "history",
                      .title = {"经过", "What happened"},
                      .columns = {{"at", {"时间", "At"}}, {"words", {"事件", "Event"}}},
                      .rows = {}};
    for (const HistoryLine& line : history_) table.rows.push_back({word(at(line.at)), word(line.words)});
    table_into(html_, table);
  }

  const Case& matter_;
  const std::vector<Event>& events_;
  const std::vector<HistoryLine>& history_;
  const InForce& in_force_;
  const Rules& rules_;
  Zone zone_;
  Instant begin_;
  Instant until_;
  Instant end_;
  Html html_;
};

}  // namespace

std::string case_page(const Case& matter, const std::vector<Event>& events, const std::vector<HistoryLine>& history,
                      Instant until, const InForce& in_force, Language opens_in) {
  return CasePage(matter, events, history, until, in_force).write(opens_in);
}

}  // namespace hotline
