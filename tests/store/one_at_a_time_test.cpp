// Two threads in one store at once: builds with assertions end there and say so.
#include "store/one_at_a_time.hpp"

#include <thread>

#include <doctest/doctest.h>

#include "hotline/store/memory_store.hpp"
#include "hotline/store/sqlite_store.hpp"
#include "store/store_support.hpp"
#include "support/end_of.hpp"

namespace hotline {
namespace {

#ifdef NDEBUG
constexpr bool looks_on = false;
#else
constexpr bool looks_on = true;
#endif

// Until they meet. In a build that does not look on this would never end, or end anyhow.
void ask_at_once(Store& store) {
  const auto ask = [&store] {
    for (;;) static_cast<void>(store.read(0, 1));
  };
  std::thread other(ask);
  ask();
}

}  // namespace

TEST_CASE("two threads that meet are told") {
  if (!looks_on) {
    MESSAGE("skipped: this build has no assertions");
    return;
  }
  const test::End met = test::end_of([] {
    OneAtATime one("store");
    const OneAtATime::Use mine(one);
    std::thread([&one] { const OneAtATime::Use too(one); }).join();
  });
  CHECK(met.aborted);
  CHECK(met.said.find("two threads are in one store at once") != std::string::npos);

  const test::End took_turns = test::end_of([] {
    OneAtATime one("store");
    { const OneAtATime::Use mine(one); }
    std::thread([&one] { const OneAtATime::Use then(one); }).join();
    {
      const OneAtATime::Use again(one);
      const OneAtATime::Use within(one);  // a call from within a call
    }
    std::thread([&one] { const OneAtATime::Use last(one); }).join();
  });
  CHECK_FALSE(took_turns.aborted);
  CHECK(took_turns.said.empty());
}

TEST_CASE("every kind of store looks on") {
  if (!looks_on) {
    MESSAGE("skipped: this build has no assertions");
    return;
  }
  CHECK(test::end_of([] { ask_at_once(*open_memory_store()); }).aborted);
  const TempFolder folder;
  CHECK(test::end_of([&] { ask_at_once(**open_sqlite_store(folder / "a.hotline")); }).aborted);
}

}  // namespace hotline
