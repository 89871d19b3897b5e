#include "calendar/layers.hpp"

#include <array>
#include <map>
#include <optional>

#include <fmt/format.h>

#include "calendar/cuts.hpp"
#include "calendar/days.hpp"
#include "hotline/calendar/iso8601.hpp"

namespace hotline {
namespace {

using std::chrono::weekday;

weekday weekday_of(std::int64_t day) { return weekday{std::chrono::sys_days{date_of(day)}}; }
std::size_t index_of(weekday day) { return day.iso_encoding() - 1; }

bool is_covered(Date date) { return date.ok() && date >= first_date && date <= last_date; }

class Builder {
 public:
  explicit Builder(const CalendarSpec& spec) : spec_(spec) { layers_.hours.emplace_back(); }

  Result<Layers> build() {
    if (auto fault = read_breaks()) return refuse(*fault);
    if (auto fault = lay_week()) return refuse(*fault);
    if (auto fault = read_make_up()) return refuse(*fault);
    for (const HolidaySet& set : spec_.holidays)
      if (auto fault = lay_set(set)) return refuse(*fault);
    for (const DatedHours& exception : spec_.days)
      if (auto fault = lay_exception(exception)) return refuse(*fault);
    cut();
    return std::move(layers_);
  }

 private:
  struct Given {
    std::uint32_t hours;
    std::uint8_t like;  // the weekday whose breaks it has
  };
  struct Closure {
    Hours part;
    std::string name;
  };
  using Complaint = std::optional<Error>;

  tl::unexpected<Error> refuse(const Error& error) const {
    return fail(error.fault, fmt::format("calendar '{}': {}", spec_.name, error.message));
  }
  static Error bad_input(std::string message) { return {Fault::bad_input, std::move(message)}; }

  Complaint read_breaks() {
    for (unsigned i = 0; i < 7; ++i) {
      const weekday day{i + 1};
      const Result<Hours> breaks = in_order(spec_.breaks.on(day));
      if (!breaks) return bad_input(fmt::format("the breaks of {}: {}", to_text(day), breaks.error().message));
      breaks_[i] = add_hours(*breaks);
    }
    return std::nullopt;
  }

  Complaint lay_week() {
    for (unsigned i = 0; i < 7; ++i) {
      const weekday day{i + 1};
      const Result<Hours> hours = in_order(spec_.week.on(day));
      if (!hours) return bad_input(fmt::format("{}: {}", to_text(day), hours.error().message));
      week_[i] = add_hours(*hours);
      if (week_[i] != 0 && without(*hours, layers_.hours[breaks_[i]]).empty())
        return bad_input(fmt::format("the breaks of {} leave nothing of its hours", to_text(day)));
    }
    const std::uint32_t weekday_why = why("weekday");
    const std::uint32_t weekend_why = why("weekend");
    layers_.days.reserve(static_cast<std::size_t>(covered_days));
    for (std::int64_t day = 0; day < covered_days; ++day) {
      const std::size_t like = index_of(weekday_of(day));
      layers_.days.push_back({week_[like], week_[like] == 0 ? weekend_why : weekday_why});
      like_.push_back(static_cast<std::uint8_t>(like));
    }
    return std::nullopt;
  }

  Complaint read_make_up() {
    if (!spec_.make_up_hours) return std::nullopt;
    if (spec_.make_up) return bad_input("make-up is a weekday and windows at once: choose one");
    const Result<Hours> hours = in_order(*spec_.make_up_hours);
    if (!hours) return bad_input(fmt::format("make-up: {}", hours.error().message));
    if (hours->empty())
      return bad_input("make-up has no windows: write make-up = [\"09:00-12:00\"], or a weekday, as in \"mon\"");
    make_up_ = add_hours(*hours);
    return std::nullopt;
  }

  Complaint lay_set(const HolidaySet& set) {
    for (const Holiday& holiday : set.days) {
      if (!is_covered(holiday.date))
        return bad_input(fmt::format("the holiday set '{}' has the date {}, which is not a date of 1970 to 2100",
                                     set.name, to_text(holiday.date)));
      Given given{0, own_weekday(holiday.date)};
      if (holiday.works) {
        const Result<Given> found = make_up_of(holiday);
        if (!found) return found.error();
        given = *found;
      }
      const std::string named = holiday.works || holiday.name.empty() ? kind_of(holiday) : holiday.name;
      put(day_number(holiday.date), given,
          why(holiday.notice.empty() ? named : fmt::format("{} ({})", named, holiday.notice)));
    }
    return std::nullopt;
  }

  static std::string kind_of(const Holiday& holiday) { return holiday.works ? "make-up working day" : "holiday"; }

  Result<Given> make_up_of(const Holiday& holiday) {
    if (make_up_ != 0) return Given{make_up_, own_weekday(holiday.date)};
    if (spec_.make_up) {
      const Given given = as_on(*spec_.make_up);
      if (given.hours != 0) return given;
      return fail(Fault::bad_input, fmt::format("make-up = \"{0}\", but {0} has no hours: name a weekday that is open",
                                                to_text(*spec_.make_up)));
    }
    std::optional<Given> shared;
    for (unsigned i = 0; i < 7; ++i) {
      if (week_[i] == 0) continue;
      if (shared && (week_[i] != shared->hours || breaks_[i] != breaks_[shared->like]))
        return fail(Fault::bad_input,
                    fmt::format("{} is a make-up working day, and the week's open days differ: say whose "
                                "hours it takes, as in make-up = \"mon\"",
                                to_text(holiday.date)));
      shared = as_on(weekday{i + 1});
    }
    if (shared) return *shared;
    return fail(Fault::bad_input, fmt::format("{} is a make-up working day, and no weekday has hours it could take",
                                              to_text(holiday.date)));
  }

  Complaint lay_exception(const DatedHours& exception) {
    const auto refused = [&](std::string_view what) {
      return bad_input(fmt::format("the exception '{}' from {} to {} {}", exception.name, to_text(exception.from),
                                   to_text(exception.to), what));
    };
    if (!is_covered(exception.from) || !is_covered(exception.to))
      return refused("has a date that is not one of 1970 to 2100");
    if (exception.to < exception.from) return refused("ends before it begins");
    const Result<Hours> closed = in_order(exception.closed);
    if (!closed) return refused(fmt::format("is faulty: {}", closed.error().message));
    const std::int64_t first = day_number(exception.from);
    const std::int64_t last = day_number(exception.to);
    for (std::int64_t day = first; day <= last && !closed->empty(); ++day)
      closures_[day].push_back({*closed, name_of(exception)});
    if (std::holds_alternative<UsualHours>(exception.hours)) {
      if (closed->empty()) return refused("changes nothing: give it hours, or what is closed of the day");
      return std::nullopt;
    }
    const weekday* like = std::get_if<weekday>(&exception.hours);
    const Result<Hours> own = like != nullptr ? Hours{} : in_order(std::get<Hours>(exception.hours));
    if (!own) return refused(fmt::format("is faulty: {}", own.error().message));
    const std::uint32_t own_hours = add_hours(*own);
    const std::uint32_t named = why(name_of(exception));
    for (std::int64_t day = first; day <= last; ++day)
      put(day, like != nullptr ? as_on(*like) : Given{own_hours, own_weekday(date_of(day))}, named);
    return std::nullopt;
  }

  static std::string name_of(const DatedHours& exception) {
    const std::string& name = exception.name.empty() ? "dated exception" : exception.name;
    return exception.layer.empty() ? name : fmt::format("{} ({})", name, exception.layer);
  }

  Given as_on(weekday day) const { return {week_[index_of(day)], static_cast<std::uint8_t>(index_of(day))}; }
  static std::uint8_t own_weekday(Date date) {
    return static_cast<std::uint8_t>(index_of(weekday{std::chrono::sys_days{date}}));
  }

  void put(std::int64_t day, Given given, std::uint32_t named) {
    layers_.days[static_cast<std::size_t>(day)] = {given.hours, named};
    like_[static_cast<std::size_t>(day)] = given.like;
  }

  // What no layer can open. A date's cuts may reach into the next date, and windows that began the day before may lie
  // under them, so each day is cut by its own and by its neighbours'.
  void cut() {
    std::vector<std::uint32_t> cuts;
    for (std::int64_t day = 0; day < covered_days; ++day) cuts.push_back(cuts_on(day));
    for (std::size_t day = 0; day < cuts.size(); ++day) {
      DayRule& rule = layers_.days[day];
      const std::uint32_t before = day == 0 ? 0 : cuts[day - 1];
      const std::uint32_t after = day + 1 == cuts.size() ? 0 : cuts[day + 1];
      const std::uint32_t hours = rule.hours;
      if (hours != 0 && (before | cuts[day] | after) != 0) rule.hours = cut_hours({hours, before, cuts[day], after});
      const auto closures = closures_.find(static_cast<std::int64_t>(day));
      if (closures != closures_.end())
        rule.why = why(layers_.why[rule.why] + text_of(closures->second));
      else if (hours != 0 && rule.hours == 0)
        rule.why = why(layers_.why[rule.why] + "; all of it in a break");
    }
  }

  std::uint32_t cuts_on(std::int64_t day) {
    const std::uint32_t breaks = breaks_[like_[static_cast<std::size_t>(day)]];
    const auto closures = closures_.find(day);
    if (closures == closures_.end()) return breaks;
    Hours all = layers_.hours[breaks];
    for (const Closure& closure : closures->second) all.insert(all.end(), closure.part.begin(), closure.part.end());
    return add_hours(merged(std::move(all)));
  }

  std::uint32_t cut_hours(const std::array<std::uint32_t, 4>& of) {
    const auto [place, is_new] = cut_places_.try_emplace(of, 0);
    if (is_new) {
      constexpr std::chrono::hours day{24};
      Hours left = without(layers_.hours[of[0]], moved(layers_.hours[of[1]], -day));
      left = without(left, layers_.hours[of[2]]);
      place->second = add_hours(without(left, moved(layers_.hours[of[3]], day)));
    }
    return place->second;
  }

  static std::string text_of(const std::vector<Closure>& closures) {
    std::string text;
    for (const Closure& closure : closures) {
      std::string parts;
      for (const Window& part : closure.part) parts += fmt::format(" {}", to_text(part));
      text += fmt::format("; closed{}: {}", parts, closure.name);
    }
    return text;
  }

  // Equal hours share a place, so that they also compare equal by it.
  std::uint32_t add_hours(const Hours& hours) {
    for (std::size_t i = 0; i < layers_.hours.size(); ++i)
      if (layers_.hours[i] == hours) return static_cast<std::uint32_t>(i);
    layers_.hours.push_back(hours);
    return static_cast<std::uint32_t>(layers_.hours.size() - 1);
  }

  std::uint32_t why(const std::string& text) {
    const auto [place, is_new] = why_places_.try_emplace(text, static_cast<std::uint32_t>(layers_.why.size()));
    if (is_new) layers_.why.push_back(text);
    return place->second;
  }

  const CalendarSpec& spec_;
  Layers layers_;
  std::array<std::uint32_t, 7> week_{};  // Monday first
  std::array<std::uint32_t, 7> breaks_{};
  std::uint32_t make_up_ = 0;       // its own hours, where it has such
  std::vector<std::uint8_t> like_;  // by day number: the weekday whose breaks it has
  std::map<std::int64_t, std::vector<Closure>> closures_;
  std::map<std::array<std::uint32_t, 4>, std::uint32_t> cut_places_;  // hours, cuts of the day before, its own, after
  std::map<std::string, std::uint32_t> why_places_;
};

}  // namespace

Result<Layers> lay(const CalendarSpec& spec) { return Builder(spec).build(); }

}  // namespace hotline
