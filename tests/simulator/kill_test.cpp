// kill -9 on the real program, on a real disk: what it said was done is there, once, whatever moment it was killed at.
//
// Which moments those are is left to chance and the machine's speed; what must hold holds for all of them.
#include <algorithm>
#include <array>
#include <chrono>
#include <cstdlib>
#include <fstream>
#include <map>
#include <set>
#include <string>
#include <vector>

#include <doctest/doctest.h>
#include <fcntl.h>
#include <fmt/format.h>
#include <poll.h>
#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include "hotline/store/sqlite_store.hpp"
#include "simulator/folder.hpp"
#include "support/dice.hpp"
#include "support/sanitized.hpp"

namespace hotline::test {
namespace {

using std::chrono::microseconds;
using Clock = std::chrono::steady_clock;

constexpr const char* rules = HOTLINE_SOURCE_DIR "/tests/scenarios/desk.toml";
constexpr std::size_t all = 1'000'000;

class Program {
 public:
  Program(const std::string& program, std::vector<std::string> words) {
    std::array<int, 2> ends{};
    REQUIRE(pipe(ends.data()) == 0);
    std::vector<char*> argv{const_cast<char*>(program.c_str())};
    for (std::string& word : words) argv.push_back(word.data());
    argv.push_back(nullptr);
    pid_ = fork();
    REQUIRE(pid_ >= 0);
    if (pid_ == 0) {
      dup2(ends[1], STDOUT_FILENO);
      dup2(open("/dev/null", O_WRONLY), STDERR_FILENO);
      close(ends[0]);
      close(ends[1]);
      execv(program.c_str(), argv.data());
      _exit(127);
    }
    close(ends[1]);
    said_ = ends[0];
  }
  ~Program() {
    close(said_);
    if (pid_ > 0) end();
  }
  Program(const Program&) = delete;
  Program& operator=(const Program&) = delete;

  // What it said until it ended by itself, or was killed after so long.
  std::string hear(std::optional<microseconds> patience) {
    const auto until = Clock::now() + patience.value_or(std::chrono::minutes{5});
    std::string text;
    for (;;) {
      const auto left = std::chrono::duration_cast<microseconds>(until - Clock::now());
      if (left.count() <= 0 && !killed_) {
        ::kill(pid_, SIGKILL);  // what it has said by now still comes
        killed_ = true;
      }
      pollfd waiting{said_, POLLIN, 0};
      const timespec pause{left.count() > 0 ? left.count() / 1'000'000 : 1,
                           left.count() > 0 ? left.count() % 1'000'000 * 1'000 : 0};
      if (ppoll(&waiting, 1, &pause, nullptr) <= 0) continue;
      std::array<char, 4096> part{};
      const auto count = ::read(said_, part.data(), part.size());
      if (count <= 0) break;
      text.append(part.data(), static_cast<std::size_t>(count));
    }
    end();
    return text;
  }

  bool was_killed() const { return killed_; }

 private:
  void end() {
    ::kill(pid_, SIGKILL);
    waitpid(pid_, nullptr, 0);
    pid_ = 0;
  }

  pid_t pid_ = 0;
  int said_ = -1;
  bool killed_ = false;
};

std::vector<KeptEntry> entries_in(const std::filesystem::path& file) {
  const auto store = open_sqlite_store(file);
  if (!store) FAIL(store.error().message);
  const auto entries = (*store)->read(0, all);
  if (!entries) FAIL(entries.error().message);
  const auto faults = (*store)->check();
  REQUIRE(faults);
  CHECK(faults->empty());
  return *entries;
}

std::map<std::string, std::string> bytes_of(const std::vector<KeptEntry>& entries) {
  std::map<std::string, std::string> bytes;
  for (const KeptEntry& kept : entries) bytes[kept.entry.case_id.text] += kept.entry.events;
  return bytes;
}

std::string log_of(int cases) {
  std::string log = "case,verb,at,by,kind\n";
  for (int i = 0; i < cases; ++i)
    log += fmt::format(
        "{0},open,2023-03-01 {1:02}:{2:02},agent,order\n{0},dispatch,2023-03-01 {1:02}:{2:02},dispatcher,\n", i,
        9 + i / 60 % 8, i % 60);
  return log;
}

// The program, if this build has one.
std::optional<std::string> hotline_program() {
  const char* program = std::getenv("HOTLINE_CLI");
  if (program == nullptr) return std::nullopt;
  return program;
}

microseconds any_moment(Dice& dice, microseconds whole) {
  return microseconds{dice.pick(0, static_cast<int>(whole.count()) * 11 / 10)};
}

}  // namespace

TEST_CASE("what a killed program said was done is there and once") {
  const auto hotline = hotline_program();
  if (!hotline) {
    MESSAGE("skipped: no program is built");
    return;
  }
  const Folder folder;
  Dice dice = seeded(1);
  std::set<std::string> acknowledged, told;
  int killed = 0;
  microseconds whole{0};  // how long it takes when nobody kills it
  const auto tell = [&](int number, std::optional<microseconds> patience) {
    const std::string id = fmt::format("k{}", number);
    const auto start = Clock::now();
    Program program(*hotline, {"new", rules, fmt::format("case {}", number), "order", "--db", folder.file().string(),
                               "--by", "agent", "--now", "2023-03-01T10:00:00+08:00", "--id", id});
    const std::string said = program.hear(patience);
    if (!patience) whole = std::chrono::duration_cast<microseconds>(Clock::now() - start);
    told.insert(id);
    if (said.starts_with("done") || said.starts_with("told before")) acknowledged.insert(id);
    killed += program.was_killed() ? 1 : 0;
    return said;
  };
  const auto look = [&] {
    std::multiset<std::string> there;
    for (const KeptEntry& kept : entries_in(folder.file())) there.insert(kept.command->text);
    for (const std::string& id : acknowledged) CHECK_MESSAGE(there.count(id) == 1, id);
    for (const std::string& id : there) {
      CHECK_MESSAGE(there.count(id) == 1, id);
      CHECK_MESSAGE(told.contains(id), id);
    }
    return there;
  };

  const int rounds = sanitized ? 20 : 150;
  for (int round = 0; round < rounds; ++round) {
    if (round % 15 == 0) {
      CHECK_FALSE(tell(round, std::nullopt).empty());
      look();
      continue;
    }
    tell(round, any_moment(dice, whole));
  }
  const auto there = look();
  for (int round = 0; round < rounds; round += 10) {  // told again, each counts once
    const std::string said = tell(round, std::nullopt);
    CHECK(said.starts_with(there.contains(fmt::format("k{}", round)) ? "told before" : "done"));
  }
  look();
  CHECK(killed > 0);
  MESSAGE(fmt::format("{} of {} were killed, {} had said it was done", killed, rounds, acknowledged.size()));
}

TEST_CASE("a replay that is killed again and again ends as one that is not") {
  const auto hotline = hotline_program();
  if (!hotline) {
    MESSAGE("skipped: no program is built");
    return;
  }
  const Folder folder;
  const auto file = folder.file();
  const auto log = std::filesystem::path(file).replace_filename("log.csv");
  std::ofstream(log) << log_of(3'000);
  const auto replay = [&](const std::filesystem::path& db, std::optional<microseconds> patience) {
    Program program(*hotline,
                    {"replay", rules, log.string(), "--db", db.string(), "--until", "2023-03-20T00:00:00+08:00"});
    program.hear(patience);
    return program.was_killed();
  };
  const auto calm = std::filesystem::path(file).replace_filename("calm.hotline");
  const auto start = Clock::now();
  replay(calm, std::nullopt);
  const auto whole = std::chrono::duration_cast<microseconds>(Clock::now() - start);
  const auto wanted = bytes_of(entries_in(calm));
  REQUIRE(wanted.size() == 3'000);

  Dice dice = seeded(2);
  int killed = 0;
  std::size_t partly = 0;
  std::map<std::string, std::string> before;
  for (int round = 0; round < (sanitized ? 5 : 50); ++round) {
    const bool was_killed = replay(file, any_moment(dice, whole));
    killed += was_killed ? 1 : 0;
    if (!std::filesystem::exists(file)) continue;
    auto now = bytes_of(entries_in(file));
    for (const auto& [id, bytes] : before) REQUIRE(now[id].starts_with(bytes));
    for (const auto& [id, bytes] : now) REQUIRE(wanted.at(id).starts_with(bytes));
    if (!now.empty() && now != wanted) ++partly;
    before = std::move(now);
    if (!was_killed) {
      CHECK(before == wanted);
      std::filesystem::remove(file);
      before.clear();
    }
  }
  replay(file, std::nullopt);
  CHECK(bytes_of(entries_in(file)) == wanted);
  CHECK(killed > 0);
  MESSAGE(fmt::format("{} were killed, {} of them halfway", killed, partly));
}

}  // namespace hotline::test
