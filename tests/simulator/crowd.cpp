#include "simulator/crowd.hpp"

#include <fmt/format.h>

#include "base/names.hpp"

namespace hotline::test {
namespace {

using std::chrono::seconds;

constexpr int most_cases = 6;

const Life& any_life(const Model& model, Dice& dice) {
  const int place = dice.pick(0, static_cast<int>(model.lives().size()) - 1);
  return std::next(model.lives().begin(), place)->second;
}

}  // namespace

CommandId Crowd::new_id() { return {fmt::format("c{}", ++ids_)}; }

Fields Crowd::some_values() {
  Fields values;
  for (const Attribute& attribute : rules_.attributes)
    if (attribute.is_set() && dice_.one_in(3)) values[attribute.name] = dice_.one_of(attribute.values);
  return values;
}

Command Crowd::opening(const Model& model, Instant now) {
  std::vector<std::string> kinds;
  for (const Workflow& workflow : rules_.workflows)
    if (workflow.kind != escalation_kind) kinds.push_back(workflow.kind);
  Command open{.id = new_id(), .case_id = {fmt::format("case {}", model.lives().size())}, .verb = "open"};
  open.by = "agent";
  open.at = now;
  open.kind = dice_.one_in(3) ? dice_.one_of(kinds) : kinds.front();
  open.set = some_values();
  if (dice_.coin()) open.due = now + seconds{dice_.pick(-3'600, 400'000)};
  return open;
}

// Something the rules allow as things stand; now and then anything they know of, or nothing at all.
Command Crowd::about(const Life& life, Instant now) {
  Command command{.id = new_id(), .case_id = life.matter.id, .verb = "nonsense", .by = "agent", .at = now};
  const bool anything = dice_.one_in(8);
  std::vector<std::pair<TicketNumber, const Transition*>> ways;
  for (const Ticket& ticket : life.matter.tickets)
    for (const Transition& way : rules_.workflow(ticket.kind)->transitions)
      if (anything || has(way.from, ticket.state)) ways.emplace_back(ticket.number, &way);
  if (ways.empty() || dice_.one_in(40)) return command;
  const auto& [ticket, way] = dice_.one_of(ways);
  command.ticket = ticket;
  command.verb = way->on;
  if (!way->by.empty()) command.by = dice_.one_of(way->by);

  if (dice_.one_in(3)) command.set = some_values();
  for (const auto& [name, values] : way->when.values) {
    const Attribute* attribute = rules_.attribute(name);
    if (attribute != nullptr && attribute->is_set() && !dice_.one_in(3)) command.set[name] = dice_.one_of(values);
  }
  return command;
}

Command Crowd::merging(const Model& model, Instant now) {
  const Life& life = any_life(model, dice_);
  Command command{.id = new_id(), .case_id = life.matter.id, .verb = std::string{merge_verb}};
  command.by = "dispatcher";
  command.at = now;
  if (dice_.one_in(3)) command.verb = unmerge_verb;
  if (command.verb == merge_verb || dice_.coin()) command.with = any_life(model, dice_).matter.id;
  return command;
}

// To another version of the rules, mostly one that is kept here.
Command Crowd::rebinding(const Model& model, Instant now) {
  std::vector<std::string> versions = {"none such"};
  for (const auto& [name, version] : model.in_force().versions()) versions.push_back(name);
  Command command{.id = new_id(), .case_id = any_life(model, dice_).matter.id, .verb = std::string{rebind_verb}};
  command.by = "supervisor";
  command.at = now;
  command.set = {{"rules", dice_.one_of(versions)}};
  return command;
}

Told Crowd::says(const Model& model, Instant now) {
  if (!told_.empty() && dice_.one_in(12)) {
    Told again = dice_.one_of(told_);
    again.recorded_at = now;
    return again;
  }
  const int cases = static_cast<int>(model.lives().size());
  Told told{{}, now, std::nullopt};
  if (cases == 0 || (cases < most_cases && dice_.one_in(5)))
    told.command = opening(model, now);
  else if (dice_.one_in(15))
    told.command = merging(model, now);
  else if (model.in_force().versions().size() > 1 && dice_.one_in(15))
    told.command = rebinding(model, now);
  else
    told.command = about(any_life(model, dice_), now);
  if (dice_.one_in(8)) told.command.at -= seconds{dice_.coin() ? dice_.pick(0, 1'000) : dice_.pick(0, 200'000)};
  if (dice_.one_in(30)) told.command.at += seconds{dice_.pick(1, 10'000)};
  const auto life = model.lives().find(told.command.case_id);
  if (life != model.lives().end() && dice_.one_in(10))
    told.expected = life->second.matter.version + (dice_.coin() ? 1 : 0);
  told_.push_back(told);
  return told;
}

}  // namespace hotline::test
