#include "hotline/core/event.hpp"

#include <algorithm>
#include <array>
#include <cstring>
#include <iterator>
#include <tuple>
#include <type_traits>

#include <fmt/format.h>
#include <simdjson.h>

#include "core/words.hpp"

namespace hotline {
namespace {

// One description of every event serves both directions. A part is a struct whose fields stand among the event's own.
template <class Owner, class Member, std::size_t N>
struct Field {
  const char* key;
  Member Owner::*member;
  std::array<char, N + 3> written;  // ,"key":
};
template <class Owner, class Member>
struct Part {
  Member Owner::*member;
};
template <class Owner, class Member, std::size_t N>
constexpr Field<Owner, Member, N> field(const char (&key)[N], Member Owner::*member) {
  Field<Owner, Member, N> field{key, member, {',', '"'}};
  std::copy_n(key, N - 1, field.written.begin() + 2);
  field.written[N + 1] = '"';
  field.written[N + 2] = ':';
  return field;
}
template <class Owner, class Member>
constexpr Part<Owner, Member> part(Member Owner::*member) {
  return {member};
}

template <class T>
struct Described;

template <>
struct Described<ClockRef> {
  static constexpr auto fields = std::tuple{field("ticket", &ClockRef::ticket), field("target", &ClockRef::target),
                                            field("cycle", &ClockRef::cycle)};
};
template <>
struct Described<LineKind> {
  static constexpr auto fields = std::tuple{field("counting", &LineKind::counting), field("end", &LineKind::end),
                                            field("time-of-day", &LineKind::time_of_day)};
};
template <>
struct Described<LineRef> {
  static constexpr auto fields = std::tuple{field("calendar", &LineRef::calendar), part(&LineRef::kind)};
};
template <>
struct Described<TicketOpened> {
  static constexpr std::string_view name = "ticket-opened";
  static constexpr auto fields =
      std::tuple{field("ticket", &TicketOpened::ticket), field("kind", &TicketOpened::kind),
                 field("state", &TicketOpened::state),   field("by", &TicketOpened::by),
                 field("rules", &TicketOpened::rules),   field("under", &TicketOpened::under)};
};
template <>
struct Described<AttributeSet> {
  static constexpr std::string_view name = "attribute-set";
  static constexpr auto fields = std::tuple{field("ticket", &AttributeSet::ticket), field("name", &AttributeSet::name),
                                            field("value", &AttributeSet::value)};
};
template <>
struct Described<LabelSet> {
  static constexpr std::string_view name = "label-set";
  static constexpr auto fields =
      std::tuple{field("ticket", &LabelSet::ticket), field("name", &LabelSet::name), field("value", &LabelSet::value)};
};
template <>
struct Described<PolicyChosen> {
  static constexpr std::string_view name = "policy-chosen";
  static constexpr auto fields =
      std::tuple{field("ticket", &PolicyChosen::ticket), field("policy", &PolicyChosen::policy)};
};
template <>
struct Described<StateChanged> {
  static constexpr std::string_view name = "state-changed";
  static constexpr auto fields =
      std::tuple{field("ticket", &StateChanged::ticket), field("verb", &StateChanged::verb),
                 field("from", &StateChanged::from), field("to", &StateChanged::to), field("by", &StateChanged::by)};
};
template <>
struct Described<ClockStarted> {
  static constexpr std::string_view name = "clock-started";
  static constexpr auto fields = std::tuple{part(&ClockStarted::clock),
                                            field("promise", &ClockStarted::promise),
                                            part(&ClockStarted::line),
                                            field("budget", &ClockStarted::budget),
                                            field("from", &ClockStarted::from),
                                            field("key", &ClockStarted::key),
                                            field("since", &ClockStarted::since),
                                            field("pauses", &ClockStarted::pauses),
                                            field("skipped", &ClockStarted::skipped),
                                            field("taken-from", &ClockStarted::taken_from)};
};
template <>
struct Described<ClockPaused> {
  static constexpr std::string_view name = "clock-paused";
  static constexpr auto fields = std::tuple{part(&ClockPaused::clock), field("from", &ClockPaused::from)};
};
template <>
struct Described<ClockResumed> {
  static constexpr std::string_view name = "clock-resumed";
  static constexpr auto fields =
      std::tuple{part(&ClockResumed::clock), field("from", &ClockResumed::from), field("key", &ClockResumed::key)};
};
template <>
struct Described<ClockExtended> {
  static constexpr std::string_view name = "clock-extended";
  static constexpr auto fields = std::tuple{part(&ClockExtended::clock), field("budget", &ClockExtended::budget),
                                            field("key", &ClockExtended::key)};
};
template <>
struct Described<ClockRekeyed> {
  static constexpr std::string_view name = "clock-rekeyed";
  static constexpr auto fields =
      std::tuple{part(&ClockRekeyed::clock), field("from", &ClockRekeyed::from), field("key", &ClockRekeyed::key)};
};
template <>
struct Described<CalendarAdopted> {
  static constexpr std::string_view name = "calendar-adopted";
  static constexpr auto fields =
      std::tuple{field("calendar", &CalendarAdopted::calendar), field("revision", &CalendarAdopted::revision),
                 field("past", &CalendarAdopted::past)};
};
template <>
struct Described<ClockMet> {
  static constexpr std::string_view name = "clock-met";
  static constexpr auto fields = std::tuple{part(&ClockMet::clock)};
};
template <>
struct Described<ClockCancelled> {
  static constexpr std::string_view name = "clock-cancelled";
  static constexpr auto fields = std::tuple{part(&ClockCancelled::clock)};
};
template <>
struct Described<ClockSuperseded> {
  static constexpr std::string_view name = "clock-superseded";
  static constexpr auto fields = std::tuple{part(&ClockSuperseded::clock)};
};
template <>
struct Described<ClockBreached> {
  static constexpr std::string_view name = "clock-breached";
  static constexpr auto fields = std::tuple{part(&ClockBreached::clock)};
};
template <>
struct Described<ClockCorrected> {
  static constexpr std::string_view name = "clock-corrected";
  static constexpr auto fields = std::tuple{part(&ClockCorrected::clock), field("breach", &ClockCorrected::breach),
                                            field("skipped", &ClockCorrected::skipped)};
};
template <>
struct Described<TimerRan> {
  static constexpr std::string_view name = "timer-ran";
  static constexpr auto fields =
      std::tuple{part(&TimerRan::clock), field("verb", &TimerRan::verb), field("done", &TimerRan::done)};
};
template <>
struct Described<RungReached> {
  static constexpr std::string_view name = "rung-reached";
  static constexpr auto fields =
      std::tuple{part(&RungReached::clock), field("rung", &RungReached::rung), field("text", &RungReached::text),
                 field("tell", &RungReached::tell), field("tell-at", &RungReached::tell_at)};
};

template <>
struct Described<RolesTold> {
  static constexpr std::string_view name = "roles-told";
  static constexpr auto fields =
      std::tuple{field("ticket", &RolesTold::ticket), field("verb", &RolesTold::verb), field("tell", &RolesTold::tell)};
};
template <>
struct Described<CaseRebound> {
  static constexpr std::string_view name = "case-rebound";
  static constexpr auto fields =
      std::tuple{field("from", &CaseRebound::from), field("to", &CaseRebound::to), field("by", &CaseRebound::by)};
};
template <>
struct Described<CaseMerged> {
  static constexpr std::string_view name = "case-merged";
  static constexpr auto fields = std::tuple{field("into", &CaseMerged::into), field("by", &CaseMerged::by)};
};
template <>
struct Described<CaseAbsorbed> {
  static constexpr std::string_view name = "case-absorbed";
  static constexpr auto fields = std::tuple{field("absorbed", &CaseAbsorbed::absorbed), field("by", &CaseAbsorbed::by)};
};
template <>
struct Described<CaseUnmerged> {
  static constexpr std::string_view name = "case-unmerged";
  static constexpr auto fields = std::tuple{field("from", &CaseUnmerged::from), field("by", &CaseUnmerged::by)};
};
template <>
struct Described<CaseReleased> {
  static constexpr std::string_view name = "case-released";
  static constexpr auto fields = std::tuple{field("released", &CaseReleased::released), field("by", &CaseReleased::by)};
};

using Buffer = fmt::memory_buffer;

char* more(Buffer& out, std::size_t count) {
  const std::size_t size = out.size();
  out.resize(size + count);
  return out.data() + size;
}

// Of a size the compiler knows: a move or two.
template <std::size_t N>
void append(Buffer& out, const char (&text)[N]) {
  std::memcpy(more(out, N - 1), text, N - 1);
}
template <std::size_t N>
void append(Buffer& out, const std::array<char, N>& text) {
  std::memcpy(more(out, N), text.data(), N);
}

constexpr auto plain_signs = [] {
  std::array<bool, 256> plain{};
  for (std::size_t sign = 0x20; sign < plain.size(); ++sign) plain[sign] = sign != '"' && sign != '\\';
  return plain;
}();

bool stands_for_itself(char c) { return plain_signs[static_cast<unsigned char>(c)]; }

void write_escaped(Buffer& out, std::string_view text) {
  out.push_back('"');
  for (const char c : text) {
    if (c == '"' || c == '\\') {
      out.push_back('\\');
      out.push_back(c);
    } else if (stands_for_itself(c)) {
      out.push_back(c);
    } else {
      fmt::format_to(std::back_inserter(out), "\\u{:04x}", static_cast<unsigned char>(c));
    }
  }
  out.push_back('"');
}

// Nearly every text stands for itself and is a few bytes long, so it is copied while it is looked at.
void write(Buffer& out, std::string_view text) {
  const std::size_t before = out.size();
  char* const at = more(out, text.size() + 2);
  bool plain = true;
  at[0] = '"';
  for (std::size_t i = 0; i < text.size(); ++i) {
    plain &= stands_for_itself(text[i]);
    at[i + 1] = text[i];
  }
  at[text.size() + 1] = '"';
  if (plain) return;
  out.resize(before);
  write_escaped(out, text);
}
void write(Buffer& out, const std::string& text) { write(out, std::string_view{text}); }
void write(Buffer& out, bool value) { value ? append(out, "true") : append(out, "false"); }
template <std::integral T>
void write(Buffer& out, T value) {
  const fmt::format_int digits(value);
  std::memcpy(more(out, digits.size()), digits.data(), digits.size());
}
void write(Buffer& out, Instant at) { write(out, at.time_since_epoch().count()); }
void write(Buffer& out, const CaseId& id) { write(out, id.text); }
void write(Buffer& out, std::chrono::seconds length) { write(out, length.count()); }
void write(Buffer& out, Counting counting) { write(out, word_of(counting)); }
void write(Buffer& out, End end) { write(out, word_of(end)); }
void write(Buffer& out, const Pause& pause) {
  out.push_back('[');
  write(out, pause.from);
  out.push_back(',');
  write(out, pause.to);
  out.push_back(']');
}
template <class T>
void write(Buffer& out, const std::vector<T>& items) {
  out.push_back('[');
  for (std::size_t i = 0; i < items.size(); ++i) {
    if (i > 0) out.push_back(',');
    write(out, items[i]);
  }
  out.push_back(']');
}

template <class Owner>
void write_fields(Buffer& out, const Owner& owner);
template <class Owner, class Member, std::size_t N>
void write_one(Buffer& out, const Owner& owner, const Field<Owner, Member, N>& field) {
  append(out, field.written);
  write(out, owner.*field.member);
}
template <class Owner, class Member>
void write_one(Buffer& out, const Owner& owner, const Part<Owner, Member>& part) {
  write_fields(out, owner.*part.member);
}
template <class Owner>
void write_fields(Buffer& out, const Owner& owner) {
  std::apply([&](const auto&... each) { (write_one(out, owner, each), ...); }, Described<Owner>::fields);
}

void write_event(Buffer& out, const Event& event) {
  append(out, "{\"at\":");
  write(out, event.at);
  append(out, ",\"event\":");
  std::visit(
      [&](const auto& what) {
        write(out, Described<std::decay_t<decltype(what)>>::name);
        write_fields(out, what);
      },
      event.what);
  out.push_back('}');
}

namespace json = simdjson::ondemand;

// Throws simdjson_error; events_in() is the one place that catches.
void read(json::value value, std::string& into) { into = std::string{std::string_view{value.get_string()}}; }
void read(json::value value, CaseId& into) { read(value, into.text); }
void read(json::value value, bool& into) { into = value.get_bool(); }
template <std::integral T>
void read(json::value value, T& into) {
  const std::int64_t number = value.get_int64();
  if (!std::in_range<T>(number)) throw simdjson::simdjson_error(simdjson::NUMBER_OUT_OF_RANGE);
  into = static_cast<T>(number);
}
void read(json::value value, Instant& into) { into = Instant{std::chrono::seconds{std::int64_t{value.get_int64()}}}; }
void read(json::value value, std::chrono::seconds& into) {
  into = std::chrono::seconds{std::int64_t{value.get_int64()}};
}
template <class Enum, std::size_t N>
void read_named(json::value value, const std::array<std::string_view, N>& words, Enum& into) {
  const auto found = named<Enum>(words, value.get_string());
  if (!found) throw simdjson::simdjson_error(simdjson::INCORRECT_TYPE);
  into = *found;
}
void read(json::value value, Counting& into) { read_named(value, counting_words, into); }
void read(json::value value, End& into) { read_named(value, end_words, into); }
void read(json::value value, Pause& into) {
  std::size_t found = 0;
  for (json::value part : value.get_array()) {
    if (found == 2) throw simdjson::simdjson_error(simdjson::INCORRECT_TYPE);
    read(part, found++ == 0 ? into.from : into.to);
  }
  if (found != 2) throw simdjson::simdjson_error(simdjson::INCORRECT_TYPE);
}
template <class T>
void read(json::value value, std::vector<T>& into) {
  for (json::value item : value.get_array()) {
    T one{};
    read(item, one);
    into.push_back(std::move(one));
  }
}

template <class Owner>
void read_fields(json::object& object, Owner& owner);
template <class Owner, class Member, std::size_t N>
void read_one(json::object& object, Owner& owner, const Field<Owner, Member, N>& field) {
  read(object.find_field(field.key).value(), owner.*field.member);
}
template <class Owner, class Member>
void read_one(json::object& object, Owner& owner, const Part<Owner, Member>& part) {
  read_fields(object, owner.*part.member);
}
template <class Owner>
void read_fields(json::object& object, Owner& owner) {
  std::apply([&](const auto&... each) { (read_one(object, owner, each), ...); }, Described<Owner>::fields);
}

template <std::size_t I = 0>
bool read_what(std::string_view name, json::object& object, Event& event) {
  using What = decltype(Event::what);
  if constexpr (I == std::variant_size_v<What>) {
    return false;
  } else {
    using Alternative = std::variant_alternative_t<I, What>;
    if (Described<Alternative>::name != name) return read_what<I + 1>(name, object, event);
    Alternative what;
    read_fields(object, what);
    event.what = std::move(what);
    return true;
  }
}

bool read_event(json::document& document, Event& event) {
  json::object object = document.get_object();
  read(object.find_field("at").value(), event.at);
  const std::string name{std::string_view{object.find_field("event").get_string()}};
  return read_what(name, object, event);
}

}  // namespace

std::string_view name_of(const Event& event) {
  return std::visit([](const auto& what) { return Described<std::decay_t<decltype(what)>>::name; }, event.what);
}

std::string to_line(const Event& event) {
  Buffer out;
  write_event(out, event);
  return fmt::to_string(out);
}

std::string to_lines(const std::vector<Event>& events) {
  Buffer out;
  for (const Event& event : events) {
    write_event(out, event);
    out.push_back('\n');
  }
  return fmt::to_string(out);
}

Result<std::vector<Event>> events_in(std::string_view lines) {
  const simdjson::padded_string padded(lines);
  json::parser parser;
  std::vector<Event> events;
  for (std::size_t start = 0; start < lines.size();) {
    const std::size_t end = std::min(lines.find('\n', start), lines.size());
    const auto damaged = [&] {
      return fail(Fault::damaged, fmt::format("not an event this hotline knows: {}", lines.substr(start, end - start)));
    };
    try {
      auto document =
          parser.iterate(padded.data() + start, end - start, padded.size() - start + simdjson::SIMDJSON_PADDING)
              .value();
      Event event;
      if (!read_event(document, event)) return damaged();
      events.push_back(std::move(event));
    } catch (const simdjson::simdjson_error&) {
      return damaged();
    }
    start = end + 1;
  }
  return events;
}

}  // namespace hotline
