#include <array>
#include <limits>
#include <tuple>
#include <utility>

#include <fmt/format.h>

#include "hotline/base/nearest.hpp"
#include "rules/calendar_parts.hpp"
#include "rules/sections.hpp"

namespace hotline {
namespace {

using Kind = TomlNode::Kind;

constexpr std::string_view hours_example = R"(hours = { mon-fri = ["09:00-12:00", "13:00-17:30"] })";
constexpr std::string_view breaks_example =
    R"(breaks = ["12:00-13:00"], or { mon-thu = ["12:00-13:00"] } where weekdays differ)";
constexpr std::string_view make_up_example = R"(make-up = "mon" for a weekday's hours, or ["09:00-12:00"] for windows)";
constexpr std::string_view day_hours_example =
    R"(hours = "mon" for a weekday's hours, ["09:00-12:00"] for windows, or [] for closed)";
constexpr std::string_view closed_example = R"(closed = ["14:00-17:30"])";

constexpr std::array<KeyRule, 12> calendar_keys = {{
    {"zone", Shape::text, R"(zone = "Asia/Shanghai")", required},
    {"hours", Shape::table, hours_example, required},
    {"breaks", Shape::any, breaks_example},
    {"holidays", Shape::texts, R"(holidays = ["cn-statutory"])"},
    {"make-up", Shape::any, make_up_example},
    {"make-up-words", Shape::texts, R"(make-up-words = ["班"])"},
    {"known-until", Shape::date, "known-until = 2023-12-28"},
    {"day", Shape::tables, "[[calendar.office.day]]"},
    {"revision", Shape::integer, "revision = 2"},
    {"extends", Shape::text, R"(extends = "nation")"},
    {"both", Shape::texts, R"(both = ["office", "bank"])"},
    {"either", Shape::texts, R"(either = ["office", "bank"])"},
}};

constexpr std::array<KeyRule, 6> day_keys = {{
    {"date", Shape::date, "date = 2023-01-28"},
    {"from", Shape::date, "from = 2023-01-21"},
    {"to", Shape::date, "to = 2023-01-27"},
    {"hours", Shape::any, day_hours_example, required},
    {"closed", Shape::any, closed_example},
    {"name", Shape::text, R"(name = "make-up working day")"},
}};

// Keys that one table must have, another takes from elsewhere.
template <std::size_t n>
std::array<KeyRule, n> optional_all(std::array<KeyRule, n> keys) {
  for (KeyRule& key : keys) key.is_required = false;
  return keys;
}

std::optional<DatedHours> read_day(const TomlNode& node, FaultList& faults) {
  const std::size_t before = faults.size();
  const auto keys = node.find("closed") ? optional_all(day_keys) : day_keys;
  const TableReader table{node, "[[calendar.day]]", keys, faults};
  DatedHours day{{}, {}, UsualHours{}, table.text_or_empty("name")};
  if (const auto dates = read_dates(table, faults)) std::tie(day.from, day.to) = std::tie(dates->first, dates->last);
  if (const TomlNode* value = table.find("hours"))
    if (const auto hours = read_day_hours(*value, day_hours_example, faults))
      std::visit([&](const auto& chosen) { day.hours = chosen; }, *hours);
  if (const TomlNode* value = table.find("closed")) {
    if (const auto closed = read_windows(*value, closed_example, faults)) day.closed = *closed;
    if (value->is(Kind::list) && value->children.empty())
      faults.add(value->place, fmt::format("nothing is closed here: write {}, or leave it out", closed_example));
  }
  return faults.size() == before ? std::optional{std::move(day)} : std::nullopt;
}

std::optional<SomeWeekdays> read_breaks(const TomlNode& value, FaultList& faults) {
  if (value.is(Kind::table)) return read_weekdays(value, breaks_example, faults);
  const auto every_day = read_windows(value, breaks_example, faults);
  if (!every_day) return std::nullopt;
  SomeWeekdays breaks;
  breaks.fill(*every_day);
  return breaks;
}

void read_make_up(const TomlNode& value, CalendarLayer& layer, FaultList& faults) {
  const auto hours = read_day_hours(value, make_up_example, faults);
  if (!hours) return;
  if (const auto* weekday = std::get_if<std::chrono::weekday>(&*hours))
    layer.make_up = *weekday;
  else
    layer.make_up_hours = std::get<Hours>(*hours);
  if (layer.make_up_hours && layer.make_up_hours->empty())
    faults.add(value.place, fmt::format("a make-up day without hours is no working day: write {}", make_up_example));
}

Revision read_revision(const TableReader& table, const RulesSource& source) {
  Revision revision{1, source.as_of};
  const TomlNode* number = table.find("revision");
  if (number == nullptr) return revision;
  if (1 <= number->integer && number->integer <= std::numeric_limits<std::uint32_t>::max())
    revision.number = static_cast<std::uint32_t>(number->integer);
  else
    source.faults.add(number->place, fmt::format("{} is no revision: number them from 1", number->integer));
  return revision;
}

// A calendar as it is written; it is built once those it stands on are.
struct WrittenCalendar {
  const TomlNode* node = nullptr;
  CalendarLayer layer;
  std::optional<PlacedText> extends;
  const TomlNode* combines = nullptr;  // its `both` or `either`
  std::vector<PlacedText> parts;
  bool fit = false;  // no fault in its own words
  enum class Stage { written, begun, built } stage = Stage::written;
  std::optional<CalendarSpec> spec;  // of one that is built and sound
};

class Calendars {
 public:
  explicit Calendars(RulesSource& source) : source_(source), sets_(read_holiday_sets(source)) {}

  std::map<std::string, Calendar> read() {
    for_each_named(source_.root, "calendar", source_.faults,
                   [&](const TomlNode& node) { written_.emplace(node.key, read_one(node)); });
    for (auto& [name, written] : written_) build(written);
    return std::move(calendars_);
  }

 private:
  FaultList& faults() { return source_.faults; }

  WrittenCalendar read_one(const TomlNode& node) {
    const std::size_t before = faults().size();
    set_is_faulty_ = false;
    const bool combines = node.find("both") || node.find("either");
    const auto keys = combines || node.find("extends") ? optional_all(calendar_keys) : calendar_keys;
    const TableReader table{node, fmt::format("[calendar.{}]", shortened(node.key)), keys, faults()};
    WrittenCalendar written;
    written.node = &node;
    written.layer.name = node.key;
    written.extends = table.text("extends");
    if (written.extends) check_known("calendar", *written.extends, source_.names.calendars, faults());
    if (combines)
      read_parts(table, written);
    else
      read_layer(table, written.layer);
    written.fit = faults().size() == before && !set_is_faulty_;
    return written;
  }

  void read_parts(const TableReader& table, WrittenCalendar& written) {
    written.combines = written.node->find("both") ? written.node->find("both") : written.node->find("either");
    for (const TomlNode& other : written.node->children)
      if (&other != written.combines && table.find(other.key))
        faults().add(other.key_place, fmt::format("a calendar that combines others has nothing of its own: leave {} "
                                                  "out, or move it to one of them",
                                                  quoted(other.key)));
    if (!table.find(written.combines->key)) return;
    written.parts = texts_in(*written.combines);
    for (const PlacedText& part : written.parts) check_known("calendar", part, source_.names.calendars, faults());
    if (written.parts.size() < 2)
      faults().add(written.combines->place, fmt::format("{0} takes two calendars or more: write {0} = [\"office\", "
                                                        "\"bank\"]",
                                                        written.combines->key));
  }

  void read_layer(const TableReader& table, CalendarLayer& layer) {
    layer.revision = read_revision(table, source_);
    if (const auto name = table.text("zone")) layer.zone = take(Zone::load(name->text), name->place, faults());
    if (const TomlNode* hours = table.find("hours"))
      if (const auto week = read_weekdays(*hours, hours_example, faults())) layer.hours = *week;
    if (const TomlNode* value = table.find("breaks"))
      if (const auto breaks = read_breaks(*value, faults())) layer.breaks = *breaks;
    const std::vector<std::string> make_up_words = plain(table.texts("make-up-words"));
    for (const PlacedText& name : table.texts("holidays"))
      if (auto set = holidays_named(name, make_up_words)) layer.holidays.push_back(std::move(*set));
    if (const TomlNode* value = table.find("make-up")) read_make_up(*value, layer, faults());
    if (const TomlNode* until = table.find("known-until"))
      if (in_range(until->date, until->place, faults())) layer.known_until = until->date;
    if (const TomlNode* days = table.find("day"))
      for (const TomlNode& day : days->children)
        if (auto read = read_day(day, faults())) layer.days.push_back(std::move(*read));
  }

  // Of a file beside this one, of this file, else built in.
  std::optional<HolidaySet> holidays_named(const PlacedText& name, const std::vector<std::string>& make_up_words) {
    if (name.text.ends_with(".ics")) {
      if (source_.ics) return take(source_.ics(name.text, make_up_words), name.place, faults());
      faults().add(name.place,
                   "reading .ics files is not built into this hotline; list the days as [[calendar.NAME.day]]");
      return std::nullopt;
    }
    if (const auto own = sets_.find(name.text); own != sets_.end()) return own->second;
    if (has(source_.names.holidays, name.text)) {  // and faulty: that is told where it stands
      set_is_faulty_ = true;
      return std::nullopt;
    }
    if (const auto meant = nearest(name.text, source_.names.holidays)) {
      faults().add(name.place, unknown_name("holiday set", name.text, source_.names.holidays));
      return std::nullopt;
    }
    return take(holiday_set(name.text, source_.as_of), name.place, faults());
  }

  // What stands under another: built first; nothing where that cannot be, and why is told.
  const WrittenCalendar* built(const PlacedText& name) {
    const auto found = written_.find(name.text);
    if (found == written_.end()) return nullptr;
    if (found->second.stage == WrittenCalendar::Stage::begun) {
      faults().add(name.place, fmt::format("{} is built on itself here: leave out one of the calendars on the way",
                                           quoted(name.text)));
      return nullptr;
    }
    build(found->second);
    return &found->second;
  }

  void build(WrittenCalendar& written) {
    if (written.stage == WrittenCalendar::Stage::built) return;
    written.stage = WrittenCalendar::Stage::begun;
    if (++depth_ > 20)
      faults().add(written.node->key_place, "more than 20 calendars stand on one another here: lay fewer");
    else if (written.combines)
      combine(written);
    else
      stack(written);
    --depth_;
    written.stage = WrittenCalendar::Stage::built;
  }

  void stack(WrittenCalendar& written) {
    CalendarSpec below;
    if (written.extends) {
      const WrittenCalendar* base = built(*written.extends);
      if (base && base->combines)
        faults().add(written.extends->place,
                     fmt::format("{} combines other calendars: extend one that has its own hours",
                                 quoted(written.extends->text)));
      if (!base || !base->spec) return;
      below = *base->spec;
    }
    if (!written.fit) return;
    const CalendarSpec spec = laid_over(std::move(below), written.layer);
    if (keep(written, Calendar::compile(spec), written.node->key_place)) written.spec = spec;
  }

  void combine(WrittenCalendar& written) {
    std::vector<Calendar> parts;
    for (const PlacedText& name : written.parts) {
      const bool is_there = built(name) && calendars_.contains(name.text);
      if (is_there) parts.push_back(calendars_.at(name.text));
    }
    if (!written.fit || parts.size() != written.parts.size()) return;
    const std::string& name = written.node->key;
    keep(written, written.combines->key == "both" ? Calendar::both(name, parts) : Calendar::either(name, parts),
         written.combines->place);
  }

  bool keep(const WrittenCalendar& written, Result<Calendar> compiled, TomlPlace place) {
    auto calendar = take(std::move(compiled), place, faults());
    if (calendar) calendars_.emplace(written.node->key, std::move(*calendar));
    return calendar.has_value();
  }

  RulesSource& source_;
  std::map<std::string, HolidaySet> sets_;
  std::map<std::string, WrittenCalendar> written_;
  std::map<std::string, Calendar> calendars_;
  bool set_is_faulty_ = false;
  int depth_ = 0;
};

}  // namespace

std::map<std::string, Calendar> read_calendars(RulesSource& source) { return Calendars(source).read(); }

}  // namespace hotline
