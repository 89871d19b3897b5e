// Two threads in one store at once: builds with assertions end there and say so.
#include "store/one_at_a_time.hpp"

#include <array>
#include <string>
#include <thread>

#include <doctest/doctest.h>
#include <sys/wait.h>
#include <unistd.h>

#include "hotline/store/memory_store.hpp"
#include "hotline/store/sqlite_store.hpp"
#include "store/store_support.hpp"

namespace hotline {
namespace {

#ifdef NDEBUG
constexpr bool looks_on = false;
#else
constexpr bool looks_on = true;
#endif

struct End {
  bool aborted = false;
  std::string said;
};

// In a process of its own.
template <class Work>
End end_of(const Work& work) {
  std::array<int, 2> ends{};
  REQUIRE(pipe(ends.data()) == 0);
  const pid_t child = fork();
  REQUIRE(child >= 0);
  if (child == 0) {
    signal(SIGABRT, SIG_DFL);  // not the test runner's
    dup2(ends[1], STDERR_FILENO);
    work();
    _exit(0);
  }
  close(ends[1]);
  End end;
  std::array<char, 256> piece{};
  for (ssize_t read = 0; (read = ::read(ends[0], piece.data(), piece.size())) > 0;)
    end.said.append(piece.data(), static_cast<std::size_t>(read));
  close(ends[0]);
  int status = 0;
  waitpid(child, &status, 0);
  end.aborted = WIFSIGNALED(status) && WTERMSIG(status) == SIGABRT;
  return end;
}

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
  const End met = end_of([] {
    OneAtATime one;
    const OneAtATime::Use mine(one);
    std::thread([&one] { const OneAtATime::Use too(one); }).join();
  });
  CHECK(met.aborted);
  CHECK(met.said.find("two threads are in one store at once") != std::string::npos);

  const End took_turns = end_of([] {
    OneAtATime one;
    { const OneAtATime::Use mine(one); }
    std::thread([&one] { const OneAtATime::Use then(one); }).join();
    { const OneAtATime::Use again(one); }
  });
  CHECK_FALSE(took_turns.aborted);
  CHECK(took_turns.said.empty());
}

TEST_CASE("every kind of store looks on") {
  if (!looks_on) {
    MESSAGE("skipped: this build has no assertions");
    return;
  }
  CHECK(end_of([] { ask_at_once(*open_memory_store()); }).aborted);
  const TempFolder folder;
  CHECK(end_of([&] { ask_at_once(**open_sqlite_store(folder / "a.hotline")); }).aborted);
}

}  // namespace hotline
