#include "store/admission.hpp"

#include <algorithm>
#include <set>
#include <string_view>
#include <unordered_map>
#include <unordered_set>

#include <fmt/format.h>

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
    if (!keys.emplace(effect.version, effect.number).second)
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
    if (!cases.insert(entry.case_id.text).second)
      return fmt::format("case '{}' has two entries: join them into one", entry.case_id.text);
  }
  return {};
}

class Admission {
 public:
  Admission(Past& past, std::size_t units) : past_(past), epoch_(past.current_epoch()) {
    heads_.reserve(units);
    commands_.reserve(units);
  }

  Result<Verdict> admit(const Unit& unit) {
    if (const auto fault = fault_of(unit); !fault.empty()) return fail(Fault::bad_input, fault);
    if (unit.command && knows(*unit.command)) return refused(Outcome::Kind::repeated);
    if (unit.epoch != epoch_) return refused(Outcome::Kind::stale);
    for (const Entry& entry : unit.entries)
      if (const auto actual = head(entry.case_id).version; actual != entry.expected)
        return refused(Outcome::Kind::conflict, actual);
    Verdict applied;
    for (const Entry& entry : unit.entries) {
      const Digest& before = head(entry.case_id).hash;
      const Digest after = chain_over(before, entry.events);
      if (entry.hash != Digest{} && entry.hash != after)
        return fail(Fault::bad_input,
                    fmt::format("case '{}': its hash does not continue the case's chain after version "
                                "{}: take chain_over(the last hash, events)",
                                entry.case_id.text, entry.expected));
      applied.links.push_back({before, after});
    }
    remember(unit, applied.links);
    return applied;
  }

 private:
  static Verdict refused(Outcome::Kind kind, Version actual = 0) { return {{kind, actual}, {}}; }

  bool knows(const CommandId& command) { return commands_.contains(command.text) || past_.knows(command); }

  const Head& head(const CaseId& case_id) {
    const auto known = heads_.find(case_id.text);
    return known != heads_.end() ? known->second : heads_.emplace(case_id.text, past_.head(case_id)).first->second;
  }

  void remember(const Unit& unit, const std::vector<Verdict::Link>& links) {
    const auto is_kept = [](const Entry& entry) { return !entry.events.empty(); };
    if (unit.command && std::any_of(unit.entries.begin(), unit.entries.end(), is_kept))
      commands_.insert(unit.command->text);
    for (std::size_t i = 0; i < links.size(); ++i)
      heads_.insert_or_assign(unit.entries[i].case_id.text, Head{unit.entries[i].version, links[i].after});
  }

  Past& past_;
  Epoch epoch_;
  std::unordered_map<std::string_view, Head> heads_;  // by case, as the batch holds their ids
  std::unordered_set<std::string_view> commands_;
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
