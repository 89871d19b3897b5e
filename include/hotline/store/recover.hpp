// A disk has damaged the file, or somebody has changed it. What can still be had of it?
//
//   auto recovered = recover_sqlite_file("tickets.hotline", "recovered.hotline");
//   for (const CaseLoss& loss : recovered->losses) ...   // case 'A': kept up to version 3, 4 to 6 are lost
//
// Promises: the damaged file is only read. The new one is sound: every entry in it matches its chain from the case's
//           first event on, and a case ends at its last such entry. Whatever can be read is there; pages that nothing
//           leads to any more are searched, too. What is lost is named as exactly as the rest of the file knows it.
// Caveats:  positions are numbered anew, so a host's projections start from 0. A log cut short by damage ends at its
//           last whole commit, unless what came after it can still be recognised. Hints are copied for whole cases
//           only: derive those of all cases from their events again before anybody relies on a deadline.
// Fails:    bad_input when `into` exists; busy when the file is open somewhere; full; storage.
#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

#include "hotline/base/result.hpp"
#include "hotline/export.hpp"
#include "hotline/store/store.hpp"

namespace hotline {

struct CaseLoss {
  CaseId case_id;
  Version kept = 0;  // the last version that is there; 0: nothing of the case
  Version last = 0;  // the last one known to have been
  std::string why;
};

struct Recovered {
  std::uint64_t cases = 0, entries = 0, events = 0, effects = 0, documents = 0;
  std::vector<CaseLoss> losses;     // in the order of their ids
  std::vector<std::string> others;  // what else is lost, in words
  bool is_whole() const { return losses.empty() && others.empty(); }
};

HOTLINE_API Result<Recovered> recover_sqlite_file(const std::filesystem::path& file, const std::filesystem::path& into);

}  // namespace hotline
