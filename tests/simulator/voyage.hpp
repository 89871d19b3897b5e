// One life of a desk from one seed: commands, time, restarts, an outbox, and whatever befalls its disk.
//
//   Voyage voyage({.seed = 42, .rules = &rules, .cuts = true});
//   voyage.sail();      // throws Violation
#pragma once

#include <filesystem>
#include <memory>
#include <optional>
#include <stdexcept>
#include <vector>

#include "hotline/engine/adoption.hpp"
#include "hotline/store/sqlite_store.hpp"
#include "simulator/crowd.hpp"
#include "simulator/disk.hpp"
#include "simulator/model.hpp"
#include "simulator/vfs.hpp"

namespace hotline::test {

struct Violation : std::runtime_error {
  using std::runtime_error::runtime_error;
};

struct Course {
  std::uint64_t seed = 1;
  const InForce* in_force = nullptr;
  std::filesystem::path file;                             // its name; no byte of it goes there
  const std::vector<Rules>* revisions = nullptr;          // of its calendars, adopted now and then
  std::optional<std::chrono::seconds> longest_leap = {};  // of its clock that the engine believes
  int steps = 20;
  bool cuts = false;           // the power goes now and then
  bool by_the_second = false;  // in the end every clock is judged by one that counts seconds
  int adopts_at = 0;           // a step in which calendars are adopted whatever the dice say; 0: none
  std::uint64_t cut_at = 0;    // the power goes at this call, counted from the first; 0: at none
  std::optional<Trouble> trouble = {};
  int trace_from = -1;  // prints each step from this one on
};

struct Tally {
  std::uint64_t calls[8] = {};
  std::uint64_t all_calls = 0;
  std::uint64_t applied = 0;
  std::uint64_t refused = 0;
  std::uint64_t cuts = 0;
  std::uint64_t errors = 0;
  std::uint64_t kept_in_doubt = 0;
  std::uint64_t lost_in_doubt = 0;
  std::uint64_t adoptions = 0;
  std::uint64_t adoptions_finished = 0;  // after they were broken off
  std::uint64_t adoptions_told = 0;      // cases in which they moved something
  std::uint64_t leaps = 0;
  std::uint64_t judged = 0;  // clocks, by the second
  std::uint64_t ran_out = 0;

  void add(const Tally& other);
};

class Voyage {
 public:
  explicit Voyage(const Course& course);
  ~Voyage();
  Voyage(const Voyage&) = delete;
  Voyage& operator=(const Voyage&) = delete;

  void sail();
  int step() const { return step_; }
  const Tally& tally() const { return tally_; }
  Disk& disk() { return disk_; }
  const Model& model() const { return model_; }
  SqliteStore& store() { return *store_; }
  Engine& engine() { return *engine_; }

  void close();
  void die();  // the process ends without closing anything
  Result<void> try_open();

 private:
  void take_step();
  void submit();
  void pass();
  void restart();
  void adopt();
  void claim();
  void settle();
  void put_back();
  void see_to_maybe_sent();
  void let_time_go_by();
  bool believed(const std::vector<Told>& batch);
  bool believed(Instant now);

  void recover(const Model& if_kept);
  void find_out(const Model& if_kept);
  void verify();
  void nothing_is_half_done();
  void concerns_few(const Model& before, const std::set<CaseId>& told, const Adoption& adoption, Instant at);
  Result<void> finish_adoption();
  template <class Work>
  void surely(Work work);
  template <class Work>
  bool survives(Work work, const Model& if_kept);
  void trace(const std::string& what) const;
  [[noreturn]] void violate(const std::string& what) const;

  Course course_;
  Dice dice_;
  Disk disk_;
  Vfs vfs_;
  Model model_;
  Crowd crowd_;
  std::unique_ptr<SqliteStore> store_;
  std::optional<Engine> engine_;
  std::optional<Model> adopting_;    // what will be, once the adoption under way is done
  std::optional<Instant> seen_;      // the latest time that the engine believed
  Instant passed_ = Instant::min();  // up to when all has fallen due that was to
  Instant now_{};
  int step_ = 0;
  Tally tally_;
};

}  // namespace hotline::test
