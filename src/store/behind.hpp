// What the last commits added, found from memory until it is found from the file.
//
// A commit writes one row an entry, at the end of one table. The lists by which entries are found and the hints would
// cost it a distant page each, so they are written behind: thousands of entries gather in one heap while the heap
// before it is written down, in the order of its ids, a slice with every commit. Rows that lie together are then
// written together, and no commit waits long. What is lost with the process is in the entries themselves.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <unordered_map>
#include <utility>
#include <vector>

#include "hotline/store/store.hpp"

namespace hotline {

using QueueId = std::int64_t;
using Places = std::vector<std::pair<QueueId, std::int64_t>>;  // of a case's hints: queue and key, in order

class Behind {
 public:
  struct OfCase {
    std::vector<std::pair<Position, Version>> entries;
    std::optional<Places> hints;  // as they stand after these entries, if they moved
  };
  struct OfCommand {  // its entries follow each other
    Position first = 0;
    std::size_t count = 0;
  };
  using Cases = std::unordered_map<CaseId, OfCase>;
  using Commands = std::unordered_map<CommandId, OfCommand>;

  explicit Behind(std::size_t most) : most_(most) {}

  void add(const CaseId& case_id, Position position, Version version, const std::optional<CommandId>& command);
  void move(const CaseId& case_id, Places hints);

  std::vector<Position> of_case(const CaseId& case_id) const;  // its last entries, in order
  std::vector<Position> of_command(const CommandId& command) const;
  const Places* hints(const CaseId& case_id) const;  // null: as the file has them
  const std::set<DueHint>& moved(QueueId queue) const;
  std::vector<CaseId> cases(const CaseId& after, std::size_t limit) const;  // with entries here, in order

  // What is next to be written down, in order; empty when all of the heap is. From then on it is found in the file.
  Cases::node_type take_case();
  Commands::node_type take_command();
  void turn();      // on to the next heap, if this one is done and that one has grown to its size
  void turn_all();  // or whatever its size is

  // How many of the last entries may not be written down yet.
  std::size_t entries() const { return (going_.is_empty() ? 0 : going_.entries) + growing_.entries; }
  std::size_t rows(std::size_t steps) const;  // that the next so many cases and commands will be, at most

 private:
  struct Heap {
    Cases cases;
    Commands commands;
    std::size_t entries = 0;
    bool is_empty() const { return cases.empty() && commands.empty(); }
  };
  struct Order {  // of what is still to be written down, the next one last
    std::vector<const CaseId*> cases;
    std::vector<const CommandId*> commands;
  };

  void start(Heap heap);
  void forget(const CaseId& case_id, const Places& hints);

  std::size_t most_;
  Heap going_, growing_;
  Order order_;                                 // of going_
  std::map<QueueId, std::set<DueHint>> moved_;  // the hints of the cases that are here
};

}  // namespace hotline
