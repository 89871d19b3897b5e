#include "hotline/core/queue.hpp"

#include <algorithm>
#include <array>
#include <charconv>

#include <fmt/format.h>

#include "core/places.hpp"
#include "core/words.hpp"

namespace hotline {
namespace {

using namespace std::chrono_literals;

// A calendar's name may hold any sign, also the one between two lines.
struct Written {
  std::string_view sign, as;
};
constexpr Written written_otherwise[] = {{"%", "%25"}, {"<", "%3C"}};

std::string name_written(std::string name) {
  for (const auto& [sign, as] : written_otherwise)
    for (std::size_t at = 0; (at = name.find(sign, at)) != std::string::npos; at += as.size())
      name.replace(at, sign.size(), as);
  return name;
}

std::string name_read(std::string name) {
  for (std::size_t at = 0; (at = name.find('%', at)) != std::string::npos; ++at)
    for (const auto& [sign, as] : written_otherwise)
      if (name.compare(at, as.size(), as) == 0) {
        name.replace(at, as.size(), sign);
        break;
      }
  return name;
}

std::string line_text(const LineRef& ref) {
  return fmt::format("{}/{}/{}/{}", name_written(ref.calendar), word_of(ref.kind.counting), word_of(ref.kind.end),
                     ref.kind.time_of_day.count());
}

std::optional<std::int64_t> whole(std::string_view text) {
  std::int64_t value = 0;
  const auto [end, fault] = std::from_chars(text.data(), text.data() + text.size(), value);
  return fault == std::errc{} && end == text.data() + text.size() ? std::optional{value} : std::nullopt;
}

// Read from the right: a calendar's name may hold any sign.
std::optional<LineRef> line_in(std::string_view text) {
  std::array<std::string_view, 3> parts;
  for (std::size_t i = parts.size(); i-- > 0;) {
    const std::size_t slash = text.rfind('/');
    if (slash == std::string_view::npos) return std::nullopt;
    parts[i] = text.substr(slash + 1);
    text = text.substr(0, slash);
  }
  const auto counting = named<Counting>(counting_words, parts[0]);
  const auto end = named<End>(end_words, parts[1]);
  const auto time_of_day = whole(parts[2]);
  if (!counting || !end || !time_of_day) return std::nullopt;
  return LineRef{name_read(std::string{text}), {*counting, *end, std::chrono::seconds{*time_of_day}}};
}

}  // namespace

std::string to_text(const Queue& queue) {
  std::string text = line_text(queue.line);
  for (const Queue::Before& before : queue.before)
    text += fmt::format(" < {} {}", before.amount, line_text(before.line));
  return text;
}

Result<Queue> parse_queue(std::string_view text) {
  const auto damaged = [&] { return fail(Fault::damaged, fmt::format("'{}' is not a queue", text)); };
  Queue queue;
  std::string_view rest = text;
  for (std::size_t less = rest.rfind(" < "); less != std::string_view::npos; less = rest.rfind(" < ")) {
    const std::string_view last = rest.substr(less + 3);
    const std::size_t space = last.find(' ');
    const auto amount = whole(last.substr(0, space));
    const auto line = space == std::string_view::npos ? std::nullopt : line_in(last.substr(space + 1));
    if (!amount || !line) return damaged();
    queue.before.insert(queue.before.begin(), {*line, *amount});
    rest = rest.substr(0, less);
  }
  const auto line = line_in(rest);
  if (!line) return damaged();
  queue.line = *line;
  return queue;
}

Result<QueueLines> QueueLines::of(const Queue& queue, const InForce& in_force) {
  auto line = in_force.line(queue.line);
  if (!line) return tl::make_unexpected(line.error());
  QueueLines lines(std::move(*line));
  for (const Queue::Before& before : queue.before) {
    auto other = in_force.line(before.line);
    if (!other) return tl::make_unexpected(other.error());
    lines.before_.push_back({std::move(*other), before.amount});
  }
  return lines;
}

Result<Instant> QueueLines::when(Key key) const {
  Result<Instant> instant = line_.when(key);
  for (const auto& [line, amount] : before_) {
    if (!instant) return instant;
    instant = line.when(line.reached(*instant) - amount);
  }
  return instant;
}

Result<Key> QueueLines::past(Instant now) const {
  // Past are the instants t of the line with other.reached(t) - amount <= other.reached(last).
  Instant last = now - 1s;
  for (auto before = before_.rbegin(); before != before_.rend(); ++before) {
    const auto first_not = before->line.when(before->line.reached(last) + before->amount + 1);
    if (!first_not) return tl::make_unexpected(first_not.error());
    last = *first_not - 1s;
  }
  return line_.reached(last);
}

Result<Instant> when(const Queue& queue, Key key, const InForce& in_force) {
  return QueueLines::of(queue, in_force).and_then([&](const QueueLines& lines) { return lines.when(key); });
}

Result<Key> past(const Queue& queue, Instant now, const InForce& in_force) {
  return QueueLines::of(queue, in_force).and_then([&](const QueueLines& lines) { return lines.past(now); });
}

Result<std::vector<QueuedKey>> hints(const Case& matter, const InForce& in_force) {
  std::vector<QueuedKey> earliest;
  const Rules& rules = in_force.rules_of(matter);
  const auto note = [&](const Places& places) {
    for (const QueuedKey& entry : places) {
      const auto place = std::lower_bound(earliest.begin(), earliest.end(), entry.queue,
                                          [](const QueuedKey& one, const Queue& queue) { return one.queue < queue; });
      if (place == earliest.end() || place->queue != entry.queue)
        earliest.insert(place, entry);
      else
        place->key = std::min(place->key, entry.key);
    }
  };
  const auto note_all = [&](const Watch& watch) -> Result<void> {
    if (watch.clock.status == Clock::Status::paused) return pause_places(watch).map(note);
    if (!watch.clock.breached) {
      if (const auto due = due_places(watch).map(note); !due) return due;
    }
    const Ladder* ladder = rules.ladder(watch.target.ladder);
    if (ladder == nullptr) return {};
    for (std::uint32_t i = 0; i < ladder->rungs.size(); ++i) {
      if (watch.clock.rungs.contains(i)) continue;
      if (const auto rung = rung_places(watch, ladder->rungs[i]).map(note); !rung) return rung;
    }
    return {};
  };
  for (const Ticket& ticket : matter.tickets) {
    for (const Clock& clock : ticket.clocks) {
      if (!clock.is_open()) continue;
      if (const auto noted = note_all({matter, ticket, clock, *rules.target(clock.target), in_force}); !noted)
        return tl::make_unexpected(noted.error());
    }
  }
  return earliest;
}

}  // namespace hotline
