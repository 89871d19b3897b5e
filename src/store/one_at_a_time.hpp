// Is an object used by one thread at a time, as its header asks?
//
// In builds with assertions the second of two threads that meet in it ends the program and says so: what they would do
// to each other's data shows much later and elsewhere. Other builds have no trace of this.
#pragma once

#include <atomic>
#include <cstdio>
#include <cstdlib>

namespace hotline {

class OneAtATime {
 public:
#ifdef NDEBUG
  struct Use {
    explicit Use(OneAtATime&) {}
    ~Use() {}  // so that it does not count as unused
  };
#else
  class Use {
   public:
    // Relaxed: it orders nothing between threads that the host does not order, so a thread sanitizer still sees all.
    explicit Use(OneAtATime& one) : one_(one) {
      if (!one_.used_.exchange(true, std::memory_order_relaxed)) return;
      std::fputs("hotline: two threads are in one store at once: give each its own, or let them take turns\n", stderr);
      std::abort();
    }
    ~Use() { one_.used_.store(false, std::memory_order_relaxed); }
    Use(const Use&) = delete;
    Use& operator=(const Use&) = delete;

   private:
    OneAtATime& one_;
  };

 private:
  std::atomic<bool> used_ = false;
#endif
};

}  // namespace hotline
