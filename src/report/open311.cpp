#include "hotline/report/open311.hpp"

#include <algorithm>

#include "base/names.hpp"
#include "hotline/calendar/iso8601.hpp"
#include "hotline/rules/zone_of.hpp"
#include "report/placed_promises.hpp"

namespace hotline {
namespace {

constexpr std::size_t place_of(std::string_view name) {
  for (std::size_t i = 0; i < open311_fields.size(); ++i)
    if (open311_fields[i] == name) return i;
  return open311_fields.size();
}

std::optional<std::string> value_of(const Open311Field& field, const Ticket& ticket) {
  if (!field.text.empty()) return field.text;
  for (const Fields* fields : {&ticket.attributes, &ticket.labels}) {
    const auto found = fields->find(field.from);
    if (found == fields->end() || found->second.empty()) continue;
    const auto code = field.codes.find(found->second);
    return code == field.codes.end() ? found->second : code->second;
  }
  return std::nullopt;
}

std::optional<Instant> expected(const Case& matter, const Open311View& view, const InForce& in_force) {
  const std::vector<PlacedPromise> promises = placed_promises(matter, in_force);
  std::optional<Instant> due;
  const auto is_its = [&](const PlacedPromise& one, const std::string& target) {
    return one.ticket->number == 1 && one.clock->target == target;
  };
  for (const std::string& target : view.promises) {
    bool found = false;
    for (const PlacedPromise& one : promises)  // of several cycles the last
      if (is_its(one, target)) {
        found = true;
        due = one.verdict.due;
      }
    if (found) return due;
  }
  if (!view.promises.empty()) return std::nullopt;
  const auto first =
      std::find_if(promises.begin(), promises.end(), [](const PlacedPromise& one) { return one.ticket->number == 1; });
  return first == promises.end() ? std::nullopt : first->verdict.due;
}

// A description has at most so many characters, by the published list.
constexpr std::size_t longest_description = 4'000;

std::string shortened_to(std::string text, std::size_t characters) {
  std::size_t seen = 0;
  for (std::size_t at = 0; at < text.size(); ++at)
    if ((static_cast<unsigned char>(text[at]) & 0xC0U) != 0x80U && seen++ == characters) return text.substr(0, at);
  return text;
}

}  // namespace

std::optional<ServiceRequest> service_request(const Case& matter, const Open311View& view, const InForce& in_force) {
  const Ticket* ticket = matter.ticket(1);
  if (ticket == nullptr || (!view.kind.empty() && ticket->kind != view.kind)) return std::nullopt;
  const Rules& rules = in_force.rules_of(matter);
  const Workflow* workflow = rules.workflow(ticket->kind);
  const Zone zone = zone_of(rules);
  ServiceRequest request;
  request[place_of("service_request_id")] = matter.id.text;
  request[place_of("status")] = workflow != nullptr && workflow->is_final(ticket->state) ? "closed" : "open";
  request[place_of("status_notes")] = rules.called(ticket->state);
  request[place_of("requested_datetime")] = to_text(ticket->opened_at, zone);
  request[place_of("updated_datetime")] = to_text(ticket->changed_at, zone);
  if (const auto due = expected(matter, view, in_force)) request[place_of("expected_datetime")] = to_text(*due, zone);
  for (const auto& [name, field] : view.fields)
    if (auto value = value_of(field, *ticket)) request[place_of(name)] = std::move(value);
  auto& description = request[place_of("description")];
  if (description) description = shortened_to(*description, longest_description);
  return request;
}

}  // namespace hotline
