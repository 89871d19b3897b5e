// A disk in memory that may do at any moment what the worst real one does.
//
//   Disk disk(seeded(7));
//   disk.cut_power_at(12);    // during the 12th call from now; it and all later ones then fail
//   ... work ...
//   disk.lose_power();        // and is back: what was not synced is dropped, reordered, torn
//
// What was written or cut off since a file's last sync, and what was named or deleted since the folder's, is only
// promised. When the power goes each of it is kept or lost on its own, by sectors and in any order; bytes that were
// lost behind the old end of a file may be zeros or anything. A sync that fails forgets: what it did not write is never
// written later, though it can still be read until the power goes, as on Linux. The end of a process loses nothing.
#pragma once

#include <cstddef>
#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "support/dice.hpp"

namespace hotline::test {

enum class Call { read, write, sync, truncate, lock, open, remove, memory };
enum class Fate { done, fails, full, down };

struct Trouble {  // what befalls the nth call of a kind from now, and perhaps all after it
  Call call = Call::write;
  std::uint64_t nth = 1;
  bool for_ever = false;
  Fate fate = Fate::fails;
};

class Disk {
 public:
  struct Write {
    std::size_t offset = 0;
    std::string bytes;
  };
  struct Cut {
    std::size_t size = 0;
  };
  struct File {
    std::string bytes;    // as programs see it
    std::string durable;  // what is certain to be there when the power is back
    std::vector<std::variant<Write, Cut>> promised;
  };
  using FilePtr = std::shared_ptr<File>;

  explicit Disk(Dice dice, std::size_t sector = 512) : dice_(std::move(dice)), sector_(sector) {}

  void cut_power_at(std::uint64_t nth) { power_ends_at_ = calls_ + nth; }
  void cut_power_now() { down_ = true; }
  void trouble(const Trouble& trouble);
  void heal();                            // no trouble any more
  void calm(bool calm) { calm_ = calm; }  // for looking at what is there: nothing happens, nothing is counted
  void lose_power();
  void end_process() { down_ = false; }  // after cut_power_now(): what was written is there, synced or not
  void flip(const std::string& name, std::size_t bit);

  bool is_down() const { return down_; }
  bool was_troubled() const { return troubled_; }  // since the trouble was set
  bool is_troubled_for_ever() const { return troubled_ && trouble_ && trouble_->for_ever; }
  std::uint64_t calls() const { return calls_; }  // those on which the power may go
  std::uint64_t calls(Call call) const { return counts_[static_cast<std::size_t>(call)]; }
  std::uint64_t bytes() const;
  std::size_t sector() const { return sector_; }
  std::uint64_t noise() { return static_cast<std::uint64_t>(dice_.pick(0, 255)); }

  Fate meets(Call call);  // each call of a program comes by here, or by one of the below

  FilePtr find(const std::string& name) const;
  FilePtr make(const std::string& name);
  Fate write(File& file, std::size_t offset, std::string_view bytes);
  Fate truncate(File& file, std::size_t size);
  Fate sync(File& file, bool and_its_name);
  Fate remove(const std::string& name, bool for_certain);

 private:
  using Names = std::map<std::string, FilePtr>;

  void settle(File& file);
  void keep_sectors(File& file, const Write& write, int one_in);

  Dice dice_;
  std::size_t sector_;
  Names names_;
  Names durable_names_;
  std::uint64_t calls_ = 0;
  std::uint64_t counts_[8] = {};
  std::uint64_t power_ends_at_ = 0;  // 0: never
  std::optional<Trouble> trouble_;   // nth counted from the start
  bool troubled_ = false;
  bool down_ = false;
  bool calm_ = false;
};

}  // namespace hotline::test
