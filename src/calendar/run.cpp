#include "calendar/run.hpp"

#include <fmt/format.h>

#include "hotline/calendar/iso8601.hpp"

namespace hotline {

Result<Run> Run::begin(const Calendar& calendar, const Limit& limit, Instant from) {
  if (limit.counting == Counting::given)
    return fail(Fault::bad_input, "'given' has no length: its due instant comes with the command");
  const Result<Instant> received = deemed_received(calendar, limit, from);
  if (!received) return tl::make_unexpected(received.error());
  const Result<Line> found = line_for(calendar, limit, from);
  if (!found) return tl::make_unexpected(found.error());
  Line line(found->kind(), calendar);  // elapsed time too: its answers lie where the calendar's do
  const Result<Key> start = start_key(line, limit, from);
  if (!start) return tl::make_unexpected(start.error());
  const Key length = hotline::budget(limit, line.kind());
  return Run(std::move(line), from, *received, *start, length);
}

Result<void> Run::stand(const std::vector<Pause>& pauses) {
  const Zone& zone = line_.calendar()->zone();
  for (const Pause& pause : pauses) {
    if (pause.to < pause.from)
      return fail(Fault::bad_input, fmt::format("the pause from {} ends before it begins, at {}",
                                                to_text(pause.from, zone), to_text(pause.to, zone)));
    if (pause.from < last_)
      return fail(Fault::bad_input,
                  fmt::format("the pause from {} begins before {}: give the pauses after the start, in "
                              "order, each once",
                              to_text(pause.from, zone), to_text(last_, zone)));
    this->pause(pause.from);
    resume(pause.to);
    last_ = pause.to;
  }
  return {};
}

void Run::pause(Instant at) {
  if (const Result<Instant> due = line_.when(key_); !ran_out_ && due && *due < at) ran_out_ = *due;
  from_ = line_.counted_since(from_, at);
}

void Run::resume(Instant at) {
  const Key left = key_ - from_;
  from_ = line_.counted_since(from_, at);
  key_ = from_ + left;
  anchor_ = at;
}

Result<Instant> Run::due() const {
  return line_.when(key_).map([this](Instant due) { return std::max(due, anchor_); });
}

}  // namespace hotline
