#include "hotline/store/memory_store.hpp"

#include <algorithm>
#include <deque>
#include <map>
#include <set>
#include <unordered_map>

#include "store/admission.hpp"
#include "store/one_at_a_time.hpp"
#include "store/refusals.hpp"

namespace hotline {
namespace {

struct KeptEffect {
  enum class State { waiting, claimed, settled } state = State::waiting;
  ClaimedEffect asked;
};

class MemoryStore final : public Store, Past {
 public:
  Result<std::vector<KeptEntry>> load(const CaseId& case_id) override {
    const OneAtATime::Use use(one_);
    std::vector<KeptEntry> found;
    if (const auto known = of_case_.find(case_id); known != of_case_.end())
      for (const std::size_t place : known->second.entries) found.push_back(entries_[place]);
    return found;
  }

  Result<std::vector<KeptEntry>> find(const CommandId& command) override {
    const OneAtATime::Use use(one_);
    const auto known = of_command_.find(command.text);
    if (known == of_command_.end()) return std::vector<KeptEntry>{};
    const auto [first, count] = known->second;
    return part(first, count);
  }

  Result<std::vector<Outcome>> append(std::span<const Unit> batch) override {
    const OneAtATime::Use use(one_);
    const auto verdicts = admit(batch, *this);
    if (!verdicts) return tl::make_unexpected(verdicts.error());
    for (std::size_t i = 0; i < batch.size(); ++i)
      if ((*verdicts)[i].outcome.kind == Outcome::Kind::applied) keep(batch[i], (*verdicts)[i].links);
    return outcomes_of(*verdicts);
  }

  Result<std::vector<CaseId>> cases(const CaseId& after, std::size_t limit) override {
    const OneAtATime::Use use(one_);
    std::vector<CaseId> page;
    put_in_order();
    for (auto known = std::upper_bound(cases_.begin(), cases_.end(), after.text);
         known != cases_.end() && page.size() < limit; ++known)
      page.push_back({std::string(*known)});
    return page;
  }

  Result<std::vector<KeptEntry>> read(Position after, std::size_t limit) override {
    const OneAtATime::Use use(one_);
    const auto from = std::min<std::size_t>(after, entries_.size());
    return part(from, std::min(limit, entries_.size() - from));
  }

  Result<Position> recorded_before(Instant at) override {
    const OneAtATime::Use use(one_);
    const auto first = std::find_if(entries_.begin(), entries_.end(),
                                    [&](const KeptEntry& kept) { return kept.entry.recorded_at >= at; });
    return static_cast<Position>(first - entries_.begin());
  }

  Result<std::vector<std::string>> queues() override {
    const OneAtATime::Use use(one_);
    std::vector<std::string> names;
    for (const auto& [name, hints] : queues_)
      if (!hints.empty()) names.push_back(name);
    return names;
  }

  Result<std::vector<DueHint>> due(std::string_view queue, const DueHint& from, std::int64_t upto,
                                   std::size_t limit) override {
    const OneAtATime::Use use(one_);
    std::vector<DueHint> page;
    const auto found = queues_.find(queue);
    if (found == queues_.end()) return page;
    const auto& hints = found->second;
    for (auto hint = hints.lower_bound(from); hint != hints.end() && hint->key <= upto && page.size() < limit; ++hint)
      page.push_back(*hint);
    return page;
  }

  Result<Epoch> epoch() override {
    const OneAtATime::Use use(one_);
    return epoch_;
  }

  Result<Epoch> begin_epoch(Epoch current, std::span<const Document> documents) override {
    const OneAtATime::Use use(one_);
    if (current != epoch_) return not_current(current, epoch_);
    ++epoch_;
    for (const Document& document : documents) documents_.insert_or_assign(document.name, document.text);
    return epoch_;
  }

  Result<std::optional<std::string>> document(std::string_view name) override {
    const OneAtATime::Use use(one_);
    const auto found = documents_.find(name);
    return found == documents_.end() ? std::nullopt : std::optional(found->second);
  }

  Result<std::vector<std::string>> documents() override {
    const OneAtATime::Use use(one_);
    std::vector<std::string> names;
    for (const auto& [name, text] : documents_) names.push_back(name);
    return names;
  }

  using Store::claim;
  Result<std::vector<WaitingEffect>> claim(Instant now, std::size_t limit,
                                           const std::optional<std::string>& channel) override {
    const OneAtATime::Use use(one_);
    std::vector<WaitingEffect> claimed;
    for (auto next = waiting_.begin(); next != waiting_.end() && next->first <= now && claimed.size() < limit;) {
      KeptEffect& effect = effects_[next->second];
      if (channel && effect.asked.effect.channel != *channel) {
        ++next;
        continue;
      }
      effect.state = KeptEffect::State::claimed;
      effect.asked.claimed_at = now;
      claimed.push_back(effect.asked);
      next = waiting_.erase(next);
    }
    return claimed;
  }

  Result<std::vector<ClaimedEffect>> claimed(const EffectKey& after, std::size_t limit) override {
    const OneAtATime::Use use(one_);
    std::vector<ClaimedEffect> page;
    for (auto next = effect_at_.upper_bound(after); next != effect_at_.end() && page.size() < limit; ++next)
      if (const KeptEffect& effect = effects_[next->second]; effect.state == KeptEffect::State::claimed)
        page.push_back(effect.asked);
    return page;
  }

  using Store::settle;
  Result<std::vector<EffectOutcome>> settle(std::span<const EffectKey> keys, Settlement) override {
    return each_open(keys, [](KeptEffect& effect) { effect.state = KeptEffect::State::settled; });
  }

  Result<std::vector<EffectOutcome>> put_back(std::span<const EffectKey> keys,
                                              std::optional<Instant> not_before) override {
    return each_open(keys, [&](KeptEffect& effect) {
      effect.state = KeptEffect::State::waiting;
      effect.asked.effect.not_before = not_before.value_or(effect.asked.effect.not_before);
    });
  }

 private:
  struct OfCase {
    std::vector<std::size_t> entries;  // their places
    std::vector<Hint> hints;
  };

  std::vector<KeptEntry> part(std::size_t first, std::size_t count) const {
    const auto from = entries_.begin() + static_cast<std::ptrdiff_t>(first);
    return std::vector<KeptEntry>(from, from + static_cast<std::ptrdiff_t>(count));
  }

  void put_in_order() {
    const auto fresh = cases_.begin() + static_cast<std::ptrdiff_t>(in_order_);
    std::sort(fresh, cases_.end());
    std::inplace_merge(cases_.begin(), fresh, cases_.end());
    in_order_ = cases_.size();
  }

  Epoch current_epoch() override { return epoch_; }
  bool knows(const CommandId& command) override { return of_command_.contains(command.text); }

  Head head(const CaseId& case_id) override {
    const auto known = of_case_.find(case_id);
    if (known == of_case_.end() || known->second.entries.empty()) return {0, chain_start(case_id)};
    const Entry& last = entries_[known->second.entries.back()].entry;
    return {last.version, last.hash};
  }

  void keep(const Unit& unit, std::span<const Verdict::Link> links) {
    const std::size_t first = entries_.size();
    for (std::size_t i = 0; i < unit.entries.size(); ++i) {
      const Entry& entry = unit.entries[i];
      const auto known = of_case_.try_emplace(entry.case_id).first;
      if (!entry.events.empty()) keep_events(unit.command, entry, links[i].after, known->first, known->second);
      if (entry.hints) replace_hints(known->first, known->second.hints, *entry.hints);
      for (const Effect& effect : entry.effects) keep_effect(entry.case_id, effect);
    }
    if (unit.command && entries_.size() > first)
      of_command_.try_emplace(entries_[first].command->text, first, entries_.size() - first);
  }

  void keep_events(const std::optional<CommandId>& command, const Entry& entry, const Digest& hash,
                   const CaseId& case_id, OfCase& of_case) {
    if (of_case.entries.empty()) cases_.push_back(case_id.text);
    of_case.entries.push_back(entries_.size());
    Entry kept{entry.case_id, entry.expected, entry.version, entry.recorded_at, entry.events, hash, {}, std::nullopt};
    entries_.push_back({entries_.size() + 1, command, std::move(kept)});
  }

  // Most stay where they are.
  void replace_hints(const CaseId& case_id, std::vector<Hint>& mine, const std::vector<Hint>& hints) {
    for (const Hint& hint : mine)
      if (std::find(hints.begin(), hints.end(), hint) == hints.end()) queues_[hint.queue].erase({hint.key, case_id});
    for (const Hint& hint : hints)
      if (std::find(mine.begin(), mine.end(), hint) == mine.end()) queues_[hint.queue].insert({hint.key, case_id});
    mine = hints;
  }

  template <class Change>
  std::vector<EffectOutcome> each_open(std::span<const EffectKey> keys, const Change& change) {
    const OneAtATime::Use use(one_);
    std::vector<EffectOutcome> outcomes;
    for (const EffectKey& key : keys) {
      const auto found = effect_at_.find(key);
      outcomes.push_back(found == effect_at_.end() ? EffectOutcome::unknown : changed(found->second, change));
    }
    return outcomes;
  }

  template <class Change>
  EffectOutcome changed(std::size_t place, const Change& change) {
    KeptEffect& effect = effects_[place];
    if (effect.state == KeptEffect::State::settled) return EffectOutcome::settled_before;
    waiting_.erase({effect.asked.effect.not_before, place});
    change(effect);
    if (effect.state == KeptEffect::State::waiting) waiting_.emplace(effect.asked.effect.not_before, place);
    return EffectOutcome::done;
  }

  void keep_effect(const CaseId& case_id, const Effect& effect) {
    const auto place = effects_.size();
    effects_.push_back({KeptEffect::State::waiting, {{case_id, effect}, {}}});
    effect_at_.emplace(EffectKey{case_id, effect.version, effect.number}, place);
    waiting_.emplace(effect.not_before, place);
  }

  OneAtATime one_{"store"};
  Epoch epoch_ = 0;
  std::deque<KeptEntry> entries_;  // they stay where they are
  std::unordered_map<CaseId, OfCase> of_case_;
  std::vector<std::string_view> cases_;  // their ids, as of_case_ holds them
  std::size_t in_order_ = 0;             // of them
  // Its first entry, which holds the id, and how many there are.
  std::unordered_map<std::string_view, std::pair<std::size_t, std::size_t>> of_command_;
  std::map<std::string, std::set<DueHint>, std::less<>> queues_;
  std::vector<KeptEffect> effects_;
  std::map<EffectKey, std::size_t> effect_at_;
  std::set<std::pair<Instant, std::size_t>> waiting_;
  std::map<std::string, std::string, std::less<>> documents_;
};

}  // namespace

std::unique_ptr<Store> open_memory_store() { return std::make_unique<MemoryStore>(); }

}  // namespace hotline
