// Is a ticket file sound: its pages, its histories, its agenda?
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "hotline/base/result.hpp"
#include "hotline/store/sqlite_store.hpp"
#include "json.hpp"

namespace hotline {

struct Damage {
  CaseId case_id;  // none: of the file as a whole
  std::string message;
};

struct Soundness {
  std::uint64_t cases = 0;
  std::uint64_t events = 0;
  std::vector<Damage> damage;
  std::string unchecked;  // why deadlines were not compared, if they were not
};

// Damage is an answer; whatever else goes wrong is not.
Result<Soundness> soundness_of(SqliteStore& store);

std::string in_words(const Soundness& found);
Json in_json(const Soundness& found);

}  // namespace hotline
