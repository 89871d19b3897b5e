#include "calendar/eights.hpp"

#if defined(__x86_64__) && defined(__GNUC__)  // vectors and attributes as GCC and clang have them

#include <algorithm>
#include <array>
#include <cstring>

#include <immintrin.h>

namespace hotline {
namespace {

// What runs here is compiled for AVX-512 whatever the rest is compiled for, and called where the processor has it.
#define HOTLINE_AVX512 gnu::target("avx512f,avx512dq,avx512vl,avx512bw")
#define HOTLINE_EIGHT [[gnu::always_inline, HOTLINE_AVX512]] inline
#define HOTLINE_EIGHTS_OF [[gnu::noinline, HOTLINE_AVX512]]

bool has_avx512() {
  return __builtin_cpu_supports("avx512f") && __builtin_cpu_supports("avx512dq") &&
         __builtin_cpu_supports("avx512vl") && __builtin_cpu_supports("avx512bw");
}

constexpr std::size_t lanes = 8;
constexpr std::size_t at_a_time = 128;

using Signed [[gnu::vector_size(64)]] = std::int64_t;
using Counts [[gnu::vector_size(64)]] = std::uint64_t;
using Row [[gnu::vector_size(32)]] = std::uint64_t;

struct alignas(64) Eight : std::array<std::int64_t, lanes> {};
struct alignas(64) Part : std::array<std::int64_t, at_a_time> {};
static_assert(sizeof(Instant) == sizeof(std::int64_t) && sizeof(std::chrono::seconds) == sizeof(std::int64_t));
static_assert(sizeof(Span) == 2 * sizeof(Instant) && sizeof(Timeline::Before) == sizeof(std::uint64_t));

template <class Vector>
HOTLINE_EIGHT Vector load(const void* from) {
  Vector vector;
  std::memcpy(&vector, from, sizeof vector);
  return vector;
}
template <class Vector>
HOTLINE_EIGHT void store(Vector vector, void* to) {
  std::memcpy(to, &vector, sizeof vector);
}
template <class Vector>
HOTLINE_EIGHT Vector least(Vector a, Vector b) {
  return a < b ? a : b;
}
template <class Vector>
HOTLINE_EIGHT Vector most(Vector a, Vector b) {
  return a < b ? b : a;
}

HOTLINE_EIGHT Signed clamped(Signed values, std::int64_t low, std::int64_t high) {
  return most(least(values, high - Signed{}), low - Signed{});
}

// Lanes outside low .. high are all ones, the others none.
HOTLINE_EIGHT Signed outside(Signed values, std::int64_t low, std::int64_t high) {
  const auto from = static_cast<std::uint64_t>(low);
  return Signed(Counts(values) - from > static_cast<std::uint64_t>(high) - from);
}
HOTLINE_EIGHT bool is_any(Signed lane) { return _mm512_movepi64_mask(__m512i(lane)) != 0; }

// Of each lane, what has passed before four spans in a row: counted seconds in its low half, closed ones in its high.
struct Spans {
  Counts before;
  Counts first;
  Counts second;
  Counts after;
};
HOTLINE_EIGHT Counts counted(Counts span) { return span & 0xFFFF'FFFF; }
HOTLINE_EIGHT Counts closed(Counts span) { return span >> 32; }
HOTLINE_EIGHT Counts opening(Counts span) { return counted(span) + closed(span); }

// Where in a timeline do some values lie? In two rounds: what a lane is looked up with goes through memory, and by the
// second has long arrived there. Tables are read by plain loads of all that a lane needs, turned into lanes after that:
// a gather takes longer for each lane, and four of them would be needed.
class Lookup {
 public:
  HOTLINE_EIGHT Lookup(const Buckets& buckets, const Timeline& timeline)
      : guess_(buckets.guess()), befores_(timeline.befores()) {}

  HOTLINE_EIGHT void lay_out(std::size_t i, Counts values) {
    const auto bucket = Signed(values >> guess_.shift);
    store(bucket, &buckets_[i]);
    store((bucket * guess_.step + guess_.from) >> Buckets::even_bits, &evens_[i]);
  }
  // The two spans that may begin at or below the value, and their neighbours.
  HOTLINE_EIGHT Spans around(std::size_t i) const {
    const Counts a = rows(i);
    const Counts b = rows(i + 1);
    const Counts c = rows(i + 2);
    const Counts d = rows(i + 3);
    const Counts even_ab = __builtin_shufflevector(a, b, 0, 8, 2, 10, 4, 12, 6, 14);
    const Counts odd_ab = __builtin_shufflevector(a, b, 1, 9, 3, 11, 5, 13, 7, 15);
    const Counts even_cd = __builtin_shufflevector(c, d, 0, 8, 2, 10, 4, 12, 6, 14);
    const Counts odd_cd = __builtin_shufflevector(c, d, 1, 9, 3, 11, 5, 13, 7, 15);
    return {__builtin_shufflevector(even_ab, even_cd, 0, 1, 8, 9, 4, 5, 12, 13),
            __builtin_shufflevector(odd_ab, odd_cd, 0, 1, 8, 9, 4, 5, 12, 13),
            __builtin_shufflevector(even_ab, even_cd, 2, 3, 10, 11, 6, 7, 14, 15),
            __builtin_shufflevector(odd_ab, odd_cd, 2, 3, 10, 11, 6, 7, 14, 15)};
  }

 private:
  HOTLINE_EIGHT Row row(std::size_t i) const {
    return load<Row>(befores_ + evens_[i] + guess_.offsets[buckets_[i]] - 1);
  }
  HOTLINE_EIGHT Counts rows(std::size_t i) const {
    return __builtin_shufflevector(row(i), row(i + 4), 0, 1, 2, 3, 4, 5, 6, 7);
  }

  Buckets::Guess guess_;
  const Timeline::Before* befores_;
  Part buckets_;
  Part evens_;
};

class Rank {
 public:
  HOTLINE_EIGHT explicit Rank(const Timeline& timeline)
      : lookup_(timeline.by_time(), timeline), front_(timeline.front()), back_(timeline.back()) {}
  HOTLINE_EIGHT Counts passed(Signed at) const { return Counts(clamped(at, front_, back_) - front_); }
  HOTLINE_EIGHT void ask(std::size_t i, Signed at) { lookup_.lay_out(i, passed(at)); }
  HOTLINE_EIGHT Counts before(std::size_t i, Signed at) const {
    const Counts passed = this->passed(at);
    const Spans spans = lookup_.around(i);
    const auto first = opening(spans.first) <= passed;
    const auto second = opening(spans.second) <= passed;
    const Counts in = second ? spans.second : first ? spans.first : spans.before;
    const Counts next = second ? spans.after : first ? spans.second : spans.first;
    return least(counted(next), passed - closed(in));
  }

 private:
  Lookup lookup_;
  Second front_;
  Second back_;
};

class Select {
 public:
  HOTLINE_EIGHT explicit Select(const Timeline& timeline)
      : lookup_(timeline.by_count(), timeline), front_(timeline.front()) {}
  HOTLINE_EIGHT void ask(std::size_t i, Counts count) {
    store(count, &counts_[i]);
    lookup_.lay_out(i, count - 1);
  }
  HOTLINE_EIGHT Signed after(std::size_t i) const {
    const Counts count = load<Counts>(&counts_[i]);
    const Spans spans = lookup_.around(i);
    const auto first = counted(spans.first) < count;
    const auto second = counted(spans.second) < count;
    const Counts in = second ? spans.second : first ? spans.first : spans.before;
    return Signed(count + closed(in)) + front_;
  }

 private:
  Lookup lookup_;
  Second front_;
  Part counts_;
};

// Counted on a timeline; whether all have an answer.
HOTLINE_EIGHTS_OF bool due_counted(const Calendar::Table& table, const Timeline& timeline, const Limit& limit,
                                   std::span<const Instant> from, Instant* due) {
  const Second begin = table.clock.begin();
  const Second end = table.clock.end();
  const auto amount = static_cast<std::uint64_t>(limit.amount);
  const std::int64_t total = timeline.total();
  Rank rank(timeline);
  Select select(timeline);
  Signed unanswered{};
  for (std::size_t i = 0; i < from.size(); i += lanes) rank.ask(i, load<Signed>(&from[i]));
  for (std::size_t i = 0; i < from.size(); i += lanes) {
    const auto received = load<Signed>(&from[i]);
    const auto count = Signed(rank.before(i, received) + amount);
    unanswered |= outside(received, begin, end) | outside(count, 1, total);
    select.ask(i, Counts(clamped(count, 1, total)));
  }
  for (std::size_t i = 0; i < from.size(); i += lanes) {
    const Signed found = select.after(i);
    unanswered |= outside(found, begin, end);
    store(most(found, load<Signed>(&from[i])), due + i);
  }
  return !is_any(unanswered);
}

// Dates from 1970 on: a division by 86,400, first by 128 and then by 675.
constexpr std::uint64_t by_675 = (std::uint64_t{1} << 40U) / 675 + 1;
constexpr std::int64_t day_of(std::int64_t local) {
  return static_cast<std::int64_t>((static_cast<std::uint64_t>(local) >> 7U) * by_675 >> 40U);
}
static_assert(day_of(0) == 0 && day_of(day_s - 1) == 0 && day_of(day_s) == 1);
static_assert(day_of(covered_days * day_s - 1) == covered_days - 1 && day_of(covered_days * day_s) == covered_days);

// One that changes no more is the same for all; else each lane asks alone.
HOTLINE_EIGHT Signed local_at(const LocalClock& clock, Signed at) {
  const LocalClock::Settled& settled = clock.settled();
  if (!is_any(Signed(at < settled.since))) [[likely]]
    return most(at + settled.offset, settled.earliest - Signed{});
  Eight shown;
  store(at, shown.data());
  for (std::int64_t& one : shown) one = clock.reached(one);
  return load<Signed>(shown.data());
}

// The Nth close of a working day after the date of an arrival; whether all have one.
HOTLINE_EIGHTS_OF bool due_at_close(const Calendar::Table& table, std::int64_t days, std::span<const Instant> from,
                                    Instant* due) {
  const Second begin = table.clock.begin();
  const Second end = table.clock.end();
  const std::int64_t most_days = table.working_days();
  Part numbers;
  Signed unanswered{};
  for (std::size_t i = 0; i < from.size(); i += lanes) {
    const auto received = load<Signed>(&from[i]);
    unanswered |= outside(received, begin, end);
    const Signed local = local_at(table.clock, clamped(received, begin, end));
    const auto day = Signed((Counts(local) >> 7) * by_675 >> 40);
    store(clamped(day, 0, covered_days - 1), &numbers[i]);
  }
  for (std::size_t i = 0; i < from.size(); ++i) numbers[i] = table.working_before(numbers[i] + 1);
  for (std::size_t i = 0; i < from.size(); i += lanes) {
    const Signed number = load<Signed>(&numbers[i]) + days;
    unanswered |= outside(number, 1, most_days);
    store(clamped(number, 1, most_days) - 1, &numbers[i]);
  }
  for (std::size_t i = 0; i < from.size(); ++i) numbers[i] = table.closing(numbers[i]);
  for (std::size_t i = 0; i < from.size(); i += lanes) {
    const auto found = load<Signed>(&numbers[i]);
    unanswered |= outside(found, begin, end);
    store(most(found, load<Signed>(&from[i])), due + i);
  }
  return !is_any(unanswered);
}

// Both ends of some spans, one after the other.
HOTLINE_EIGHTS_OF void worked(const Timeline& open, std::span<const Span> spans, std::chrono::seconds* between) {
  const auto* const ends = &spans.data()->open;
  Rank rank(open);
  for (std::size_t i = 0; i < 2 * spans.size(); i += lanes) rank.ask(i, load<Signed>(ends + i));
  for (std::size_t i = 0; i < 2 * spans.size(); i += 2 * lanes) {
    const Counts low = rank.before(i, load<Signed>(ends + i));
    const Counts high = rank.before(i + lanes, load<Signed>(ends + i + lanes));
    const Counts opens = __builtin_shufflevector(low, high, 0, 2, 4, 6, 8, 10, 12, 14);
    const Counts closes = __builtin_shufflevector(low, high, 1, 3, 5, 7, 9, 11, 13, 15);
    store(closes - opens, between + i / 2);
  }
}

// Some at a time, as many eights as there are, until some are not all answered; how many are.
template <class Answer>
std::size_t in_parts(std::size_t questions, std::size_t at_most, const Answer& answer) {
  std::size_t done = 0;
  while (questions - done >= lanes) {
    const std::size_t part = std::min(at_most, (questions - done) / lanes * lanes);
    if (!answer(done, part)) break;
    done += part;
  }
  return done;
}

}  // namespace

std::size_t due_in_eights(const Calendar::Table& table, const Limit& limit, std::span<const Instant> from,
                          Instant* due) {
  if (from.size() < lanes || limit.start != Start::at_once || !has_avx512()) return 0;
  const auto on = [&](const Timeline& timeline) {
    if (timeline.is_wide()) return std::size_t{0};
    return in_parts(from.size(), at_a_time, [&](std::size_t done, std::size_t part) {
      return due_counted(table, timeline, limit, from.subspan(done, part), due + done);
    });
  };
  switch (limit.counting) {
    case Counting::working_time:
      return on(table.open);
    case Counting::whole_days:
      return on(table.whole_days);
    case Counting::working_days:
      if (limit.end != End::close || limit.first_day != FirstDay::exclude) return 0;
      if (!is_within(limit.amount, 0, covered_days)) return 0;
      return in_parts(from.size(), at_a_time, [&](std::size_t done, std::size_t part) {
        return due_at_close(table, limit.amount, from.subspan(done, part), due + done);
      });
    default:
      return 0;
  }
}

std::size_t worked_in_eights(const Timeline& open, std::span<const Span> spans, std::chrono::seconds* between) {
  if (spans.size() < lanes || open.by_time().is_wide() || !has_avx512()) return 0;
  return in_parts(spans.size(), at_a_time / 2, [&](std::size_t done, std::size_t part) {
    worked(open, spans.subspan(done, part), between + done);
    return true;
  });
}

}  // namespace hotline

#else

namespace hotline {

std::size_t due_in_eights(const Calendar::Table&, const Limit&, std::span<const Instant>, Instant*) { return 0; }
std::size_t worked_in_eights(const Timeline&, std::span<const Span>, std::chrono::seconds*) { return 0; }

}  // namespace hotline

#endif
