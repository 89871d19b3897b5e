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
  std::filesystem::path file;  // its name; no byte of it goes there
  int steps = 20;
  bool cuts = false;         // the power goes now and then
  std::uint64_t cut_at = 0;  // the power goes at this call, counted from the first; 0: at none
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
  void claim();
  void settle();
  void let_time_go_by();

  void recover(const Model& if_kept);
  void find_out(const Model& if_kept);
  void verify();
  void nothing_is_half_done();
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
  Instant now_{};
  int step_ = 0;
  Tally tally_;
};

}  // namespace hotline::test
