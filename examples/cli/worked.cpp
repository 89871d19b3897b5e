// hotline worked RULES --calendar NAME --from T --to T: how many working seconds lie between?
#include <fmt/format.h>

#include "answer.hpp"
#include "hotline/calendar/deadline.hpp"
#include "hotline/calendar/iso8601.hpp"
#include "json.hpp"

namespace hotline {

int run_worked(const WorkedArgs& args, World& world) {
  return answer(args, world, [&](const Calendar& calendar) -> Result<std::string> {
    const Result<Instant> from = read_instant("--from", args.from, calendar.zone());
    if (!from) return tl::make_unexpected(from.error());
    const Result<Instant> to = read_instant("--to", args.to, calendar.zone());
    if (!to) return tl::make_unexpected(to.error());
    const auto worked = worked_between(calendar, *from, *to).count();
    if (!args.json) return fmt::format("{}\n", worked);
    return Json::object({{"worked-seconds", worked},
                         {"calendar", calendar.name()},
                         {"from", to_text(*from, calendar.zone())},
                         {"to", to_text(*to, calendar.zone())}})
        .line();
  });
}

}  // namespace hotline
