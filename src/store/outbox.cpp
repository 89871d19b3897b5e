#include "hotline/store/outbox.hpp"

namespace hotline {
namespace {

constexpr std::size_t page_size = 1'000;

std::vector<EffectKey> keys_of(const auto& effects) {
  std::vector<EffectKey> keys;
  for (const WaitingEffect& effect : effects) keys.push_back(effect.key());
  return keys;
}

}  // namespace

Result<MaybeSentFound> see_to_maybe_sent(Store& store, const std::map<std::string, MaybeSent>& by_channel,
                                         MaybeSent otherwise, Instant claimed_before) {
  MaybeSentFound found;
  for (EffectKey after;;) {
    const auto page = store.claimed(after, page_size);
    if (!page) return tl::make_unexpected(page.error());
    if (page->empty()) break;
    after = page->back().key();
    for (const ClaimedEffect& effect : *page) {
      if (effect.claimed_at >= claimed_before) continue;
      const auto rule = by_channel.find(effect.effect.channel);
      switch (rule == by_channel.end() ? otherwise : rule->second) {
        case MaybeSent::resend:
          found.resent.push_back(effect);
          break;
        case MaybeSent::ask:
          found.to_ask.push_back(effect);
          break;
        case MaybeSent::hold:
          found.held.push_back(effect);
          break;
      }
    }
  }
  if (found.resent.empty()) return found;
  return store.put_back(keys_of(found.resent), std::nullopt).map([&](const auto&) { return std::move(found); });
}

Result<Claim> claim_checked(Store& store, Instant now, std::size_t limit, const std::optional<std::string>& channel,
                            std::chrono::seconds age,
                            const std::function<Result<bool>(const WaitingEffect&)>& still_wanted) {
  auto claimed = store.claim(now, limit, channel);
  if (!claimed) return tl::make_unexpected(claimed.error());
  Claim claim;
  for (WaitingEffect& effect : *claimed) {
    Result<bool> wanted = true;
    if (now - effect.effect.not_before > age) wanted = still_wanted(effect);
    if (!wanted) {  // nothing was sent: all of them wait again
      const auto wait = store.put_back(keys_of(*claimed), std::nullopt);
      return tl::make_unexpected(wait ? wanted.error() : wait.error());
    }
    (*wanted ? claim.send : claim.dropped).push_back(effect);
  }
  if (claim.dropped.empty()) return claim;
  return store.settle(keys_of(claim.dropped), Settlement::dropped).map([&](const auto&) { return std::move(claim); });
}

}  // namespace hotline
