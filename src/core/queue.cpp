#include "hotline/core/queue.hpp"

#include <array>
#include <charconv>
#include <map>

#include <fmt/format.h>

#include "core/rungs.hpp"
#include "core/words.hpp"

namespace hotline {
namespace {

using namespace std::chrono_literals;

std::string line_text(const LineRef& ref) {
  return fmt::format("{}/{}/{}/{}", ref.calendar, word_of(ref.kind.counting), word_of(ref.kind.end),
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
  return LineRef{std::string{text}, {*counting, *end, std::chrono::seconds{*time_of_day}}};
}

}  // namespace

std::string to_text(const Queue& queue) {
  if (!queue.before) return line_text(queue.line);
  return fmt::format("{} < {} {}", line_text(queue.line), queue.before->amount, line_text(queue.before->line));
}

Result<Queue> parse_queue(std::string_view text) {
  const auto damaged = [&] { return fail(Fault::damaged, fmt::format("'{}' is not a queue", text)); };
  const std::size_t less = text.rfind(" < ");
  const auto line = line_in(text.substr(0, less));
  if (!line) return damaged();
  if (less == std::string_view::npos) return Queue{*line, std::nullopt};
  const std::string_view rest = text.substr(less + 3);
  const std::size_t space = rest.find(' ');
  const auto amount = whole(rest.substr(0, space));
  const auto before = space == std::string_view::npos ? std::nullopt : line_in(rest.substr(space + 1));
  if (!amount || !before) return damaged();
  return Queue{*line, Queue::Before{*before, *amount}};
}

Result<Instant> when(const Queue& queue, Key key, const InForce& in_force) {
  const Result<Line> line = in_force.line(queue.line);
  if (!line) return tl::make_unexpected(line.error());
  const Result<Instant> instant = line->when(key);
  if (!instant || !queue.before) return instant;
  return in_force.line(queue.before->line).and_then([&](const Line& other) {
    return other.when(other.reached(*instant) - queue.before->amount);
  });
}

Result<Key> past(const Queue& queue, Instant now, const InForce& in_force) {
  const Result<Line> line = in_force.line(queue.line);
  if (!line) return tl::make_unexpected(line.error());
  if (!queue.before) return line->reached(now - 1s);
  // Past are the keys whose line instant t has other.reached(t) - amount <= other.reached(now - 1s).
  return in_force.line(queue.before->line).and_then([&](const Line& other) {
    return other.when(other.reached(now - 1s) + queue.before->amount + 1).map([&](Instant first_not) {
      return line->reached(first_not - 1s);
    });
  });
}

Result<std::vector<QueuedKey>> hints(const Case& matter, const InForce& in_force) {
  std::map<Queue, Key> earliest;
  const auto note = [&](const QueuedKey& entry) {
    const auto [place, fresh] = earliest.emplace(entry.queue, entry.key);
    if (!fresh && entry.key < place->second) place->second = entry.key;
  };
  const Rules& rules = in_force.rules_of(matter);
  for (const Ticket& ticket : matter.tickets) {
    for (const Clock& clock : ticket.clocks) {
      if (clock.status != Clock::Status::running) continue;
      if (!clock.breached) note({{clock.line, std::nullopt}, clock.key});
      const Target* target = rules.target(clock.target);
      const Ladder* ladder = target == nullptr ? nullptr : rules.ladder(target->ladder);
      if (ladder == nullptr) continue;
      for (std::uint32_t i = 0; i < ladder->rungs.size(); ++i) {
        if (clock.rungs.contains(i)) continue;
        const auto place = place_of(ladder->rungs[i], *target, clock, in_force);
        if (!place) return tl::make_unexpected(place.error());
        if (*place) note(**place);
      }
    }
  }
  std::vector<QueuedKey> result;
  for (const auto& [queue, key] : earliest) result.push_back({queue, key});
  return result;
}

}  // namespace hotline
