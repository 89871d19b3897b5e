// hotline due RULES --calendar NAME --from T --limit LIMIT: when does a limit run out, and why then?
#include <fmt/format.h>

#include "answer.hpp"
#include "hotline/calendar/deadline.hpp"
#include "hotline/calendar/iso8601.hpp"
#include "json.hpp"
#include "window_words.hpp"

namespace hotline {
namespace {

using std::chrono::seconds;

Result<Limit> limit_of(const DueArgs& args) {
  const auto set = [](const std::optional<std::string>& text, std::string_view option, auto with) {
    return [=](const Limit& limit) -> Result<Limit> {
      if (!text) return limit;
      const Result<Limit> changed = with(limit, *text);
      if (!changed) return about(option, changed.error());
      return changed;
    };
  };
  const Result<Limit> limit = parse_limit(args.limit);
  if (!limit) return about("--limit", limit.error());
  return limit.and_then(set(args.start, "--start", with_start))
      .and_then(set(args.first_day, "--first-day", with_first_day))
      .and_then(set(args.end, "--end", with_end));
}

std::string amount_text(std::int64_t amount, const Limit& limit) {
  if (counts_days(limit.counting)) return fmt::format("{} day{}", amount, amount == 1 ? "" : "s");
  return fmt::format("{}:{:02}:{:02}", amount / 3600, amount / 60 % 60, amount % 60);
}

// By the wall clock of a date: 09:00-12:00, also where the window ends on the next date.
std::string window_text(const Span& span, Date date, const Zone& zone) {
  const LocalTime midnight = std::chrono::local_days{date};
  return window_words({zone.to_local(span.open) - midnight, zone.to_local(span.close) - midnight});
}

std::vector<std::string> windows_of(const ExplainedDay& day, const Zone& zone) {
  std::vector<std::string> windows;
  for (const Span& span : day.counted) windows.push_back(window_text(span, day.date, zone));
  return windows;
}

std::string day_text(const ExplainedDay& day, const Limit& limit, const Zone& zone) {
  const std::string amount = day.amount == 0 ? "-" : amount_text(day.amount, limit);
  const std::string windows = day.counted.empty() ? "" : fmt::format("{}  ", fmt::join(windows_of(day, zone), " "));
  return fmt::format("{}  {:>10}  {}{}\n", to_text(day.date), amount, windows, day.why);
}

std::int64_t total(const Explanation& story) {
  std::int64_t amount = 0;
  for (const ExplainedDay& day : story.days) amount += day.amount;
  return amount;
}

std::string story_text(const Explanation& story, const Limit& limit, const Zone& zone) {
  std::string text = fmt::format("from        {}\nreceived    {}\ndue         {}\n", to_text(story.from, zone),
                                 to_text(story.received, zone), to_text(story.due, zone));
  for (const ExplainedDay& day : story.days) text += day_text(day, limit, zone);
  return text + fmt::format("total       {:>10}  of {}\n", amount_text(total(story), limit), to_text(limit));
}

Json story_json(const Explanation& story, const Zone& zone) {
  std::vector<Json> days;
  for (const ExplainedDay& day : story.days) {
    std::vector<Json> windows;
    for (const std::string& window : windows_of(day, zone)) windows.emplace_back(window);
    days.push_back(Json::object(
        {{"date", to_text(day.date)}, {"amount", day.amount}, {"windows", Json::list(windows)}, {"why", day.why}}));
  }
  return Json::object({{"received", to_text(story.received, zone)},
                       {"due", to_text(story.due, zone)},
                       {"days", Json::list(days)},
                       {"total", total(story)}});
}

struct Found {
  Limit limit;
  Instant from;
  Instant answer;
  bool provisional = false;
  std::optional<Explanation> story;
};

Result<Found> find(const DueArgs& args, const Calendar& calendar) {
  const Result<Limit> limit = limit_of(args);
  if (!limit) return tl::make_unexpected(limit.error());
  const Result<Instant> from = read_instant("--from", args.from, calendar.zone());
  if (!from) return tl::make_unexpected(from.error());
  const auto answer = args.backward ? latest_start(calendar, *limit, *from) : due_at(calendar, *limit, *from);
  if (!answer) return tl::make_unexpected(answer.error());
  // Backward, it is the days up to the wanted due instant that must be known.
  Found found{*limit, *from, *answer, calendar.is_provisional(args.backward ? *from : *answer), std::nullopt};
  if (!args.explain) return found;
  auto story = explain(calendar, *limit, args.backward ? *answer : *from);
  if (!story) return tl::make_unexpected(story.error());
  found.story = std::move(*story);
  return found;
}

std::string in_words(const Found& found, const Zone& zone) {
  std::string text = to_text(found.answer, zone) + (found.provisional ? " provisional\n" : "\n");
  if (found.story) text += story_text(*found.story, found.limit, zone);
  return text;
}

std::string in_json(const Found& found, const DueArgs& args, const Calendar& calendar) {
  const Zone& zone = calendar.zone();
  std::vector<std::pair<std::string_view, Json>> members = {
      {args.backward ? "latest-start" : "due", to_text(found.answer, zone)},
      {"provisional", found.provisional},
      {"calendar", calendar.name()},
      {args.backward ? "due-by" : "from", to_text(found.from, zone)},
      {"limit", to_text(found.limit)}};
  if (found.story) members.emplace_back("explained", story_json(*found.story, zone));
  return Json::object(members).line();
}

}  // namespace

int run_due(const DueArgs& args, World& world) {
  return answer(args, world, [&](const Calendar& calendar) {
    return find(args, calendar).map([&](const Found& found) {
      return args.json ? in_json(found, args, calendar) : in_words(found, calendar.zone());
    });
  });
}

}  // namespace hotline
