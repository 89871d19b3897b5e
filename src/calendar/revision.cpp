#include "hotline/calendar/revision.hpp"

#include <algorithm>
#include <array>
#include <cstdint>
#include <string_view>
#include <utility>

#include <fmt/format.h>
#include <sodium/crypto_generichash.h>

#include "calendar/table.hpp"

namespace hotline {
namespace {

class DaysHash {
 public:
  DaysHash() { crypto_generichash_init(&state_, nullptr, 0, bytes_); }

  void add(std::string_view text) {
    add(static_cast<std::int64_t>(text.size()));
    flush();
    crypto_generichash_update(&state_, reinterpret_cast<const unsigned char*>(text.data()), text.size());
  }

  void add(std::int64_t number) {  // lowest byte first, on every machine
    if (held_ == buffer_.size()) flush();
    for (std::size_t i = 0; i < sizeof number; ++i)
      buffer_[held_++] = static_cast<unsigned char>(static_cast<std::uint64_t>(number) >> (8 * i));
  }

  std::string end() {
    flush();
    std::array<unsigned char, bytes_> hash{};
    crypto_generichash_final(&state_, hash.data(), hash.size());
    return fmt::format("{:02x}", fmt::join(hash, ""));
  }

 private:
  void flush() {
    crypto_generichash_update(&state_, buffer_.data(), held_);
    held_ = 0;
  }

  static constexpr std::size_t bytes_ = crypto_generichash_BYTES_MIN;
  crypto_generichash_state state_;
  std::array<unsigned char, 4'096> buffer_{};
  std::size_t held_ = 0;
};

}  // namespace

std::vector<ChangedDay> diff(const Calendar& before, const Calendar& after) {
  const bool moved = before.zone().name() != after.zone().name();
  std::vector<ChangedDay> changed;
  for (std::int64_t day = 0; day < covered_days; ++day) {
    ChangedDay both{before.day(date_of(day)), after.day(date_of(day))};
    const bool opens = !both.before.windows.empty() || !both.after.windows.empty();
    if (both.before.windows != both.after.windows || (moved && opens)) changed.push_back(std::move(both));
  }
  return changed;
}

std::optional<Instant> differ_from(const Calendar& before, const Calendar& after) {
  const std::vector<ChangedDay> changed = diff(before, after);
  if (changed.empty()) return std::nullopt;
  const auto midnight = std::chrono::local_days{changed.front().before.date};
  return std::min(before.zone().to_instant(midnight, Skipped::shift),
                  after.zone().to_instant(midnight, Skipped::shift));
}

namespace {

int year_of(Date date) { return static_cast<int>(date.year()); }

// What the lines stand on, given to `add` with the year it lies in.
template <class Add>
void each_of_lines(const Calendar& calendar, const Add& add) {
  const auto year_at = [](Instant at) { return year_of(Date{std::chrono::floor<std::chrono::days>(at)}); };
  const Zone& zone = calendar.zone();
  const Instant begin = zone.to_instant(std::chrono::local_days{first_date}, Skipped::shift);
  const Instant end = zone.to_instant(std::chrono::local_days{last_date}, Skipped::shift);
  for (Instant at = begin; at < end; at = zone.next_transition(at))
    add(year_at(at), count_of(at), zone.offset_at(at).count());
  const Calendar::Table& table = calendar.table();
  for (std::size_t i = 0; i < table.open.size(); ++i)
    add(year_at(table.open[i].open), count_of(table.open[i].open), count_of(table.open[i].close));
  for (std::int64_t number = 0; number < table.working_days(); ++number)
    add(year_of(date_of(table.working_day(number))), table.working_day(number), table.closing(number));
}

void work_out(const Calendar& calendar, Calendar::Table::Coordinates& known) {
  constexpr int first = static_cast<int>(first_date.year());
  constexpr std::size_t digits = 16;
  DaysHash all;
  std::vector<DaysHash> years(static_cast<std::size_t>(static_cast<int>(last_date.year()) - first + 1));
  each_of_lines(calendar, [&](int year, std::int64_t one, std::int64_t other) {
    DaysHash& of_year =
        years[static_cast<std::size_t>(std::clamp(year - first, 0, static_cast<int>(years.size()) - 1))];
    for (const std::int64_t number : {one, other}) {
      all.add(number);
      of_year.add(number);
    }
  });
  known.hash = all.end();
  for (DaysHash& year : years) known.years.push_back(year.end().substr(0, digits));
}

const Calendar::Table::Coordinates& coordinates_of(const Calendar& calendar) {
  Calendar::Table::Coordinates& known = *calendar.table().coordinates;
  std::call_once(known.once, [&] { work_out(calendar, known); });
  return known;
}

}  // namespace

std::string coordinates(const Calendar& calendar) { return coordinates_of(calendar).hash; }

std::vector<std::string> coordinates_by_year(const Calendar& calendar) { return coordinates_of(calendar).years; }

std::string digest(const Calendar& calendar) {
  DaysHash hash;
  hash.add(calendar.zone().name());
  for (std::int64_t day = 0; day < covered_days; ++day) {
    const Hours windows = calendar.day(date_of(day)).windows;
    hash.add(static_cast<std::int64_t>(windows.size()));
    for (const Window& window : windows) {
      hash.add(window.open.count());
      hash.add(window.close.count());
    }
  }
  return hash.end();
}

}  // namespace hotline
