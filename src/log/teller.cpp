#include "log/teller.hpp"

#include <algorithm>
#include <optional>
#include <utility>

#include <fmt/format.h>

#include "hotline/calendar/iso8601.hpp"
#include "log/names.hpp"
#include "log/text.hpp"
#include "rules/fault_list.hpp"
#include "rules/known_names.hpp"

namespace hotline {
namespace {

constexpr std::size_t longest_row_kept = std::size_t{1} << 12;

Refusal empty_cell(const Slot& slot, std::string_view what) {
  return {RejectReason::missing_value, fmt::format("column '{}' is empty: write {}", slot.name, what)};
}

std::string in_column(const Slot& slot, std::string_view message) {
  return slot.column ? fmt::format("column '{}': {}", slot.name, message) : std::string(message);
}

// It did not happen: a fixed verb without its time, or one of several events that is not told at all.
bool is_untold(const BoundEvent& event, const BoundMap& map, const Row& row) {
  if (!event.at.of(row.cells).empty()) return false;
  return !event.verb.column || (map.events.size() > 1 && event.verb.of(row.cells).empty());
}

// The map itself leaves it out: by what stands in other columns, or by a word that means nothing.
bool is_passed_over(const BoundEvent& event, const Row& row) {
  const bool applies = std::all_of(event.when.begin(), event.when.end(), [&](const BoundCondition& condition) {
    return has(condition.values, condition.column.of(row.cells));
  });
  return !applies || (event.verb.of(row.cells).empty() && !event.verb.written(row.cells).empty());
}

std::string times_of(const BoundMap& map) {
  std::vector<std::string_view> names;
  for (const BoundEvent& event : map.events) names.push_back(event.at.name);
  return fmt::format("{}", fmt::join(names, ", "));
}

}  // namespace

// One event of one row, on its way to a command.
struct Teller::Telling {
  const Teller& teller;
  const BoundMap& map;
  const Row& row;
  std::string_view file;
  Place place;

  using Fault = std::optional<Refusal>;

  const BoundEvent& event() const { return map.events[place.event]; }
  std::string_view cell(const Slot& slot) const { return slot.of(row.cells); }

  Fault read(Command& command) const {
    command.case_id.text = cell(map.case_id);
    if (auto fault = read_verb(command)) return fault;
    if (auto fault = read_times(command)) return fault;
    if (auto fault = read_ticket(event().ticket, command.ticket)) return fault;
    if (command.verb == open_verb) {
      if (auto fault = read_kind(command)) return fault;
      if (auto fault = read_set(map.set, command)) return fault;
    }
    if (auto fault = read_set(event().set, command)) return fault;
    command.by = cell(event().by);
    read_id(command);
    return std::nullopt;
  }

  Fault read_verb(Command& command) const {
    const std::string_view verb = cell(event().verb);
    if (verb.empty()) return empty_cell(event().verb, "the verb");
    if (const Complaint unknown = teller.names_.verb(verb))
      return Refusal{RejectReason::unknown_verb, in_column(event().verb, *unknown)};
    command.verb = verb;
    return std::nullopt;
  }

  Fault read_times(Command& command) const {
    if (cell(event().at).empty()) return empty_cell(event().at, "when it happened");
    if (auto fault = read_time(event().at, command.at)) return fault;
    return cell(event().due).empty() ? std::nullopt : read_time(event().due, command.due.emplace());
  }

  Fault read_time(const Slot& slot, Instant& into) const {
    const Result<Instant> time = parse_time(cell(slot), map.time_form, map.zone);
    if (!time) return Refusal{RejectReason::bad_time, in_column(slot, time.error().message)};
    into = *time;
    return std::nullopt;
  }

  Fault read_ticket(const Slot& slot, TicketNumber& into) const {
    const std::string_view text = cell(slot);
    if (text.empty()) return std::nullopt;
    const auto number = ticket_number(text);
    if (!number) return Refusal{RejectReason::bad_value, in_column(slot, not_a_ticket(text))};
    into = *number;
    return std::nullopt;
  }

  Fault read_stated(const BoundAudit& audit, StatedDue& stated) const {
    if (auto fault = read_ticket(audit.ticket, stated.ticket)) return fault;
    if (!cell(audit.due).empty())
      if (auto fault = read_time(audit.due, stated.due.emplace())) return fault;
    const std::string_view verdict = cell(audit.verdict);
    if (verdict.empty()) return std::nullopt;
    stated.on_time = has(audit.on_time, verdict);
    if (*stated.on_time || audit.late.empty() || has(audit.late, verdict)) return std::nullopt;
    if (audit.on_time.empty()) return stated.on_time = true, std::nullopt;
    return Refusal{RejectReason::bad_value,
                   in_column(audit.verdict, fmt::format("{} is no verdict the map knows: write it into on-time or late",
                                                        hotline::quoted(verdict)))};
  }

  Fault read_kind(Command& command) const {
    command.kind = cell(map.kind);
    const std::vector<std::string>& kinds = teller.names_.kinds;
    if (command.kind.empty() && kinds.size() == 1) command.kind = kinds.front();
    if (command.kind.empty())
      return Refusal{RejectReason::missing_value,
                     fmt::format("an opening without its kind: write one of {}", listed(kinds))};
    if (const Complaint unknown = teller.names_.kind(command.kind))
      return Refusal{RejectReason::bad_value, in_column(map.kind, *unknown)};
    return std::nullopt;
  }

  Fault read_set(const std::vector<BoundField>& set, Command& command) const {
    for (const BoundField& field : set) {
      const std::string_view value = cell(field.value);
      if (value.empty()) continue;
      if (field.attribute)
        if (const Complaint unknown = teller.names_.value(*field.attribute, value))
          return Refusal{RejectReason::bad_value, in_column(field.value, *unknown)};
      command.set.insert_or_assign(field.name, std::string(value));
    }
    return std::nullopt;
  }

  void read_id(Command& command) const {
    command.id.text = cell(event().id);
    if (command.id.text.empty()) command.id.text = fmt::format("{}:{}:{}", file, place.line, place.event + 1);
  }
};

std::optional<Refusal> Teller::told_before(const Command& command, const Place& place) {
  const auto [before, fresh] = told_.try_emplace(command.id.text, place);
  if (fresh) return std::nullopt;
  const Place& first = before->second;
  const std::string where = first.file == place.file ? fmt::format("line {}", first.line)
                                                     : fmt::format("{}:{}", files_[first.file], first.line);
  return Refusal{RejectReason::duplicate,
                 fmt::format("the id {} was told on {}: an id is told once", hotline::quoted(command.id.text), where)};
}

void Teller::tell(const Row& row, std::uint32_t file, const BoundMap& map, Log& log) {
  Telling telling{*this, map, row, files_[file], {file, row.line, 0}};
  const auto reject = [&](Refusal refusal) {
    log.rejects.push_back(
        {telling.place, refusal.reason, std::move(refusal.message), beginning_of(row.text, longest_row_kept)});
  };
  ++log.rows;
  if (row.refusal) return reject(*row.refusal);
  if (map.case_id.of(row.cells).empty()) return reject(empty_cell(map.case_id, "the case's number"));
  bool told = false;
  bool passed_over = false;
  std::optional<Instant> first;
  for (std::uint32_t index = 0; index < map.events.size(); ++index) {
    telling.place.event = index;
    if (is_passed_over(map.events[index], row)) {
      passed_over = true;
      continue;
    }
    if (is_untold(map.events[index], map, row)) continue;
    told = true;
    Command command;
    auto fault = telling.read(command);
    if (!fault && map.tells_ids) fault = told_before(command, telling.place);
    if (fault) {
      reject(std::move(*fault));
      continue;
    }
    first = std::min(first.value_or(command.at), command.at);
    log.commands.push_back({std::move(command), telling.place});
  }
  telling.place.event = 0;
  for (std::uint32_t index = 0; index < map.audits.size(); ++index) {
    StatedDue stated{
        {std::string(map.case_id.of(row.cells))}, 1, index, {}, {}, first.value_or(Instant::min()), telling.place};
    if (auto fault = telling.read_stated(map.audits[index], stated))
      reject(std::move(*fault));
    else if (stated.due || stated.on_time)
      log.stated.push_back(std::move(stated));
  }
  if (told) return;
  if (passed_over)
    ++log.passed_over;
  else
    reject({RejectReason::missing_value, fmt::format("nothing happened here: {} are empty", times_of(map))});
}

}  // namespace hotline
