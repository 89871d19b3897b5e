#include "calendar/due.hpp"

#include <algorithm>
#include <array>

#include "calendar/eights.hpp"

namespace hotline {
namespace {

using Table = Calendar::Table;

constexpr std::size_t at_a_time = 128;

// Past it nothing has an answer, whatever it is counted in, and no product overflows.
constexpr std::int64_t farthest = 2 * covered_days * day_s;

struct AsItIs {
  static Limit of(Limit limit) {
    limit.amount = std::clamp(limit.amount, -farthest, farthest);
    return limit;
  }
};

// What asks for the counting of a limit, or for its start, folds away.
template <Counting counting>
struct AtOnce {
  static Limit of(Limit limit) {
    limit = AsItIs::of(limit);
    limit.counting = counting;
    limit.start = Start::at_once;
    return limit;
  }
};

template <class Known>
[[gnu::flatten, gnu::noinline]] Second one(const Table& table, const Limit& limit, Second at) {
  return Steps(table).due(Known::of(limit), at);
}

// Some at a time: first where each starts, then where each ends. Steps of many answers are under way at once then,
// where those of one would wait for one another.
template <class Known>
[[gnu::flatten, gnu::noinline]] bool some(const Table& table, const Limit& limit, std::span<const Instant> from,
                                          Instant* __restrict due) {
  const Limit known = Known::of(limit);
  const Steps steps(table);
  std::array<Second, at_a_time> received;
  std::array<Key, at_a_time> ends;
  bool answered = true;
  for (std::size_t i = 0; i < from.size(); ++i) {
    const Second deemed = steps.deemed(known, count_of(from[i]));
    answered = answered && deemed != never;
    received[i] = deemed == never ? table.clock.begin() : deemed;
    const LineKind kind = steps.kind(known, received[i]);
    ends[i] = steps.start(kind, known, received[i]) + Steps::length(known, kind);
  }
  for (std::size_t i = 0; i < from.size(); ++i) {
    const Second end = std::max(steps.when(steps.kind(known, received[i]), ends[i]), received[i]);
    answered = answered && table.covers(end);
    due[i] = instant_of(end);
  }
  return answered;
}

template <class Ask>
auto with_known(const Limit& limit, const Ask& ask) {
  if (limit.start != Start::at_once) return ask(AsItIs());
  switch (limit.counting) {
    case Counting::working_time:
      return ask(AtOnce<Counting::working_time>());
    case Counting::whole_days:
      return ask(AtOnce<Counting::whole_days>());
    case Counting::working_days:
      return ask(AtOnce<Counting::working_days>());
    case Counting::days:
      return ask(AtOnce<Counting::days>());
    case Counting::rolled_days:
      return ask(AtOnce<Counting::rolled_days>());
    case Counting::elapsed:
    case Counting::given:
      break;
  }
  return ask(AsItIs());
}

}  // namespace

Second due_second(const Table& table, const Limit& limit, Second at) {
  return with_known(limit, [&](auto known) { return one<decltype(known)>(table, limit, at); });
}

std::size_t due_plainly(const Table& table, const Limit& limit, std::span<const Instant> from, Instant* due) {
  if (limit.counting == Counting::given) return 0;
  return with_known(limit, [&](auto known) {
    for (std::size_t i = 0; i < from.size(); i += at_a_time) {
      const auto part = from.subspan(i, std::min(at_a_time, from.size() - i));
      if (some<decltype(known)>(table, limit, part, due + i)) continue;
      for (const Instant at : part) {
        if (one<decltype(known)>(table, limit, count_of(at)) == never) return i;
        ++i;
      }
    }
    return from.size();
  });
}

std::size_t due_seconds(const Table& table, const Limit& limit, std::span<const Instant> from, Instant* due) {
  std::size_t done = due_in_eights(table, limit, from, due);
  while (done < from.size()) {
    const auto part = from.subspan(done, std::min(at_a_time, from.size() - done));
    const std::size_t answered = due_plainly(table, limit, part, due + done);
    done += answered;
    if (answered < part.size()) break;
    done += due_in_eights(table, limit, from.subspan(done), due + done);
  }
  return done;
}

}  // namespace hotline
