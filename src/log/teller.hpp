// What a row says happened: its commands, and what of it cannot be used.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <unordered_map>
#include <utility>
#include <vector>

#include "hotline/log/log.hpp"
#include "log/bound_map.hpp"
#include "log/names.hpp"
#include "log/rows.hpp"

namespace hotline {

class Teller {
 public:
  // `files`: what each file is called in messages and in ids made up for it.
  Teller(const LogNames& names, std::vector<std::string> files) : names_(names), files_(std::move(files)) {}

  void tell(const Row& row, std::uint32_t file, const BoundMap& map, Log& log);

 private:
  struct Telling;
  std::optional<Refusal> told_before(const Command& command, const Place& place);

  const LogNames& names_;
  std::vector<std::string> files_;
  std::unordered_map<std::string, Place> told_;  // ids; looked up, never walked
};

}  // namespace hotline
