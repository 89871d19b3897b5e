#include "engine/agenda_queue.hpp"

#include <algorithm>
#include <functional>

namespace hotline {
namespace {

constexpr std::size_t few_late = 1'024;

}  // namespace

std::optional<AgendaEntry> AgendaQueue::first() {
  while (reach()) {
    if (room_->records.stands(queue_, next())) return next();
    drop_next();
  }
  return std::nullopt;
}

bool AgendaQueue::reach_next_run() {
  run_.clear();
  place_ = 0;
  tree_.take_first(run_);
  reached_ = !run_.empty();
  if (reached_) end_ = run_.back();
  return reached_;
}

void AgendaQueue::drop_next() {
  --room_->entries;
  if (place_ < run_.size() && (late_.empty() || run_[place_] <= late_.front())) {
    ++place_;
    return;
  }
  std::pop_heap(late_.begin(), late_.end(), std::greater{});
  late_.pop_back();
}

// A heap as large as what it stands before is no heap of a few: all of it goes back, to be sorted together.
void AgendaQueue::put_late(AgendaEntry entry) {
  late_.push_back(entry);
  std::push_heap(late_.begin(), late_.end(), std::greater{});
  if (late_.size() > std::max(few_late, run_.size() - place_)) put_back();
}

void AgendaQueue::put_back() {
  reached_ = false;
  for (; place_ < run_.size(); ++place_) tree_.add(run_[place_]);
  for (const AgendaEntry entry : late_) tree_.add(entry);
  run_.clear();
  late_.clear();
  place_ = 0;
}

}  // namespace hotline
