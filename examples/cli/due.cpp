// hotline due RULES --calendar NAME --from T --limit LIMIT: when does a limit run out, and why then?
#include "answer.hpp"
#include "hotline/calendar/deadline.hpp"
#include "hotline/calendar/iso8601.hpp"
#include "hotline/calendar/revision.hpp"
#include "json.hpp"
#include "story.hpp"

namespace hotline {
namespace {

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

Result<std::vector<Pause>> pauses_of(const DueArgs& args, const Zone& zone) {
  if (args.backward && !args.pauses.empty())
    return fail(Fault::bad_input, "--pause: a latest start is sought without pauses: leave out --pause or --backward");
  std::vector<Pause> pauses;
  for (const auto& [from, to] : args.pauses) {
    const Result<Instant> begin = read_instant("--pause", from, zone);
    if (!begin) return tl::make_unexpected(begin.error());
    const Result<Instant> end = read_instant("--pause", to, zone);
    if (!end) return tl::make_unexpected(end.error());
    pauses.push_back({*begin, *end});
  }
  return pauses;
}

struct Found {
  Limit limit;
  Instant from;
  std::vector<Pause> pauses;
  Instant answer;
  bool provisional = false;
  std::optional<Explanation> story;
};

Result<Found> find(const DueArgs& args, const Calendar& calendar) {
  const Result<Limit> limit = limit_of(args);
  if (!limit) return tl::make_unexpected(limit.error());
  const Result<Instant> from = read_instant("--from", args.from, calendar.zone());
  if (!from) return tl::make_unexpected(from.error());
  const auto pauses = pauses_of(args, calendar.zone());
  if (!pauses) return tl::make_unexpected(pauses.error());
  Instant start = *from;
  if (args.backward) {
    const Result<Instant> latest = latest_start(calendar, *limit, *from);
    if (!latest) return tl::make_unexpected(latest.error());
    start = *latest;
  }
  auto story = explain(calendar, *limit, start, *pauses);
  if (!story) return tl::make_unexpected(story.error());
  // Backward, it is the days up to the wanted due instant that must be known.
  Found found{*limit,
              *from,
              *pauses,
              args.backward ? start : story->due,
              calendar.is_provisional(args.backward ? *from : story->due),
              std::nullopt};
  if (args.explain) found.story = std::move(*story);
  return found;
}

std::string in_words(const Found& found, const Zone& zone) {
  std::string text = to_text(found.answer, zone) + (found.provisional ? " provisional\n" : "\n");
  if (found.story) text += story_text(*found.story, zone);
  return text;
}

Json revision_json(const Calendar& calendar) {
  const std::optional<Date> as_of = calendar.revision().as_of;
  return Json::object({{"number", calendar.revision().number},
                       {"as-of", as_of ? Json(to_text(*as_of)) : Json::null()},
                       {"digest", digest(calendar)}});
}

std::string in_json(const Found& found, const DueArgs& args, const Calendar& calendar) {
  const Zone& zone = calendar.zone();
  std::vector<std::pair<std::string_view, Json>> members = {
      {args.backward ? "latest-start" : "due", to_text(found.answer, zone)},
      {"provisional", found.provisional},
      {"calendar", calendar.name()},
      {"revision", revision_json(calendar)},
      {args.backward ? "due-by" : "from", to_text(found.from, zone)},
      {"limit", to_text(found.limit)}};
  if (!found.pauses.empty()) members.emplace_back("pauses", pauses_json(found.pauses, zone));
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
