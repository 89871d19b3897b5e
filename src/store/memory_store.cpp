#include "hotline/store/memory_store.hpp"

#include <algorithm>
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
    return entries_at(of_case_, case_id);
  }

  Result<std::vector<KeptEntry>> find(const CommandId& command) override {
    const OneAtATime::Use use(one_);
    return entries_at(of_command_, command);
  }

  Result<std::vector<Outcome>> append(std::span<const Unit> batch) override {
    const OneAtATime::Use use(one_);
    const auto verdicts = admit(batch, *this);
    if (!verdicts) return tl::make_unexpected(verdicts.error());
    for (std::size_t i = 0; i < batch.size(); ++i)
      if ((*verdicts)[i].outcome.kind == Outcome::Kind::applied) keep(batch[i]);
    return outcomes_of(*verdicts);
  }

  Result<std::vector<CaseId>> cases(const CaseId& after, std::size_t limit) override {
    const OneAtATime::Use use(one_);
    std::vector<CaseId> page;
    for (auto known = of_case_.upper_bound(after); known != of_case_.end() && page.size() < limit; ++known)
      page.push_back(known->first);
    return page;
  }

  Result<std::vector<KeptEntry>> read(Position after, std::size_t limit) override {
    const OneAtATime::Use use(one_);
    const auto from = std::min<std::size_t>(after, entries_.size());
    const auto page = std::span(entries_).subspan(from, std::min(limit, entries_.size() - from));
    return std::vector<KeptEntry>(page.begin(), page.end());
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
  using Places = std::vector<std::size_t>;

  Epoch current_epoch() override { return epoch_; }
  bool knows(const CommandId& command) override { return of_command_.contains(command); }

  Head head(const CaseId& case_id) override {
    const auto known = of_case_.find(case_id);
    if (known == of_case_.end()) return {0, chain_start(case_id)};
    const Entry& last = entries_[known->second.back()].entry;
    return {last.version, last.hash};
  }

  template <class PlacesOf, class Key>
  std::vector<KeptEntry> entries_at(const PlacesOf& places, const Key& key) const {
    std::vector<KeptEntry> found;
    if (const auto known = places.find(key); known != places.end())
      for (const std::size_t place : known->second) found.push_back(entries_[place]);
    return found;
  }

  void keep(const Unit& unit) {
    for (const Entry& entry : unit.entries) {
      if (!entry.events.empty()) keep_events(unit.command, entry);
      if (entry.hints) replace_hints(entry.case_id, *entry.hints);
      for (const Effect& effect : entry.effects) keep_effect(entry.case_id, effect);
    }
  }

  void keep_events(const std::optional<CommandId>& command, const Entry& entry) {
    const auto place = entries_.size();
    KeptEntry kept{place + 1, command, entry};
    kept.entry.effects.clear();
    kept.entry.hints.reset();
    entries_.push_back(std::move(kept));
    of_case_[entry.case_id].push_back(place);
    if (command) of_command_[*command].push_back(place);
  }

  void replace_hints(const CaseId& case_id, const std::vector<Hint>& hints) {
    auto& mine = hints_[case_id];
    for (const Hint& hint : mine) queues_[hint.queue].erase({hint.key, case_id});
    for (const Hint& hint : hints) queues_[hint.queue].insert({hint.key, case_id});
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

  OneAtATime one_;
  Epoch epoch_ = 0;
  std::vector<KeptEntry> entries_;
  std::map<CaseId, Places> of_case_;
  std::unordered_map<CommandId, Places> of_command_;
  std::unordered_map<CaseId, std::vector<Hint>> hints_;
  std::map<std::string, std::set<DueHint>, std::less<>> queues_;
  std::vector<KeptEffect> effects_;
  std::map<EffectKey, std::size_t> effect_at_;
  std::set<std::pair<Instant, std::size_t>> waiting_;
  std::map<std::string, std::string, std::less<>> documents_;
};

}  // namespace

std::unique_ptr<Store> open_memory_store() { return std::make_unique<MemoryStore>(); }

}  // namespace hotline
