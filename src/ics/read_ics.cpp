#include <algorithm>
#include <map>
#include <memory>
#include <optional>
#include <set>

#include <fmt/format.h>
#include <libical/ical.h>

#include "calendar/days.hpp"
#include "hotline/calendar/ics.hpp"
#include "hotline/calendar/iso8601.hpp"
#include "ics/lines.hpp"

namespace hotline {
namespace {

// What people write where a day off is worked elsewhere in exchange.
constexpr std::string_view make_up_looks[] = {"班",          "make-up", "Make-up", "working day",
                                              "Working day", "workday", "Workday"};

struct FreeComponent {
  void operator()(icalcomponent* component) const { icalcomponent_free(component); }
};
struct FreeIterator {
  void operator()(icalrecur_iterator* iterator) const { icalrecur_iterator_free(iterator); }
};

template <class Words>
bool has_one_of(const Words& words, std::string_view text) {
  return std::any_of(std::begin(words), std::end(words),
                     [&](std::string_view word) { return !word.empty() && text.find(word) != text.npos; });
}

class Event {
 public:
  Event(icalcomponent* component, const IcsEventLines& lines, std::string_view file)
      : component_(component), lines_(lines), file_(file) {}

  std::string summary() const {
    const char* text = icalcomponent_get_summary(component_);
    return text == nullptr ? "" : text;
  }
  bool is_cancelled() const { return icalcomponent_get_status(component_) == ICAL_STATUS_CANCELLED; }
  bool comes_again() const { return first(ICAL_RRULE_PROPERTY) != nullptr; }

  // Every date it covers, in the years that a calendar covers.
  Result<std::set<std::int64_t>> dates() const {
    if (const auto fault = unreadable()) return tl::make_unexpected(*fault);
    const auto start = date("DTSTART", icalcomponent_get_first_property(component_, ICAL_DTSTART_PROPERTY));
    if (!start) return tl::make_unexpected(start.error());
    const auto length = length_from(*start);
    if (!length) return tl::make_unexpected(length.error());
    auto starts = starts_from(*start);
    if (!starts) return starts;
    std::set<std::int64_t> covered;
    for (const std::int64_t first : *starts)
      for (std::int64_t day = std::max<std::int64_t>(first, 0); day < std::min(first + *length, covered_days); ++day)
        covered.insert(day);
    return covered;
  }

  tl::unexpected<Error> refuse(std::string_view property, std::string_view why) const {
    const auto line =
        std::find_if(lines_.begin(), lines_.end(), [&](const IcsLine& one) { return one.name == property; });
    return fail(Fault::bad_input,
                fmt::format("{}:{}: {}", file_, line == lines_.end() ? lines_.front().number : line->number, why));
  }

 private:
  icalproperty* first(icalproperty_kind kind) const { return icalcomponent_get_first_property(component_, kind); }

  std::string written(std::string_view property) const {
    const auto line =
        std::find_if(lines_.begin(), lines_.end(), [&](const IcsLine& one) { return one.name == property; });
    return line == lines_.end() ? "" : line->value;
  }

  bool is_written(std::string_view property, std::string_view part) const {
    return std::any_of(lines_.begin(), lines_.end(), [&](const IcsLine& line) {
      return line.name == property && line.value.find(part) != std::string::npos;
    });
  }

  std::optional<Error> unreadable() const {
    if (!first(ICAL_DTSTART_PROPERTY)) return refuse("DTSTART", unread("DTSTART", "the event has no date")).value();
    constexpr std::pair<icalproperty_kind, std::string_view> not_read[] = {
        {ICAL_RDATE_PROPERTY, "RDATE"},
        {ICAL_RECURRENCEID_PROPERTY, "RECURRENCE-ID"},
        {ICAL_EXRULE_PROPERTY, "EXRULE"}};
    for (const auto& [kind, name] : not_read)
      if (first(kind)) return refuse(name, fmt::format("{} is not read: write an event of its own", name)).value();
    for (const std::string_view name : {"DTEND", "DURATION", "RRULE", "EXDATE"})
      if (!written(name).empty() && !first(icalproperty_string_to_kind(name.data())))
        return refuse(name, unread(name, "")).value();
    return std::nullopt;
  }

  std::string unread(std::string_view name, std::string_view absent) const {
    const std::string text = written(name);
    return text.empty() ? std::string(absent) : fmt::format("'{}' is not a {}", text, name);
  }

  // Libical takes 31 February: what it read is written again and compared.
  Result<std::int64_t> date(std::string_view name, icalproperty* property) const {
    const icaltimetype read = icalvalue_get_datetimedate(icalproperty_get_value(property));
    if (!read.is_date)
      return refuse(name, fmt::format("'{}' has a time of day: only events of whole days are read, as in "
                                      "{};VALUE=DATE:20230121",
                                      written(name), name));
    const Date day{std::chrono::year{read.year}, std::chrono::month{static_cast<unsigned>(read.month)},
                   std::chrono::day{static_cast<unsigned>(read.day)}};
    const std::string again = fmt::format("{:04}{:02}{:02}", read.year, read.month, read.day);
    if (!day.ok() || !is_written(name, again)) return refuse(name, fmt::format("'{}' is not a date", written(name)));
    return day_number(day);
  }

  Result<std::int64_t> length_from(std::int64_t start) const {
    if (icalproperty* property = first(ICAL_DTEND_PROPERTY)) {
      const auto end = date("DTEND", property);
      if (!end) return end;
      if (*end > start) return *end - start;
      return refuse("DTEND", fmt::format("the event ends on {}, before it begins: DTEND is the day after its last",
                                         to_text(date_of(*end - 1))));
    }
    icalproperty* property = first(ICAL_DURATION_PROPERTY);
    if (property == nullptr) return 1;
    const icaldurationtype length = icalproperty_get_duration(property);
    const bool whole = length.hours == 0 && length.minutes == 0 && length.seconds == 0;
    const std::int64_t days = std::int64_t{length.weeks} * 7 + length.days;
    if (whole && !length.is_neg && days > 0) return days;
    return refuse("DURATION", fmt::format("'{}' is not a number of days: write P1D, or P1W", written("DURATION")));
  }

  Result<std::set<std::int64_t>> starts_from(std::int64_t start) const {
    std::set<std::int64_t> starts{start};
    if (icalproperty* property = first(ICAL_RRULE_PROPERTY)) {
      const icalrecurrencetype rule = icalproperty_get_rrule(property);
      if (rule.freq != ICAL_YEARLY_RECURRENCE)
        return refuse("RRULE", fmt::format("'{}' is not yearly: write FREQ=YEARLY", written("RRULE")));
      const std::unique_ptr<icalrecur_iterator, FreeIterator> iterator(
          icalrecur_iterator_new(rule, icalproperty_get_dtstart(first(ICAL_DTSTART_PROPERTY))));
      if (!iterator) return refuse("RRULE", fmt::format("'{}' is not a rule", written("RRULE")));
      for (icaltimetype next = icalrecur_iterator_next(iterator.get());
           !icaltime_is_null_time(next) && next.year <= static_cast<int>(last_date.year());
           next = icalrecur_iterator_next(iterator.get()))
        starts.insert(
            day_number(Date{std::chrono::year{next.year}, std::chrono::month{static_cast<unsigned>(next.month)},
                            std::chrono::day{static_cast<unsigned>(next.day)}}));
    }
    for (icalproperty* property = first(ICAL_EXDATE_PROPERTY); property != nullptr;
         property = icalcomponent_get_next_property(component_, ICAL_EXDATE_PROPERTY)) {
      const auto left_out = date("EXDATE", property);
      if (!left_out) return tl::make_unexpected(left_out.error());
      starts.erase(*left_out);
    }
    return starts;
  }

  icalcomponent* component_;
  const IcsEventLines& lines_;
  std::string_view file_;
};

class Reader {
 public:
  Reader(std::string_view name, const std::vector<std::string>& make_up_words) : name_(name), words_(make_up_words) {}

  Result<HolidaySet> read(std::string_view text) {
    const std::unique_ptr<icalcomponent, FreeComponent> root(icalparser_parse_string(std::string(text).c_str()));
    const std::vector<IcsEventLines> lines = event_lines(text);
    if (!root)
      return fail(Fault::bad_input, fmt::format("{}: this is not an .ics file: it begins BEGIN:VCALENDAR", name_));
    collect(root.get());
    if (lines.empty() || events_.size() != lines.size())
      return fail(Fault::bad_input, fmt::format("{}: no event can be read here: each stands between BEGIN:VEVENT and "
                                                "END:VEVENT, in BEGIN:VCALENDAR and END:VCALENDAR",
                                                name_));
    for (std::size_t i = 0; i < events_.size(); ++i)
      if (const auto taken = take(Event(events_[i], lines[i], name_)); !taken)
        return tl::make_unexpected(taken.error());
    return set();
  }

 private:
  void collect(icalcomponent* component) {
    if (icalcomponent_isa(component) == ICAL_VEVENT_COMPONENT) return events_.push_back(component);
    for (icalcompiter part = icalcomponent_begin_component(component, ICAL_ANY_COMPONENT); icalcompiter_deref(&part);
         icalcompiter_next(&part))
      collect(icalcompiter_deref(&part));
  }

  Result<void> take(const Event& event) {
    if (event.is_cancelled()) return {};
    const std::string summary = event.summary();
    if (words_.empty() && has_one_of(make_up_looks, summary))
      return event.refuse("SUMMARY",
                          fmt::format("'{}' looks like a make-up working day: say which words mark one, as in "
                                      "make-up-words = [\"班\"]",
                                      summary));
    const bool works = has_one_of(words_, summary);
    const auto dates = event.dates();
    if (!dates) return tl::make_unexpected(dates.error());
    for (const std::int64_t day : *dates) {
      const auto [place, is_new] = days_.try_emplace(day, Holiday{date_of(day), works, summary, ""});
      if (!is_new && place->second.works != works)
        return event.refuse("SUMMARY", fmt::format("{} is a day off and works: '{}' and '{}'", to_text(date_of(day)),
                                                   place->second.name, summary));
    }
    if (!event.comes_again() && !dates->empty()) last_ = std::max(last_.value_or(0), *dates->rbegin());
    return {};
  }

  HolidaySet set() const {
    HolidaySet set{std::string(name_), {}, std::nullopt};
    for (const auto& [day, holiday] : days_) set.days.push_back(holiday);
    if (last_) set.known_until = Date{date_of(*last_).year(), std::chrono::December, std::chrono::day{31}};
    return set;
  }

  std::string_view name_;
  const std::vector<std::string>& words_;
  std::vector<icalcomponent*> events_;
  std::map<std::int64_t, Holiday> days_;
  std::optional<std::int64_t> last_;
};

}  // namespace

Result<HolidaySet> read_ics(std::string_view text, std::string_view name,
                            const std::vector<std::string>& make_up_words) {
  icalerror_set_errors_are_fatal(false);
  return Reader(name, make_up_words).read(text);
}

}  // namespace hotline
