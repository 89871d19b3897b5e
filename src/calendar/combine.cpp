// Calendars over one another: open while all are, or while any is. The parts' open time is swept edge by edge.
#include <algorithm>
#include <map>

#include <fmt/format.h>

#include "calendar/compile.hpp"
#include "calendar/known.hpp"

namespace hotline {
namespace {

enum class Open { both, either };

std::string_view word_of(Open open) { return open == Open::both ? "both" : "either"; }

// Something happens to one part: it opens or closes, or the windows of its next date begin.
struct Edge {
  std::int64_t at = 0;
  int opens = 0;          // 1, or -1 for a closing
  std::int64_t date = 0;  // of the windows that begin; else 0
};

std::vector<Edge> edges_of(const std::vector<Calendar>& parts) {
  std::vector<Edge> edges;
  for (const Calendar& part : parts) {
    const Calendar::Table& table = part.table();
    for (std::size_t i = 0; i < table.open.size(); ++i) {
      edges.push_back({count_of(table.open[i].open), 1, 0});
      edges.push_back({count_of(table.open[i].close), -1, 0});
    }
    for (std::int64_t n = 0; n < table.working_days(); ++n)
      edges.push_back({table.opening(n), 0, table.working_day(n)});
  }
  std::sort(edges.begin(), edges.end(), [](const Edge& a, const Edge& b) { return a.at < b.at; });
  return edges;
}

class Combination {
 public:
  Combination(Open open, const std::vector<Calendar>& parts) : open_(open), parts_(parts) {}

  Layers lay() {
    sweep();
    layers_.hours.emplace_back();
    for (std::int64_t day = 0; day < covered_days; ++day) layers_.days.push_back({hours_on(day), why_on(day)});
    return std::move(layers_);
  }

 private:
  void sweep() {
    layers_.opened.resize(static_cast<std::size_t>(covered_days));
    const std::vector<Edge> edges = edges_of(parts_);
    const int needed = open_ == Open::both ? static_cast<int>(parts_.size()) : 1;
    int open = 0;
    std::int64_t date = 0;
    for (std::size_t i = 0; i < edges.size(); ++i) {
      open += edges[i].opens;
      date = std::max(date, edges[i].date);
      const bool last = i + 1 == edges.size();
      if (!last && open >= needed && edges[i].at < edges[i + 1].at) add(date, edges[i].at, edges[i + 1].at);
    }
  }

  void add(std::int64_t date, std::int64_t from, std::int64_t to) {
    std::vector<Span>& spans = layers_.opened[Calendar::Table::index(date)];
    if (!spans.empty() && count_of(spans.back().close) == from)
      spans.back().close = instant_of(to);
    else
      spans.push_back({instant_of(from), instant_of(to)});
  }

  // As a wall of that date would show them.
  std::uint32_t hours_on(std::int64_t day) {
    const LocalClock& clock = parts_.front().table().clock;
    const auto on_wall = [&](Instant at) { return std::chrono::seconds{clock.reached(count_of(at)) - day * day_s}; };
    Hours hours;
    for (const Span& span : layers_.opened[Calendar::Table::index(day)])
      hours.push_back({on_wall(span.open), on_wall(span.close)});
    if (hours.empty()) return 0;
    const auto [place, is_new] = hours_places_.try_emplace(hours, static_cast<std::uint32_t>(layers_.hours.size()));
    if (is_new) layers_.hours.push_back(hours);
    return place->second;
  }

  std::uint32_t why_on(std::int64_t day) {
    const std::string text = why_text(day);
    const auto [place, is_new] = why_places_.try_emplace(text, static_cast<std::uint32_t>(layers_.why.size()));
    if (is_new) layers_.why.push_back(text);
    return place->second;
  }

  // The parts that decide: those that close a day that all must open, those that open one that any may, else all.
  std::string why_text(std::int64_t day) const {
    std::string all, open, closed;
    for (const Calendar& part : parts_) {
      const CalendarDay said = part.day(date_of(day));
      const std::string text = fmt::format("{}: {}", part.name(), said.why);
      for (std::string* list : {&all, said.windows.empty() ? &closed : &open})
        *list += (list->empty() ? "" : "; ") + text;
    }
    const bool opens = !layers_.opened[Calendar::Table::index(day)].empty();
    if (opens) return open_ == Open::either && !open.empty() ? open : all;
    if (open_ == Open::either) return all;
    return closed.empty() ? all + "; never open at once" : closed;
  }

  Open open_;
  const std::vector<Calendar>& parts_;
  Layers layers_;
  std::map<Hours, std::uint32_t> hours_places_;
  std::map<std::string, std::uint32_t> why_places_;
};

std::string names_of(const std::vector<Calendar>& parts) {
  std::string names;
  for (const Calendar& part : parts) names += fmt::format("{}'{}'", names.empty() ? "" : " and ", part.name());
  return names;
}

// Known as far as all its parts are, and as of the date they share, if they do.
CalendarSpec head_of(std::string name, const std::vector<Calendar>& parts) {
  CalendarSpec head;
  head.name = std::move(name);
  head.zone = parts.front().zone();
  head.revision = parts.front().revision();
  for (const Calendar& part : parts) {
    head.known_until = earlier(head.known_until, part.known_until());
    head.revision.number = std::max(head.revision.number, part.revision().number);
    if (part.revision().as_of != head.revision.as_of) head.revision.as_of.reset();
  }
  return head;
}

Result<std::shared_ptr<const Calendar::Table>> combined(Open open, std::string name,
                                                        const std::vector<Calendar>& parts) {
  const auto refuse = [&](std::string_view what) {
    return fail(Fault::bad_input, fmt::format("calendar '{}' {}", name, what));
  };
  if (parts.size() < 2)
    return refuse(fmt::format("combines fewer than two calendars: write {} = [\"office\", \"bank\"]", word_of(open)));
  for (const Calendar& part : parts)
    if (part.zone().name() != parts.front().zone().name())
      return refuse(fmt::format("combines '{}' in {} and '{}' in {}: only calendars of one zone share their dates",
                                parts.front().name(), parts.front().zone().name(), part.name(), part.zone().name()));
  Layers layers = Combination(open, parts).lay();
  if (layers.hours.size() == 1) return refuse(fmt::format("is never open: {} are never open at once", names_of(parts)));
  return tabulate(head_of(name, parts), std::move(layers));
}

}  // namespace

Result<Calendar> Calendar::both(std::string name, const std::vector<Calendar>& parts) {
  return combined(Open::both, std::move(name), parts).map([](auto table) { return Calendar(std::move(table)); });
}

Result<Calendar> Calendar::either(std::string name, const std::vector<Calendar>& parts) {
  return combined(Open::either, std::move(name), parts).map([](auto table) { return Calendar(std::move(table)); });
}

}  // namespace hotline
