// Short lives of a desk in which the power goes at each single call to the disk, and in which the nth read, write,
// sync, truncation, lock, opening, deletion and allocation fails, once or from then on.
//
//   hotline_simulator_boundaries_check                    all of them
//   hotline_simulator_boundaries_check SEED cut N         the power goes at call N; each step printed
//   hotline_simulator_boundaries_check SEED KIND N once   the Nth call of a kind fails; or `ever`; or KIND is `full`
#include <algorithm>
#include <cstdlib>
#include <string>
#include <vector>

#include <fmt/format.h>

#include "simulator/folder.hpp"
#include "simulator/voyage.hpp"
#include "simulator/world.hpp"
#include "support/sanitized.hpp"

namespace hotline::test {
namespace {

const std::vector<std::uint64_t> seeds = sanitized ? std::vector<std::uint64_t>{3} : std::vector<std::uint64_t>{3, 8};
constexpr std::uint64_t adopting = 8;                         // the life in which calendars are adopted
constexpr std::uint64_t most_of_a_kind = sanitized ? 5 : 30;  // of the calls that fail; the power goes at all of them

struct Kind {
  std::string name;
  Call call;
  Fate fate;
};

const Kind kinds[] = {{"read", Call::read, Fate::fails},         {"write", Call::write, Fate::fails},
                      {"full", Call::write, Fate::full},         {"sync", Call::sync, Fate::fails},
                      {"truncate", Call::truncate, Fate::fails}, {"lock", Call::lock, Fate::fails},
                      {"open", Call::open, Fate::fails},         {"remove", Call::remove, Fate::fails},
                      {"memory", Call::memory, Fate::fails}};

class Boundaries {
 public:
  explicit Boundaries(std::filesystem::path file) : file_(std::move(file)) {}

  int replay(const std::vector<std::string>& words) {
    Course course = course_of(std::stoull(words.at(0)));
    course.trace_from = 0;
    const std::uint64_t n = std::stoull(words.at(2));
    if (words[1] == "cut") course.cut_at = n;
    for (const Kind& kind : kinds)
      if (kind.name == words[1]) course.trouble = Trouble{kind.call, n, words.at(3) == "ever", kind.fate};
    sail(course, "");
    return failed_ == 0 ? 0 : 1;
  }

  int all() {
    for (const std::uint64_t seed : seeds) {
      const Tally calm = sail(course_of(seed), fmt::format("{}", seed));
      fmt::print("seed {}: {} calls", seed, calm.all_calls);
      for (std::uint64_t n = 1; n <= calm.all_calls; ++n) {
        Course course = course_of(seed);
        course.cut_at = n;
        sail(course, fmt::format("{} cut {}", seed, n));
      }
      for (const Kind& kind : kinds) fail_each(seed, kind, calm.calls[static_cast<std::size_t>(kind.call)]);
      fmt::print("\n");
    }
    fmt::print("{} lives, power lost {} times, {} errors told\n", lives_, total_.cuts, total_.errors);
    return failed_ == 0 ? 0 : 1;
  }

 private:
  Course course_of(std::uint64_t seed) const {
    const World& desk = desk_world();
    Course course{.seed = seed, .in_force = &desk.begin, .file = file_};
    course.steps = 8;
    if (seed != adopting) return course;
    course.revisions = &desk.revisions;
    course.adopts_at = 6;
    return course;
  }

  void fail_each(std::uint64_t seed, const Kind& kind, std::uint64_t calls) {
    const std::uint64_t stride = std::max<std::uint64_t>(1, calls / most_of_a_kind);
    fmt::print(", {} {}", calls, kind.name);
    for (std::uint64_t n = 1; n <= calls; n += stride) {
      for (const bool for_ever : {false, true}) {
        Course course = course_of(seed);
        course.trouble = Trouble{kind.call, n, for_ever, kind.fate};
        sail(course, fmt::format("{} {} {} {}", seed, kind.name, n, for_ever ? "ever" : "once"));
      }
    }
  }

  Tally sail(const Course& course, const std::string& words) {
    if (failed_ >= 5) return {};
    ++lives_;
    Voyage voyage(course);
    try {
      voyage.sail();
    } catch (const std::exception& violation) {
      ++failed_;
      fmt::print("\n{}, step {}: {}\n", words, voyage.step(), violation.what());
    }
    total_.add(voyage.tally());
    return voyage.tally();
  }

  std::filesystem::path file_;
  Tally total_;
  int lives_ = 0;
  int failed_ = 0;
};

}  // namespace
}  // namespace hotline::test

int main(int argc, char** argv) {
  const hotline::test::Folder folder;
  hotline::test::Boundaries boundaries(folder.file());
  return argc > 3 ? boundaries.replay({argv + 1, argv + argc}) : boundaries.all();
}
