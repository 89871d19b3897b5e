// hotline open RULES --calendar NAME --at T: is it open then, and until when?
#include <fmt/format.h>

#include "answer.hpp"
#include "hotline/calendar/iso8601.hpp"
#include "json.hpp"

namespace hotline {
namespace {

struct Standing {
  bool open = false;
  Instant until;
  bool provisional = false;
};

Result<Standing> standing_at(const Calendar& calendar, Instant at) {
  if (calendar.is_open(at)) {
    return calendar.next_closing(at).map([&](Instant close) {
      return Standing{true, close, calendar.is_provisional(close - std::chrono::seconds{1})};
    });
  }
  return calendar.next_opening(at).map([&](Instant opening) {
    return Standing{false, opening, calendar.is_provisional(opening)};
  });
}

}  // namespace

int run_open(const OpenArgs& args, World& world) {
  return answer(args, world, [&](const Calendar& calendar) {
    const Zone& zone = calendar.zone();
    return read_instant("--at", args.at, zone)
        .and_then([&](Instant at) { return standing_at(calendar, at); })
        .map([&](const Standing& standing) {
          const std::string_view word = standing.open ? "open" : "closed";
          const std::string until = to_text(standing.until, zone);
          if (!args.json)
            return fmt::format("{} until {}{}\n", word, until, standing.provisional ? " provisional" : "");
          return Json::object({{"is", word},
                               {"until", until},
                               {"provisional", standing.provisional},
                               {"calendar", calendar.name()}})
              .line();
        });
  });
}

}  // namespace hotline
