// Several processes and one file; processes that are killed; disks that are full.
#include <array>
#include <fstream>

#include <doctest/doctest.h>
#include <fmt/format.h>
#include <signal.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include "hotline/store/sqlite_store.hpp"
#include "store/store_support.hpp"

namespace hotline {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t all = 100'000;

// A child process that tells its parent numbers, until it ends or is killed.
class Child {
 public:
  using Tell = std::function<void(int)>;

  explicit Child(const std::function<void(const Tell&)>& work) {
    std::array<int, 2> ends{};
    REQUIRE(pipe(ends.data()) == 0);
    pid_ = fork();
    REQUIRE(pid_ >= 0);
    if (pid_ == 0) {
      close(ends[0]);
      try {
        work([&](int number) {
          if (write(ends[1], &number, sizeof number) != sizeof number) _exit(1);
        });
      } catch (...) {  // the parent's tests are not the child's
        _exit(1);
      }
      _exit(0);
    }
    close(ends[1]);
    told_ = ends[0];
  }
  ~Child() {
    kill();
    close(told_);
  }
  Child(const Child&) = delete;
  Child& operator=(const Child&) = delete;

  pid_t pid() const { return pid_; }

  std::optional<int> hear() const {
    int number = 0;
    return ::read(told_, &number, sizeof number) == sizeof number ? std::optional(number) : std::nullopt;
  }

  void kill() {
    if (ended_) return;
    ::kill(pid_, SIGKILL);
    waitpid(pid_, nullptr, 0);
    ended_ = true;
  }

 private:
  pid_t pid_ = 0;
  int told_ = -1;
  bool ended_ = false;
};

std::unique_ptr<Store> open(const fs::path& file) {
  auto store = open_sqlite_store(file);
  if (!store) throw std::runtime_error(store.error().message);
  if ((*store)->epoch() == 0) static_cast<void>((*store)->begin_epoch(0, {}));
  return std::move(*store);
}

Unit numbered(int number) { return unit(fmt::format("c{}", number), {entry(fmt::format("case {}", number), 0, 3)}); }

std::string note_of(const fs::path& file) {
  std::string line;
  std::getline(std::ifstream(file.string() + ".holder") >> std::ws, line);
  return line;
}

}  // namespace

TEST_CASE("a file that another process has open is refused and the holder is named") {
  const TempFolder folder;
  const auto file = folder / "a.hotline";
  Child holder([&](const Child::Tell& tell) {
    const auto store = open(file);
    append(*store, {numbered(1)});
    tell(1);
    pause();
  });
  REQUIRE(holder.hear() == 1);

  const auto refused = open_sqlite_store(file);
  REQUIRE_FALSE(refused);
  CHECK(refused.error().fault == Fault::busy);
  CHECK(refused.error().message.find(
            fmt::format("'{}' is open in another process (pid {} on ", file.string(), holder.pid())) == 0);

  holder.kill();
  CHECK(note_of(file).find(std::to_string(holder.pid())) != std::string::npos);  // what a crash leaves behind
  {
    const auto store = open(file);
    CHECK(show(store->read(0, all)) == "1 case 1 0-3 c1");
    CHECK(note_of(file).find(fmt::format("hotline holder {} ", getpid())) == 0);
  }
  CHECK_FALSE(fs::exists(file.string() + ".holder"));
}

TEST_CASE("a process cannot open a file twice") {
  const TempFolder folder;
  const auto file = folder / "a.hotline";
  const auto store = open(file);
  for (int again = 0; again < 2; ++again) {
    const auto refused = open_sqlite_store(file);
    REQUIRE_FALSE(refused);
    CHECK(refused.error().fault == Fault::busy);
    CHECK(refused.error().message.find("is open in this process already") != std::string::npos);
  }
  append(*store, {numbered(1)});
  // The refused attempts must not have let go of the lock that keeps other processes out.
  Child other([&](const Child::Tell& tell) { tell(open_sqlite_store(file) ? 1 : 0); });
  CHECK(other.hear() == 0);
}

TEST_CASE("a note that is not true is not repeated") {
  const TempFolder folder;
  const auto file = folder / "a.hotline";
  Child gone([](const Child::Tell&) {});
  gone.kill();
  const auto store = open(file);
  struct Row {
    std::string why, note;
  };
  const Row rows[] = {
      {"the process has ended",
       fmt::format("hotline holder {} {}\n", gone.pid(), note_of(file).substr(note_of(file).rfind(' ') + 1))},
      {"empty", ""},
      {"something else", "remember the milk\n"},
      {"half a note", "hotline holder 47"},
  };
  for (const Row& row : rows) {
    CAPTURE(row.why);
    std::ofstream(file.string() + ".holder") << row.note;
    const auto refused = open_sqlite_store(file);
    REQUIRE_FALSE(refused);
    CHECK(refused.error().message.find("is open in another process: close it there first") != std::string::npos);
  }
}

TEST_CASE("somebody else's file of that name is left alone") {
  const TempFolder folder;
  const auto file = folder / "a.hotline";
  std::ofstream(file.string() + ".holder") << "remember the milk\n";
  append(*open(file), {numbered(1)});
  CHECK(note_of(file) == "remember the milk");
}

TEST_CASE("a child process must not use or close its parent's store") {
  const TempFolder folder;
  auto store = open(folder / "a.hotline");
  append(*store, {numbered(1)});
  Child child([&](const Child::Tell& tell) {
    const Unit more = numbered(2);
    tell(store->load({"case 1"}) ? 1 : 0);
    tell(store->append({&more, 1}) ? 1 : 0);
    store.reset();
    tell(2);
  });
  CHECK(child.hear() == 0);
  CHECK(child.hear() == 0);
  CHECK(child.hear() == 2);
  CHECK(fs::exists(folder / "a.hotline-wal"));
  CHECK(fs::exists(folder / "a.hotline.holder"));
  append(*store, {numbered(3)});
  CHECK(show(store->read(0, all)) == "1 case 1 0-3 c1, 2 case 3 0-3 c3");
}

TEST_CASE("what was acknowledged survives a kill at any moment") {
  const TempFolder folder;
  const auto file = folder / "a.hotline";
  int acknowledged = 0;
  for (const int more : {1, 2, 7, 40, 300}) {
    CAPTURE(more);
    Child writer([&](const Child::Tell& tell) {
      const auto store = open(file);
      for (int number = acknowledged + 1;; ++number) {
        const std::vector<Unit> batch{numbered(number)};
        if (show(append(*store, batch)) == "applied") tell(number);
        if (show(append(*store, batch)) != "repeated") _exit(1);
      }
    });
    for (int heard = 0; heard < more; ++heard) REQUIRE(writer.hear() == ++acknowledged);
    writer.kill();
    while (const auto late = writer.hear()) acknowledged = *late;

    const auto store = open(file);
    const auto kept = store->read(0, all);
    if (!kept) FAIL(kept.error().message);
    // At most one batch was committed and not yet acknowledged.
    CHECK(kept->size() >= static_cast<std::size_t>(acknowledged));
    CHECK(kept->size() <= static_cast<std::size_t>(acknowledged) + 1);
    for (std::size_t i = 0; i < kept->size(); ++i) {
      CHECK(kept->at(i).command == CommandId{fmt::format("c{}", i + 1)});
      CHECK(kept->at(i).entry.events == events_of(0, 3));
    }
    acknowledged = static_cast<int>(kept->size());
  }
}

TEST_CASE("after a failed write the store refuses everything until it is opened again") {
  const TempFolder folder;
  const auto file = folder / "a.hotline";
  // The child may not let any file grow past 64 KiB, which ends the log of changes after some appends.
  Child writer([&](const Child::Tell& tell) {
    const auto store = open(file);
    signal(SIGXFSZ, SIG_IGN);
    const rlimit limit{64 * 1024, 64 * 1024};
    if (setrlimit(RLIMIT_FSIZE, &limit) != 0) _exit(1);
    int number = 1;
    for (; number < 10'000; ++number) {
      const Unit next = numbered(number);
      const auto outcomes = store->append({&next, 1});
      if (outcomes) continue;
      tell(number - 1);
      tell(outcomes.error().fault == Fault::storage ? 1 : 0);
      break;
    }
    const rlimit none{RLIM_INFINITY, RLIM_INFINITY};
    static_cast<void>(setrlimit(RLIMIT_FSIZE, &none));  // as root: even with room again
    const Unit again = numbered(number);
    const auto after = store->append({&again, 1});
    tell(!after && after.error().message.find("open it again") != std::string::npos ? 1 : 0);
    tell(store->load({"case 1"}) || store->queues() || store->claim({}, 1) || store->begin_epoch(1, {}) ? 1 : 0);
  });
  const auto acknowledged = writer.hear();
  REQUIRE(acknowledged);
  CHECK(*acknowledged > 0);
  CHECK(writer.hear() == 1);
  CHECK(writer.hear() == 1);
  CHECK(writer.hear() == 0);
  CHECK_FALSE(writer.hear());

  const auto store = open(file);
  const auto kept = store->read(0, all);
  REQUIRE(kept);
  CHECK(kept->size() >= static_cast<std::size_t>(*acknowledged));
  CHECK(kept->size() <= static_cast<std::size_t>(*acknowledged) + 1);
  append(*store, {numbered(1'000'000)});
}

}  // namespace hotline
