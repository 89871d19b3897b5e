// Is an object used by one thread at a time, as its header asks?
//
// In builds with assertions the second of two threads that meet in it ends the program and says so: what they would do
// to each other's data shows much later and elsewhere. Other builds have no trace of this.
#pragma once

#include <atomic>
#include <cstdio>
#include <cstdlib>
#include <thread>

namespace hotline {

class OneAtATime {
 public:
#ifdef NDEBUG
  explicit OneAtATime(const char*) {}
  struct Use {
    explicit Use(OneAtATime&) {}
    ~Use() {}  // so that it does not count as unused
  };
#else
  explicit OneAtATime(const char* what) : what_(what) {}

  class Use {
   public:
    // Relaxed: it orders nothing between threads that the host does not order, so a thread sanitizer still sees all.
    explicit Use(OneAtATime& one) : one_(one) {
      std::thread::id user{};
      is_outer_ = one_.user_.compare_exchange_strong(user, std::this_thread::get_id(), std::memory_order_relaxed);
      if (is_outer_ || user == std::this_thread::get_id()) return;
      std::fprintf(stderr, "hotline: two threads are in one %s at once: give each its own, or let them take turns\n",
                   one_.what_);
      std::abort();
    }
    ~Use() {
      if (is_outer_) one_.user_.store({}, std::memory_order_relaxed);
    }
    Use(const Use&) = delete;
    Use& operator=(const Use&) = delete;

   private:
    OneAtATime& one_;
    bool is_outer_ = false;  // a call from within a call is of the same thread
  };

 private:
  const char* what_;
  std::atomic<std::thread::id> user_{};
#endif
};

}  // namespace hotline
