#include "engine/due_hints.hpp"

#include <algorithm>
#include <limits>

namespace hotline {
namespace {

using namespace std::chrono_literals;

constexpr std::size_t page_size = 1'000;
const DueHint first_of_all{std::numeric_limits<Key>::min(), {}};

DueHint after(DueHint hint) {
  hint.case_id.text.push_back('\0');  // the next text in order
  return hint;
}

}  // namespace

Result<DueHints> DueHints::at(Store& store, const InForce& in_force, Instant now) {
  DueHints due(store, in_force);
  const auto names = store.queues();
  if (!names) return tl::make_unexpected(names.error());
  for (const std::string& name : *names) {
    const auto queue = parse_queue(name);
    if (!queue) return tl::make_unexpected(queue.error());
    const auto upto = past(*queue, now, in_force);
    if (!upto) return tl::make_unexpected(upto.error());
    due.lanes_.push_back({*queue, name, *upto, first_of_all, {}, 0, false});
    if (const auto filled = due.refill(due.lanes_.size() - 1); !filled) return tl::make_unexpected(filled.error());
  }
  return due;
}

Result<void> DueHints::refill(std::size_t index) {
  Lane& lane = lanes_[index];
  if (lane.place == lane.page.size() && !lane.done) {
    auto page = store_->due(lane.name, lane.from, lane.upto, page_size);
    if (!page) return tl::make_unexpected(page.error());
    lane.done = page->size() < page_size;
    if (!page->empty()) lane.from = after(page->back());
    lane.page = std::move(*page);
    lane.place = 0;
  }
  if (lane.place == lane.page.size()) return {};
  const DueHint& hint = lane.page[lane.place++];
  return when(lane.queue, hint.key, *in_force_).map([&](Instant at) { heads_.insert({at, hint.case_id, index}); });
}

Result<std::vector<CaseId>> DueHints::next(std::size_t limit) {
  std::vector<CaseId> cases;
  while (cases.size() < limit && !heads_.empty()) {
    const Head head = heads_.extract(heads_.begin()).value();
    if (seen_.insert(head.case_id).second) cases.push_back(head.case_id);
    if (const auto filled = refill(head.lane); !filled) return tl::make_unexpected(filled.error());
  }
  return cases;
}

Result<std::optional<Instant>> next_in_queues(Store& store, const InForce& in_force) {
  const auto names = store.queues();
  if (!names) return tl::make_unexpected(names.error());
  std::optional<Instant> earliest;
  for (const std::string& name : *names) {
    const auto queue = parse_queue(name);
    if (!queue) return tl::make_unexpected(queue.error());
    const auto first = store.due(name, first_of_all, std::numeric_limits<Key>::max(), 1);
    if (!first) return tl::make_unexpected(first.error());
    if (first->empty()) continue;
    const auto at = when(*queue, first->front().key, in_force);
    if (!at) return tl::make_unexpected(at.error());
    earliest = std::min(earliest.value_or(Instant::max()), *at + 1s);
  }
  return earliest;
}

}  // namespace hotline
