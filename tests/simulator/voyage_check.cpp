// Two thousand desks, each from one seed, on disks that lose their power.
//
//   hotline_simulator_voyage_check               all of them
//   hotline_simulator_voyage_check SEED [STEP]   one, each step from STEP on printed
#include <chrono>
#include <cstdlib>

#include <fmt/format.h>

#include "simulator/folder.hpp"
#include "simulator/voyage.hpp"
#include "simulator/world.hpp"
#include "support/sanitized.hpp"

namespace hotline::test {
namespace {

constexpr std::uint64_t voyages = sanitized ? 40 : 2'000;

// The desk, a city, and rules that nobody made; of each, calendars that change.
const World& world_of(std::uint64_t seed) {
  if (seed % 8 == 0) return city_world();
  return seed % 8 < 5 ? desk_world() : random_world(seed / 8 * 3 + seed % 8);
}

Course course_of(std::uint64_t seed, const std::filesystem::path& file) {
  const World& world = world_of(seed);
  Course course{.seed = seed, .in_force = &world.begin, .file = file};
  if (seed % 3 == 0)
    course.revisions = &world.revisions;
  else
    course.by_the_second = seed % 24 == 5 || seed % 24 == 7 || seed % 240 == 1;
  if (seed % 5 == 0) course.longest_leap = std::chrono::days{2};
  course.steps = 5 + static_cast<int>(seed % 20);
  course.cuts = true;
  return course;
}

bool sails(const Course& course, Tally& tally) {
  Voyage voyage(course);
  try {
    voyage.sail();
    tally.add(voyage.tally());
    return true;
  } catch (const std::exception& violation) {
    fmt::print("seed {} step {}: {}\n", course.seed, voyage.step(), violation.what());
    return false;
  }
}

int run(int argc, char** argv, const std::filesystem::path& file) {
  Tally tally;
  if (argc > 1) {
    Course course = course_of(std::strtoull(argv[1], nullptr, 10), file);
    course.trace_from = argc > 2 ? std::atoi(argv[2]) : 0;
    const bool sailed = sails(course, tally);
    fmt::print("{} calls to the disk\n", tally.all_calls);
    return sailed ? 0 : 1;
  }
  int failed = 0;
  for (std::uint64_t seed = 1; seed <= voyages && failed < 5; ++seed)
    if (!sails(course_of(seed, file), tally)) ++failed;
  fmt::print(
      "seeds 1-{}: {} commands applied and {} refused, {} calls to the disk, power lost {} times, "
      "of what was under way {} kept and {} lost\n",
      voyages, tally.applied, tally.refused, tally.all_calls, tally.cuts, tally.kept_in_doubt, tally.lost_in_doubt);
  fmt::print(
      "calendars adopted {} times, which moved something in {} cases; {} of them finished after a cut; {} leaps of the "
      "clock; {} clocks counted by the second, {} of which ran out\n",
      tally.adoptions, tally.adoptions_told, tally.adoptions_finished, tally.leaps, tally.judged, tally.ran_out);
  return failed == 0 ? 0 : 1;
}

}  // namespace
}  // namespace hotline::test

int main(int argc, char** argv) {
  const hotline::test::Folder folder;
  return hotline::test::run(argc, argv, folder.file());
}
