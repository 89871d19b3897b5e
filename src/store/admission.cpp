#include "store/admission.hpp"

#include <algorithm>
#include <set>
#include <string_view>

#include <boost/container/small_vector.hpp>
#include <fmt/format.h>

#include "store/text_index.hpp"

namespace hotline {
namespace {

bool is_name(std::string_view text) { return !text.empty() && text.find('\0') == text.npos; }

// What is wrong with the entry itself, if anything.
std::string fault_of(const Entry& entry) {
  const auto lines = count_lines(entry.events);
  if (!is_name(entry.case_id.text)) return "a case id must have at least one byte and no NUL";
  if (!entry.events.empty() && entry.events.back() != '\n') return "its events do not end with a line end";
  if (entry.version < entry.expected || entry.version - entry.expected != lines)
    return fmt::format("from version {} to {} is not {} events", entry.expected, entry.version, lines);
  std::set<std::pair<Version, std::uint32_t>> keys;
  for (const Effect& effect : entry.effects) {
    if (effect.version <= entry.expected || effect.version > entry.version)
      return fmt::format("it has an effect of version {}, which is not one of its events", effect.version);
    if (entry.effects.size() > 1 && !keys.emplace(effect.version, effect.number).second)
      return fmt::format("it has two effects numbered {}.{}", effect.version, effect.number);
  }
  return {};
}

std::string fault_of(const Unit& unit) {
  if (unit.command && !is_name(unit.command->text)) return "a command id must have at least one byte and no NUL";
  std::set<std::string_view> cases;
  for (const Entry& entry : unit.entries) {
    if (const auto fault = fault_of(entry); !fault.empty())
      return fmt::format("case '{}': {}", entry.case_id.text, fault);
    if (unit.entries.size() > 1 && !cases.insert(entry.case_id.text).second)
      return fmt::format("case '{}' has two entries: join them into one", entry.case_id.text);
  }
  return {};
}

class Admission {
 public:
  Admission(Past& past, std::size_t units)
      : past_(past), epoch_(past.current_epoch()), case_index_(units), command_index_(units) {
    cases_.reserve(units);
    commands_.reserve(units);
  }

  Result<Verdict> admit(const Unit& unit) {
    if (const auto fault = fault_of(unit); !fault.empty()) return fail(Fault::bad_input, fault);
    if (unit.command && knows(*unit.command)) return refused(Outcome::Kind::repeated);
    if (unit.epoch != epoch_) return refused(Outcome::Kind::stale);
    boost::container::small_vector<std::size_t, 2> numbers;
    for (const Entry& entry : unit.entries) {
      numbers.push_back(number_of(entry.case_id));
      if (const auto actual = cases_[numbers.back()].head.version; actual != entry.expected)
        return refused(Outcome::Kind::conflict, actual);
    }
    Verdict applied;
    applied.links.reserve(unit.entries.size());
    for (std::size_t i = 0; i < unit.entries.size(); ++i) {
      const Entry& entry = unit.entries[i];
      Head& head = cases_[numbers[i]].head;
      const Digest after = chain_over(head.hash, entry.events);
      if (entry.hash != Digest{} && entry.hash != after)
        return fail(Fault::bad_input,
                    fmt::format("case '{}': its hash does not continue the case's chain after version "
                                "{}: take chain_over(the last hash, events)",
                                entry.case_id.text, entry.expected));
      applied.links.push_back({head.hash, after});
      head = {entry.version, after};
    }
    remember_command(unit);
    return applied;
  }

 private:
  struct Known {
    std::string_view id;
    Head head;
  };

  static Verdict refused(Outcome::Kind kind, Version actual = 0) { return {{kind, actual}, {}}; }

  auto command_at() const {
    return [this](std::size_t number) { return commands_[number]; };
  }

  bool knows(const CommandId& command) {
    return command_index_.find(command.text, command_at()) || past_.knows(command);
  }

  std::size_t number_of(const CaseId& case_id) {
    const std::size_t number =
        case_index_.find_or_add(case_id.text, cases_.size(), [this](std::size_t known) { return cases_[known].id; });
    if (number == cases_.size()) cases_.push_back({case_id.text, past_.head(case_id)});
    return number;
  }

  void remember_command(const Unit& unit) {
    const auto is_kept = [](const Entry& entry) { return !entry.events.empty(); };
    if (!unit.command || std::none_of(unit.entries.begin(), unit.entries.end(), is_kept)) return;
    command_index_.find_or_add(unit.command->text, commands_.size(), command_at());
    commands_.push_back(unit.command->text);
  }

  Past& past_;
  Epoch epoch_;
  std::vector<Known> cases_;  // of the batch, which holds their ids
  std::vector<std::string_view> commands_;
  TextIndex case_index_;
  TextIndex command_index_;
};

}  // namespace

Result<std::vector<Verdict>> admit(std::span<const Unit> batch, Past& past) {
  Admission admission(past, batch.size());
  std::vector<Verdict> verdicts;
  verdicts.reserve(batch.size());
  for (const Unit& unit : batch) {
    auto verdict = admission.admit(unit);
    if (!verdict)
      return fail(verdict.error().fault,
                  fmt::format("unit {} of the batch: {}", verdicts.size() + 1, verdict.error().message));
    verdicts.push_back(std::move(*verdict));
  }
  return verdicts;
}

std::vector<Outcome> outcomes_of(const std::vector<Verdict>& verdicts) {
  std::vector<Outcome> outcomes;
  outcomes.reserve(verdicts.size());
  for (const Verdict& verdict : verdicts) outcomes.push_back(verdict.outcome);
  return outcomes;
}

std::uint64_t count_lines(std::string_view events) {
  std::uint64_t lines = 0;
  for (auto end = events.find('\n'); end != events.npos; end = events.find('\n', end + 1)) ++lines;
  return lines;
}

}  // namespace hotline
