#include "hotline/store/memory_store.hpp"

#include <algorithm>
#include <deque>
#include <map>
#include <memory_resource>
#include <set>

#include <boost/container/small_vector.hpp>

#include "store/admission.hpp"
#include "store/one_at_a_time.hpp"
#include "store/refusals.hpp"
#include "store/text_index.hpp"

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
    const auto known = case_called(case_id);
    if (!known) return found;
    for (std::size_t next = cases_[*known].last; next > 0; next = rows_[next - 1].before)
      found.push_back(entry_at(next - 1));
    std::reverse(found.begin(), found.end());
    return found;
  }

  Result<std::vector<KeptEntry>> find(const CommandId& command) override {
    const OneAtATime::Use use(one_);
    const auto first = row_of(command);
    if (!first) return std::vector<KeptEntry>{};
    return part(*first, rows_[*first].of_unit);
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
    for (auto known = std::upper_bound(names_.begin(), names_.end(), after.text);
         known != names_.end() && page.size() < limit; ++known)
      page.push_back({std::string(*known)});
    return page;
  }

  Result<std::vector<KeptEntry>> read(Position after, std::size_t limit) override {
    const OneAtATime::Use use(one_);
    const auto from = std::min<std::size_t>(after, rows_.size());
    return part(from, std::min(limit, rows_.size() - from));
  }

  Result<Position> recorded_before(Instant at) override {
    const OneAtATime::Use use(one_);
    const auto first = std::find_if(rows_.begin(), rows_.end(), [&](const Row& row) { return row.recorded_at >= at; });
    return static_cast<Position>(first - rows_.begin());
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
  using Queues = std::map<std::string, std::set<DueHint>, std::less<>>;
  using NamedQueue = Queues::value_type;
  struct Row {  // an entry
    std::size_t of_case = 0;
    std::size_t before = 0;   // the case's row before it, counted from 1; 0: none
    std::size_t of_unit = 1;  // of the first row of a unit: how many it has
    Version expected = 0;
    Version version = 0;
    Instant recorded_at{};
    Digest hash{};
    std::string_view command;  // empty: time passed
    std::string_view events;
  };
  struct StandingHint {
    NamedQueue* queue;
    std::int64_t key;
    std::set<DueHint>::iterator place;
  };
  using StandingHints = boost::container::small_vector<StandingHint, 2>;
  struct OfCase {
    CaseId id;
    Head head;
    std::size_t last = 0;  // its last row, counted from 1; 0: none
    StandingHints hints;
  };

  std::vector<KeptEntry> part(std::size_t first, std::size_t count) const {
    std::vector<KeptEntry> entries;
    entries.reserve(count);
    for (std::size_t place = first; place < first + count; ++place) entries.push_back(entry_at(place));
    return entries;
  }

  KeptEntry entry_at(std::size_t place) const {
    const Row& row = rows_[place];
    KeptEntry kept;
    kept.position = place + 1;
    if (!row.command.empty()) kept.command = CommandId{std::string(row.command)};
    kept.entry.case_id = cases_[row.of_case].id;
    kept.entry.expected = row.expected;
    kept.entry.version = row.version;
    kept.entry.recorded_at = row.recorded_at;
    kept.entry.events = row.events;
    kept.entry.hash = row.hash;
    return kept;
  }

  void put_in_order() {
    const auto fresh = names_.begin() + static_cast<std::ptrdiff_t>(in_order_);
    std::sort(fresh, names_.end());
    std::inplace_merge(names_.begin(), fresh, names_.end());
    in_order_ = names_.size();
  }

  auto name_of_case() const {
    return [this](std::size_t number) -> std::string_view { return cases_[number].id.text; };
  }
  auto command_of_row() const {
    return [this](std::size_t number) { return rows_[number].command; };
  }
  std::optional<std::size_t> case_called(const CaseId& id) const { return case_index_.find(id.text, name_of_case()); }
  std::optional<std::size_t> row_of(const CommandId& id) const {
    return command_index_.find(id.text, command_of_row());
  }

  Epoch current_epoch() override { return epoch_; }
  bool knows(const CommandId& command) override { return row_of(command).has_value(); }

  Head head(const CaseId& case_id) override {
    const auto known = case_called(case_id);
    return known ? cases_[*known].head : Head{0, chain_start(case_id)};
  }

  void keep(const Unit& unit, std::span<const Verdict::Link> links) {
    const std::size_t first = rows_.size();
    for (std::size_t i = 0; i < unit.entries.size(); ++i) {
      const Entry& entry = unit.entries[i];
      const std::size_t number = case_index_.find_or_add(entry.case_id.text, cases_.size(), name_of_case());
      if (number == cases_.size()) cases_.push_back({entry.case_id, {0, links[i].before}, 0, {}});
      if (!entry.events.empty()) keep_events(unit.command, entry, links[i].after, number);
      if (entry.hints) replace_hints(cases_[number], *entry.hints);
      for (const Effect& effect : entry.effects) keep_effect(entry.case_id, effect);
    }
    if (rows_.size() == first) return;
    rows_[first].of_unit = rows_.size() - first;
    if (unit.command) command_index_.find_or_add(rows_[first].command, first, command_of_row());
  }

  void keep_events(const std::optional<CommandId>& command, const Entry& entry, const Digest& hash,
                   std::size_t number) {
    OfCase& of_case = cases_[number];
    if (of_case.last == 0) names_.push_back(of_case.id.text);
    rows_.push_back({.of_case = number,
                     .before = of_case.last,
                     .expected = entry.expected,
                     .version = entry.version,
                     .recorded_at = entry.recorded_at,
                     .hash = hash,
                     .command = command ? kept_text(command->text) : std::string_view{},
                     .events = kept_text(entry.events)});
    of_case.head = {entry.version, hash};
    of_case.last = rows_.size();
  }

  std::string_view kept_text(std::string_view text) {
    char* const bytes = static_cast<char*>(texts_.allocate(text.size(), 1));
    return {bytes, text.copy(bytes, text.size())};
  }

  void replace_hints(OfCase& of_case, const std::vector<Hint>& hints) {
    StandingHints& mine = of_case.hints;
    const auto is = [](const StandingHint& one, const Hint& hint) {
      return one.key == hint.key && one.queue->first == hint.queue;
    };
    const auto kept = std::partition(mine.begin(), mine.end(), [&](const StandingHint& one) {
      return std::any_of(hints.begin(), hints.end(), [&](const Hint& hint) { return is(one, hint); });
    });
    StandingHints left(kept, mine.end());
    mine.erase(kept, mine.end());
    for (const Hint& hint : hints)
      if (std::none_of(mine.begin(), mine.end(), [&](const StandingHint& one) { return is(one, hint); }))
        mine.push_back(placed(hint, of_case.id, left));
    for (const StandingHint& one : left) one.queue->second.erase(one.place);
  }

  // In the place of one that it leaves in the same queue, if there is one: the tree then takes its node again.
  StandingHint placed(const Hint& hint, const CaseId& case_id, StandingHints& left) {
    const auto leaves =
        std::find_if(left.begin(), left.end(), [&](const StandingHint& one) { return one.queue->first == hint.queue; });
    if (leaves == left.end()) {
      NamedQueue& queue = *queues_.try_emplace(hint.queue).first;
      return {&queue, hint.key, queue.second.insert({hint.key, case_id}).first};
    }
    NamedQueue& queue = *leaves->queue;
    auto node = queue.second.extract(leaves->place);
    left.erase(leaves);
    node.value().key = hint.key;
    return {&queue, hint.key, queue.second.insert(std::move(node)).position};
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
  std::pmr::monotonic_buffer_resource texts_;  // of the rows
  std::deque<Row> rows_;                       // in their order; they and the cases stay where they are
  std::deque<OfCase> cases_;
  TextIndex command_index_;  // of rows, each the first of its unit
  TextIndex case_index_;
  std::vector<std::string_view> names_;  // of the cases that have rows
  std::size_t in_order_ = 0;             // of them
  Queues queues_;
  std::vector<KeptEffect> effects_;
  std::map<EffectKey, std::size_t> effect_at_;
  std::set<std::pair<Instant, std::size_t>> waiting_;
  std::map<std::string, std::string, std::less<>> documents_;
};

}  // namespace

std::unique_ptr<Store> open_memory_store() { return std::make_unique<MemoryStore>(); }

}  // namespace hotline
