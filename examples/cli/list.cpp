// hotline list RULES --db FILE: which tickets are there, and when is each due?
#include <charconv>

#include <fmt/format.h>

#include "engine_file.hpp"
#include "hotline/calendar/iso8601.hpp"
#include "hotline/engine/query.hpp"
#include "hotline/rules/zone_of.hpp"
#include "json.hpp"
#include "rules_file.hpp"

namespace hotline {
namespace {

Result<TicketNumber> number_of(std::string_view option, const std::string& text) {
  TicketNumber number = 0;
  const auto [end, fault] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (fault == std::errc{} && end == text.data() + text.size()) return number;
  return fail(Fault::bad_input, fmt::format("{}: '{}' is not a ticket's number: write it as 2303-1 1", option, text));
}

Result<TicketsWanted> wanted_by(const ListArgs& args, const Zone& zone) {
  TicketsWanted wanted{.kind = args.kind, .state = args.state, .escalation = args.escalation, .limit = args.limit};
  const auto where = fields_of("--where", args.where);
  if (!where) return tl::make_unexpected(where.error());
  wanted.where = *where;
  if (args.due_before) {
    const auto before = read_instant("--due-before", *args.due_before, zone);
    if (!before) return tl::make_unexpected(before.error());
    wanted.due_before = *before;
  }
  if (!args.after.empty()) {
    const auto number = number_of("--after", args.after.back());
    if (!number) return tl::make_unexpected(number.error());
    wanted.after = {{args.after.front()}, *number};
  }
  return wanted;
}

std::string in_words(const std::vector<FoundTicket>& page, const Zone& zone) {
  std::string text;
  for (const FoundTicket& one : page) {
    text += fmt::format("{}  {}  {}  {}", one.place.case_id.text, one.place.ticket, one.kind, one.state);
    if (one.due) text += fmt::format("  due {} {}", to_text(*one.due, zone), one.target);
    if (one.breached) text += "  breached";
    if (!one.escalation.empty()) text += fmt::format("  {}", one.escalation);
    text += '\n';
  }
  return text;
}

std::string in_json(const std::vector<FoundTicket>& page, const Zone& zone) {
  std::string text;
  for (const FoundTicket& one : page)
    text += Json::object({{"case", one.place.case_id.text},
                          {"ticket", one.place.ticket},
                          {"kind", one.kind},
                          {"state", one.state},
                          {"due", one.due ? Json(to_text(*one.due, zone)) : Json::null()},
                          {"target", one.due ? Json(one.target) : Json::null()},
                          {"breached", one.breached},
                          {"escalation", one.escalation.empty() ? Json::null() : Json(one.escalation)}})
                .line();
  return text;
}

Result<std::string> listed(const ListArgs& args, const TicketsWanted& wanted, Engine& engine, const Zone& zone) {
  if (!args.count)
    return find(engine, wanted).map([&](const auto& page) {
      return args.json ? in_json(page, zone) : in_words(page, zone);
    });
  return count_by(engine, wanted, *args.count).map([&](const auto& counts) {
    std::string text;
    for (const auto& [value, number] : counts)
      text += args.json ? Json::object({{"value", value}, {"tickets", number}}).line()
                        : fmt::format("{}  {}\n", number, value.empty() ? "(none)" : value);
    return text;
  });
}

}  // namespace

int run_list(const ListArgs& args, World& world) {
  const auto rules = load_rules(args.rules, world);
  if (!rules) return no_answer;
  const Zone zone = zone_of(*rules);
  const auto wanted = wanted_by(args, zone);
  if (!wanted) return world.fail(wanted.error());
  auto file = open_engine(args, *rules);
  if (!file) return world.fail(file.error());
  const auto text = listed(args, *wanted, file->engine, zone);
  if (!text) return world.fail(text.error());
  world.out << *text;
  return answered;
}

}  // namespace hotline
