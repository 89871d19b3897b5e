#include <algorithm>
#include <utility>

#include "calendar/counting.hpp"
#include "calendar/run.hpp"
#include "hotline/calendar/deadline.hpp"

namespace hotline {
namespace {

using Table = Calendar::Table;
using Unit = Explanation::Unit;

Span overlap(const Span& a, const Span& b) { return {std::max(a.open, b.open), std::min(a.close, b.close)}; }
bool is_empty(const Span& span) { return span.open >= span.close; }

std::vector<Span> clipped(const Timeline& timeline, const Span& within) {
  std::vector<Span> inside;
  for (std::size_t i = timeline.ending_after(count_of(within.open)); i < timeline.size(); ++i) {
    if (timeline[i].open >= within.close) break;
    inside.push_back(overlap(timeline[i], within));
  }
  return inside;
}

std::vector<Span> clipped(const std::vector<Pause>& pauses, const Span& within) {
  std::vector<Span> inside;
  for (const Pause& pause : pauses) {
    const Span part = overlap({pause.from, pause.to}, within);
    if (!is_empty(part)) inside.push_back(part);
  }
  return inside;
}

std::vector<Span> without(std::vector<Span> spans, const std::vector<Span>& holes) {
  for (const Span& hole : holes) {
    std::vector<Span> kept;
    for (const Span& span : spans) {
      const Span sides[] = {{span.open, std::min(span.close, hole.open)},
                            {std::max(span.open, hole.close), span.close}};
      for (const Span& side : sides)
        if (!is_empty(side)) kept.push_back(side);
    }
    spans = std::move(kept);
  }
  return spans;
}

// Goes over the dates from the first, and takes from the limit what each is worth until nothing is left.
class Explainer {
 public:
  Explainer(const Calendar& calendar, const Run& run, Explanation& story)
      : calendar_(calendar),
        table_(calendar.table()),
        run_(run),
        limit_(story.limit),
        story_(story),
        received_on_(table_.day_at(count_of(story.received))),
        first_counted_(first_counted()),
        left_(story.total) {}

  void tell() {
    const std::int64_t last = last_day();
    // A date that the zone skipped may be the last to count: it begins and ends at the due instant.
    for (std::int64_t day = first_day(); day <= last || (left_ > 0 && day < covered_days); ++day) {
      ExplainedDay told{date_of(day), {}, clipped(story_.pauses, date(day)), 0, calendar_.day(date_of(day)).why};
      if (story_.unit == Unit::seconds) {
        count_seconds(day, told);
      } else {
        count_day(day, told);
      }
      left_ -= told.amount;
      story_.days.push_back(std::move(told));
    }
  }

 private:
  // An arrival after midnight, in the windows of the day before, may still have that day as its day 1.
  std::int64_t first_day() const {
    const std::int64_t arrived_on = table_.day_at(count_of(story_.from));
    if (limit_.counting != Counting::working_days) return arrived_on;
    return std::min(arrived_on, table_.working_day(first_counted_));
  }

  // A limit that runs out at 24:00 ends with that day, not with the next.
  std::int64_t last_day() const {
    const bool ends_inside = counts_days(limit_.counting) && limit_.end == End::same_time;
    return table_.day_at(count_of(story_.due) - (ends_inside ? 0 : 1));
  }

  void count_seconds(std::int64_t day, ExplainedDay& told) const {
    if (limit_.first_day == FirstDay::include && day == received_on_) {
      told.amount = std::min(left_, granted());
      told.why += "; the start date is day 1, whole";
    }
    for (const Span& span : without(running(day), told.paused)) {
      const Key before = run_.line().reached(span.open);
      const Key room = std::min(left_ - told.amount, run_.line().reached(span.close) - before);
      if (room == 0) continue;
      told.counted.push_back({span.open, std::min(span.close, run_.line().when(before + room).value_or(span.close))});
      told.amount += room;
    }
    if (told.amount == 0) told.why += why_not_running(day);
  }

  // Day 1 by the wall clock ends at receipt; what a pause took of it before then is gone.
  std::int64_t granted() const {
    const Key end = run_.line().reached(story_.received);
    const auto within = [&](Instant at) { return std::clamp(run_.line().reached(at), end - day_s, end); };
    std::int64_t left = day_s;
    for (const Pause& pause : story_.pauses) left -= within(pause.to) - within(pause.from);
    return left;
  }

  // The seconds of a date that the limit counts, pauses apart.
  std::vector<Span> running(std::int64_t day) const {
    const Span within{std::max(date(day).open, story_.received), date(day).close};
    if (is_empty(within)) return {};
    if (limit_.counting == Counting::working_time) return clipped(table_.open, within);
    if (limit_.counting == Counting::whole_days) return clipped(table_.whole_days, within);
    return {within};
  }

  std::string why_not_running(std::int64_t day) const {
    if (story_.received >= date(day).close) return why_later(day);
    if (left_ == 0) return had_run_out(day) ? "; the limit had run out" : "";
    return limit_.counting == Counting::working_time && is_after_closing(day) ? "; received after closing" : "";
  }

  void count_day(std::int64_t day, ExplainedDay& told) const {
    if (number_of(day) >= first_counted_ && is_countable(day) && left_ > 0) {
      if (ends_in_pause(day)) {
        told.why += "; it ends in a pause";
        return;
      }
      told.amount = 1;
      if (table_.works(day)) told.counted = clipped(table_.open, hours(day));
    } else if (day < received_on_) {
      told.why += why_later(day);
    } else if (left_ == 0) {
      if (had_run_out(day)) {
        told.why += "; the limit had run out";
      } else if (limit_.counting == Counting::rolled_days) {
        told.why += "; rolled forward";
      }
    } else if (day == received_on_ && limit_.first_day == FirstDay::exclude) {
      told.why += "; the start date is not counted";
    } else if (is_after_closing(day)) {
      told.why += "; received after closing";
    }
  }

  std::string why_later(std::int64_t day) const {
    if (table_.works(day) && limit_.start == Start::cut_off) return "; received after the cut-off";
    return is_after_closing(day) ? "; received after closing" : "; received later";
  }

  bool is_after_closing(std::int64_t day) const {
    return table_.works(day) && day == table_.day_at(count_of(story_.from)) && hours(day).close <= story_.from;
  }

  bool had_run_out(std::int64_t day) const { return run_.ran_out() && *run_.ran_out() <= date(day).open; }

  bool ends_in_pause(std::int64_t day) const {
    const Key end = key_at_end_of(day);
    return std::any_of(story_.pauses.begin(), story_.pauses.end(), [&](const Pause& pause) {
      return run_.line().counted(pause.from) < end && end <= run_.line().counted(pause.to);
    });
  }

  Key key_at_end_of(std::int64_t day) const {
    if (limit_.counting == Counting::rolled_days) return day;
    return (number_of(day) + 1) * budget({.counting = limit_.counting, .amount = 1}, run_.line().kind());
  }

  bool is_countable(std::int64_t day) const { return limit_.counting != Counting::working_days || table_.works(day); }

  // Working days by their number, others by their date.
  std::int64_t number_of(std::int64_t day) const {
    return limit_.counting == Counting::working_days ? table_.working_before(day) : day;
  }
  std::int64_t first_counted() const {
    if (limit_.counting == Counting::working_days) return start_day(table_, limit_, count_of(story_.received));
    return received_on_ + (limit_.first_day == FirstDay::include ? 0 : 1);
  }

  Span date(std::int64_t day) const { return {instant_of(table_.midnight(day)), instant_of(table_.midnight(day + 1))}; }
  Span hours(std::int64_t working_day) const {
    const std::int64_t number = table_.working_before(working_day);
    return {instant_of(table_.opening(number)), instant_of(table_.closing(number))};
  }

  const Calendar& calendar_;
  const Table& table_;
  const Run& run_;
  const Limit& limit_;
  Explanation& story_;
  std::int64_t received_on_;
  std::int64_t first_counted_;
  std::int64_t left_;
};

Unit unit_of(const Limit& limit, const std::vector<Pause>& pauses) {
  if (!counts_days(limit.counting)) return Unit::seconds;
  const bool moves_time = limit.counting == Counting::days && limit.end == End::same_time && !pauses.empty();
  return moves_time ? Unit::seconds : Unit::days;
}

}  // namespace

Result<Explanation> explain(const Calendar& calendar, const Limit& limit, Instant from,
                            const std::vector<Pause>& pauses) {
  Result<Run> run = Run::begin(calendar, limit, from);
  if (!run) return tl::make_unexpected(run.error());
  if (const auto stood = run->stand(pauses); !stood) return tl::make_unexpected(stood.error());
  const Result<Instant> due = run->due();
  if (!due) return tl::make_unexpected(due.error());
  const Unit unit = unit_of(limit, pauses);
  Explanation story{.calendar = calendar.name(),
                    .revision = calendar.revision(),
                    .limit = limit,
                    .from = from,
                    .received = run->received(),
                    .due = *due,
                    .provisional = calendar.is_provisional(*due),
                    .pauses = pauses,
                    .unit = unit,
                    .total = unit == Unit::days ? limit.amount : run->budget(),
                    .days = {}};
  Explainer(calendar, *run, story).tell();
  return story;
}

}  // namespace hotline
