#include "store/sqlite_effects.hpp"

#include <fmt/format.h>

#include "store/sqlite_fault.hpp"
#include "store/sqlite_use.hpp"

namespace hotline {
namespace {

const std::string claimed_state = "claimed";
const std::string settled_state = "settled";
const std::string dropped_state = "dropped";

bool is_sound(const Use& use) { return use.integer(8) == 1; }

tl::unexpected<Error> altered(std::string_view file, const WaitingEffect& effect) {
  return damaged(
      file, fmt::format("effect {}.{} of case '{}'", effect.effect.version, effect.effect.number, effect.case_id.text));
}

WaitingEffect effect_of(const Use& use) {
  return {CaseId{use.text(1)},
          {use.count(2), static_cast<std::uint32_t>(use.count(3)), use.instant(4), use.text(5), use.text(6)}};
}

}  // namespace

std::string SqliteEffects::select(const char* which) {
  return fmt::format(
      "SELECT effect.id, case_id, effect.version, number, not_before, channel, body, claimed_at, "
      "effect.sum = hotline_sum(position, effect.version, number, not_before, channel, body) "
      "FROM effect JOIN entry USING (position) WHERE {}",
      which);
}

void SqliteEffects::add(Position position, const Effect& effect) {
  Use(add_, position, effect.version, effect.number, effect.not_before, effect.channel, effect.body).run();
}

Result<std::vector<WaitingEffect>> SqliteEffects::claim(Instant now, std::size_t limit,
                                                        const std::optional<std::string>& channel) {
  std::vector<std::int64_t> ids;
  std::vector<WaitingEffect> effects;
  const auto collect = [&](Use use) -> Result<void> {
    while (use.next()) {
      ids.push_back(use.integer(0));
      effects.push_back(effect_of(use));
      if (!is_sound(use)) return altered(file_, effects.back());
    }
    return {};
  };
  const auto collected = channel ? collect(Use(waiting_on_, now, limit, *channel)) : collect(Use(waiting_, now, limit));
  if (!collected) return tl::make_unexpected(collected.error());
  for (const auto id : ids) Use(mark_, claimed_state, now, id).run();
  return effects;
}

Result<std::vector<ClaimedEffect>> SqliteEffects::claimed(const EffectKey& after, std::size_t limit) {
  std::vector<ClaimedEffect> page;
  for (Use use(claimed_, after.case_id, after.version, after.number, limit); use.next();) {
    page.push_back({effect_of(use), use.instant(7)});
    if (!is_sound(use)) return altered(file_, page.back());
  }
  return page;
}

template <class Change>
std::vector<EffectOutcome> SqliteEffects::each_open(std::span<const EffectKey> keys, const Change& change) {
  const auto outcome_of = [&](const EffectKey& key) {
    std::int64_t id = 0;
    {
      Use use(find_, key.case_id, key.version, key.number);
      if (!use.next()) return EffectOutcome::unknown;
      if (const auto state = use.text(1); state == settled_state || state == dropped_state)
        return EffectOutcome::settled_before;
      id = use.integer(0);
    }
    change(id);
    return EffectOutcome::done;
  };
  std::vector<EffectOutcome> outcomes;
  for (const EffectKey& key : keys) outcomes.push_back(outcome_of(key));
  return outcomes;
}

std::vector<EffectOutcome> SqliteEffects::settle(std::span<const EffectKey> keys, Settlement how) {
  const auto& state = how == Settlement::delivered ? settled_state : dropped_state;
  return each_open(keys, [&](std::int64_t id) { Use(mark_, state, std::optional<Instant>(), id).run(); });
}

std::vector<EffectOutcome> SqliteEffects::put_back(std::span<const EffectKey> keys, std::optional<Instant> not_before) {
  return each_open(keys, [&](std::int64_t id) { Use(wait_, not_before, id).run(); });
}

}  // namespace hotline
