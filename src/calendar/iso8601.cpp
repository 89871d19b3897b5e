#include "hotline/calendar/iso8601.hpp"

#include <array>
#include <charconv>
#include <cstdint>
#include <optional>

#include <fmt/format.h>

#include "calendar/days.hpp"
#include "calendar/offset.hpp"
#include "calendar/reader.hpp"

namespace hotline {
namespace {

using std::chrono::seconds;

// Years of four digits, a day short at either end, so that no zone leads out of them.
constexpr Instant first_written = std::chrono::sys_days{std::chrono::year{0} / 1 / 2};
constexpr Instant last_written = std::chrono::sys_days{std::chrono::year{9999} / 12 / 30};

// A time as it was written, before anything is known to be true of it.
struct Written {
  int year = 0;
  int month = 0;
  int day = 0;
  int hour = 0;
  int minute = 0;
  int second = 0;
  std::optional<bool> afternoon;
  std::optional<seconds> offset;
};

auto refusal(std::string_view text, std::string_view what) {
  return [text, what](std::string_view why, Fault fault = Fault::bad_input) {
    return fail(fault, fmt::format("'{}' is not {}: {}", text, what, why));
  };
}

template <class Refuse>
Result<Date> checked_date(int year, int month, int day, const Refuse& refuse) {
  const Date date{std::chrono::year{year}, std::chrono::month{static_cast<unsigned>(month)},
                  std::chrono::day{static_cast<unsigned>(day)}};
  if (month < 1 || month > 12) return refuse("months are 01 to 12");
  if (!date.ok()) return refuse(fmt::format("{:04}-{:02} has no day {:02}", year, month, day));
  if (date < first_date || date > last_date) return refuse("only 1970 to 2100 are covered", Fault::out_of_range);
  return date;
}

template <class Refuse>
Result<seconds> checked_time(const Written& written, const Refuse& refuse) {
  if (written.minute > 59) return refuse("minutes end at 59");
  if (written.second > 59) return refuse("seconds end at 59");
  if (written.afternoon && (written.hour < 1 || written.hour > 12)) return refuse("with AM or PM, hours are 01 to 12");
  const int hour = written.afternoon ? written.hour % 12 + (*written.afternoon ? 12 : 0) : written.hour;
  const seconds time = std::chrono::hours{hour} + std::chrono::minutes{written.minute} + seconds{written.second};
  if (time > seconds{day_s}) return refuse("the day ends at 24:00");
  return time;
}

template <class Refuse>
Result<Instant> checked_instant(const Written& written, const Zone& zone, const Refuse& refuse) {
  const Result<Date> date = checked_date(written.year, written.month, written.day, refuse);
  if (!date) return tl::make_unexpected(date.error());
  const Result<seconds> time = checked_time(written, refuse);
  if (!time) return tl::make_unexpected(time.error());
  const LocalTime local = local_of(day_number(*date) * day_s) + *time;
  if (written.offset) return Instant{local.time_since_epoch() - *written.offset};
  return zone.to_instant(local, Skipped::shift);
}

bool take_into(int& field, std::optional<int> digits) {
  if (digits) field = *digits;
  return digits.has_value();
}

bool take_date(Reader& reader, Written& written) {
  return take_into(written.year, reader.digits(4)) && reader.take("-") && take_into(written.month, reader.digits(2)) &&
         reader.take("-") && take_into(written.day, reader.digits(2));
}

bool take_time(Reader& reader, Written& written) {
  if (!take_into(written.hour, reader.digits(2)) || !reader.take(":")) return false;
  if (!take_into(written.minute, reader.digits(2))) return false;
  if (!reader.take(":")) return true;
  if (!take_into(written.second, reader.digits(2))) return false;
  if (!reader.take(".")) return true;
  if (!reader.at_digit()) return false;
  while (reader.digits(1)) continue;  // a fraction of a second is floored
  return true;
}

// The rest of the text, all of it.
bool take_offset(Reader& reader, Written& written) {
  if (reader.take("Z") || reader.take("z")) {
    written.offset = seconds{0};
    return reader.done();
  }
  written.offset = read_offset(reader.rest());
  return written.offset.has_value();
}

// The marks of a form; what is none of them stands for itself.
enum class Mark { year, month, day, hour, hour_12, minute, second, fraction, half, offset, letter };

struct Token {
  std::string_view text;
  Mark mark;
};

constexpr std::array tokens = {
    Token{"YYYY", Mark::year},  Token{"MM", Mark::month},  Token{"DD", Mark::day},    Token{"HH", Mark::hour},
    Token{"hh", Mark::hour_12}, Token{"mm", Mark::minute}, Token{"SS", Mark::second}, Token{"FF", Mark::fraction},
    Token{"AP", Mark::half},    Token{"ZZ", Mark::offset},
};

Mark take_mark(Reader& form) {
  for (const Token& token : tokens)
    if (form.take(token.text)) return token.mark;
  return Mark::letter;
}

bool take_half(Reader& reader, Written& written) {
  const bool afternoon = reader.take("PM") || reader.take("pm");
  if (!afternoon && !reader.take("AM") && !reader.take("am")) return false;
  written.afternoon = afternoon;
  return true;
}

bool take_form_offset(Reader& reader, Written& written) {
  std::size_t length = 0;
  const std::string_view rest = reader.rest();
  while (length < rest.size() && std::string_view("+-:0123456789Zz").find(rest[length]) != std::string_view::npos)
    ++length;
  Reader offset(rest.substr(0, length));
  return reader.take(rest.substr(0, length)) && take_offset(offset, written);
}

bool take_field(Mark mark, Reader& reader, Written& written) {
  switch (mark) {
    case Mark::year:
      return take_into(written.year, reader.digits(4));
    case Mark::month:
      return take_into(written.month, reader.digits(1, 2));
    case Mark::day:
      return take_into(written.day, reader.digits(1, 2));
    case Mark::hour:
    case Mark::hour_12:
      return take_into(written.hour, reader.digits(1, 2));
    case Mark::minute:
      return take_into(written.minute, reader.digits(2));
    case Mark::second:
      return take_into(written.second, reader.digits(2));
    case Mark::fraction:
      return reader.digits(1, 9).has_value();
    case Mark::half:
      return take_half(reader, written);
    case Mark::offset:
      return take_form_offset(reader, written);
    case Mark::letter:
      break;
  }
  return false;
}

// A form that leaves its date open, or reads 12-hour clocks without their half, would guess.
bool is_whole(std::string_view form) {
  const auto has = [&](std::string_view mark) { return form.find(mark) != std::string_view::npos; };
  return has("YYYY") && has("MM") && has("DD") && has("hh") == has("AP") && !(has("HH") && has("hh"));
}

Result<Instant> parse_epoch(std::string_view text, std::int64_t units_a_second) {
  const auto refuse = refusal(text, "a time in the form epoch");
  std::int64_t value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc() || end != text.data() + text.size() || text.empty())
    return refuse("write a whole number, as in 1678095000");
  const std::int64_t second = floor_div(value, units_a_second);
  if (second < 0 || second > covered_days * day_s) return refuse("only 1970 to 2100 are covered", Fault::out_of_range);
  return instant_of(second);
}

}  // namespace

Result<Date> parse_date(std::string_view text) {
  const auto refuse = refusal(text, "a date");
  Reader reader(text);
  Written written;
  if (!take_date(reader, written) || !reader.done()) return refuse("write YYYY-MM-DD, as in 2023-03-06");
  return checked_date(written.year, written.month, written.day, refuse);
}

Result<Instant> parse_instant(std::string_view text, const Zone& zone) {
  const auto refuse = refusal(text, "a time");
  Reader reader(text);
  Written written;
  const bool read = take_date(reader, written) && (reader.take("T") || reader.take(" ")) &&
                    take_time(reader, written) && (reader.done() || take_offset(reader, written));
  if (!read) return refuse("write YYYY-MM-DD HH:MM, as in 2023-03-06 17:30 or 2023-03-06T17:30:00+08:00");
  return checked_instant(written, zone, refuse);
}

Result<Instant> parse_time(std::string_view text, std::string_view form, const Zone& zone) {
  if (form == "iso8601") return parse_instant(text, zone);
  if (form == "epoch-seconds") return parse_epoch(text, 1);
  if (form == "epoch-milliseconds") return parse_epoch(text, 1000);
  if (!is_whole(form))
    return fail(Fault::bad_input,
                fmt::format("'{}' is not a form of time: it needs YYYY, MM and DD, then HH, or hh with AP, as in "
                            "'YYYY-MM-DD HH:mm:SS', or is iso8601, epoch-seconds or epoch-milliseconds",
                            form));
  const auto refuse = refusal(text, "a time");
  Reader reader(text);
  Written written;
  for (Reader left(form); !left.done();) {
    const std::string_view letter = left.rest().substr(0, 1);
    const Mark mark = take_mark(left);
    const bool fits =
        mark == Mark::letter ? left.take(letter) && reader.take(letter) : take_field(mark, reader, written);
    if (!fits) return refuse(fmt::format("its form is '{}'", form));
  }
  if (!reader.done()) return refuse(fmt::format("its form is '{}', and '{}' is left over", form, reader.rest()));
  return checked_instant(written, zone, refuse);
}

std::string to_text(Date date) {
  return fmt::format("{:04}-{:02}-{:02}", static_cast<int>(date.year()), static_cast<unsigned>(date.month()),
                     static_cast<unsigned>(date.day()));
}

std::string to_text(Instant instant, const Zone& zone) {
  if (instant < first_written || instant > last_written)
    return fmt::format("{} s from 1970-01-01T00:00:00Z", count_of(instant));
  const seconds offset = zone.offset_at(instant);
  const std::int64_t local = count_of(instant) + offset.count();
  const std::int64_t day = floor_div(local, day_s);
  const std::int64_t time = local - day * day_s;
  return fmt::format("{}T{:02}:{:02}:{:02}{}", to_text(date_of(day)), time / 3600, time / 60 % 60, time % 60,
                     offset_text(offset));
}

}  // namespace hotline
