#include "store/sqlite_effects.hpp"

#include "store/refusals.hpp"
#include "store/sqlite_use.hpp"

namespace hotline {
namespace {

const std::string claimed = "claimed";
const std::string settled = "settled";

}  // namespace

void SqliteEffects::add(Position position, const Effect& effect) {
  Use(add_, position, effect.version, effect.number, effect.not_before, effect.channel, effect.body).run();
}

std::vector<WaitingEffect> SqliteEffects::claim(Instant now, std::size_t limit) {
  std::vector<std::int64_t> ids;
  std::vector<WaitingEffect> effects;
  for (Use use(waiting_, now, limit); use.next();) {
    ids.push_back(use.integer(0));
    effects.push_back(
        {CaseId{use.text(1)},
         {use.count(2), static_cast<std::uint32_t>(use.count(3)), use.instant(4), use.text(5), use.text(6)}});
  }
  for (const auto id : ids) Use(mark_, claimed, id).run();
  return effects;
}

Result<void> SqliteEffects::settle(const CaseId& case_id, Version version, std::uint32_t number) {
  std::int64_t id = 0;
  {
    Use use(find_, case_id, version, number);
    if (!use.next()) return no_such_effect(case_id, version, number);
    if (use.text(1) == settled) return settled_before(case_id, version, number);
    id = use.integer(0);
  }
  Use(mark_, settled, id).run();
  return {};
}

}  // namespace hotline
