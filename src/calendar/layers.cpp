#include "calendar/layers.hpp"

#include <array>
#include <map>
#include <optional>

#include <fmt/format.h>

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
    if (auto fault = lay_week()) return refuse(*fault);
    for (const HolidaySet& set : spec_.holidays)
      if (auto fault = lay_set(set)) return refuse(*fault);
    for (const DatedHours& exception : spec_.days)
      if (auto fault = lay_exception(exception)) return refuse(*fault);
    return std::move(layers_);
  }

 private:
  using Complaint = std::optional<Error>;

  tl::unexpected<Error> refuse(const Error& error) const {
    return fail(error.fault, fmt::format("calendar '{}': {}", spec_.name, error.message));
  }
  static Error bad_input(std::string message) { return {Fault::bad_input, std::move(message)}; }

  Complaint lay_week() {
    for (unsigned i = 0; i < 7; ++i) {
      const weekday day{i + 1};
      const Result<Hours> hours = in_order(spec_.week.on(day));
      if (!hours) return bad_input(fmt::format("{}: {}", to_text(day), hours.error().message));
      week_[i] = add_hours(*hours);
    }
    const std::uint32_t weekday_why = why("weekday");
    const std::uint32_t weekend_why = why("weekend");
    layers_.days.reserve(static_cast<std::size_t>(covered_days));
    for (std::int64_t day = 0; day < covered_days; ++day) {
      const std::uint32_t hours = week_[index_of(weekday_of(day))];
      layers_.days.push_back({hours, hours == 0 ? weekend_why : weekday_why});
    }
    return std::nullopt;
  }

  Complaint lay_set(const HolidaySet& set) {
    for (const Holiday& holiday : set.days) {
      if (!is_covered(holiday.date))
        return bad_input(fmt::format("the holiday set '{}' has the date {}, which is not a date of 1970 to 2100",
                                     set.name, to_text(holiday.date)));
      std::uint32_t hours = 0;
      if (holiday.works) {
        const Result<std::uint32_t> found = make_up_hours(holiday);
        if (!found) return found.error();
        hours = *found;
      }
      const std::string named = holiday.works || holiday.name.empty() ? kind_of(holiday) : holiday.name;
      put(day_number(holiday.date),
          {hours, why(holiday.notice.empty() ? named : fmt::format("{} ({})", named, holiday.notice))});
    }
    return std::nullopt;
  }

  static std::string kind_of(const Holiday& holiday) { return holiday.works ? "make-up working day" : "holiday"; }

  Result<std::uint32_t> make_up_hours(const Holiday& holiday) {
    if (spec_.make_up) {
      const std::uint32_t hours = week_[index_of(*spec_.make_up)];
      if (hours != 0) return hours;
      return fail(Fault::bad_input, fmt::format("make-up = \"{0}\", but {0} has no hours: name a weekday that is open",
                                                to_text(*spec_.make_up)));
    }
    std::uint32_t shared = 0;
    for (const std::uint32_t hours : week_) {
      if (shared != 0 && hours != 0 && hours != shared)
        return fail(Fault::bad_input,
                    fmt::format("{} is a make-up working day, and the week's open days differ: say whose "
                                "hours it takes, as in make-up = \"mon\"",
                                to_text(holiday.date)));
      if (hours != 0) shared = hours;
    }
    if (shared != 0) return shared;
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
    std::uint32_t hours = 0;
    if (const weekday* day = std::get_if<weekday>(&exception.hours)) {
      hours = week_[index_of(*day)];
    } else {
      const Result<Hours> own = in_order(std::get<Hours>(exception.hours));
      if (!own) return refused(fmt::format("is faulty: {}", own.error().message));
      hours = add_hours(*own);
    }
    const DayRule rule{hours, why(exception.name.empty() ? "dated exception" : exception.name)};
    for (std::int64_t day = day_number(exception.from); day <= day_number(exception.to); ++day) put(day, rule);
    return std::nullopt;
  }

  void put(std::int64_t day, DayRule rule) { layers_.days[static_cast<std::size_t>(day)] = rule; }

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
  std::map<std::string, std::uint32_t> why_places_;
};

}  // namespace

Result<Layers> lay(const CalendarSpec& spec) { return Builder(spec).build(); }

}  // namespace hotline
