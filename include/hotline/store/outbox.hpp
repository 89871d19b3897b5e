// What is to be done about messages that may have been sent, and about those that have waited too long?
//
//   see_to_maybe_sent(*store, {{"board", MaybeSent::resend}, {"sms", MaybeSent::ask}}, MaybeSent::hold, opened);
//   auto claim = claim_checked(*store, now, 100, "sms", 10min, [&](const WaitingEffect& old) { return ...; });
//   for (const WaitingEffect& effect : claim->send) ...          // send each with its key
//   store->settle(keys, Settlement::delivered);                  // many in one commit
//
// Promises: exactly once inside the store; outside it at least once, under a stable key. A program that dies between
//           sending and settling leaves its effects claimed: sent or not, nobody can say but the receiver.
// Threads:  the store's. To keep a slow channel from holding up another, claim by channel, send without the store, and
//           settle what was sent.
#pragma once

#include <chrono>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "hotline/base/result.hpp"
#include "hotline/export.hpp"
#include "hotline/store/store.hpp"

namespace hotline {

enum class MaybeSent {
  resend,  // twice does no harm: it waits again
  ask,     // the receiver knows, by its key: settle it or put it back
  hold,    // until a person decides
};

struct MaybeSentFound {
  std::vector<ClaimedEffect> resent, to_ask, held;
};

// Of the effects claimed before an instant: that at which the program began, or long enough ago for a live sender.
HOTLINE_API Result<MaybeSentFound> see_to_maybe_sent(Store& store, const std::map<std::string, MaybeSent>& by_channel,
                                                     MaybeSent otherwise, Instant claimed_before);

struct Claim {
  std::vector<WaitingEffect> send;
  std::vector<WaitingEffect> dropped;  // settled as such: nobody wanted them any more
};

// As claim(); an effect that could have been sent longer than `age` ago is sent only if somebody still wants it.
HOTLINE_API Result<Claim> claim_checked(Store& store, Instant now, std::size_t limit,
                                        const std::optional<std::string>& channel, std::chrono::seconds age,
                                        const std::function<Result<bool>(const WaitingEffect&)>& still_wanted);

}  // namespace hotline
