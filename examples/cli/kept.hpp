// What a ticket file holds, read without changing it.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "hotline/base/result.hpp"
#include "hotline/core/case.hpp"
#include "hotline/core/event.hpp"
#include "hotline/store/sqlite_store.hpp"

namespace hotline {

struct KeptCase {
  Case matter;
  std::vector<Event> events;
  Instant recorded_at{};  // of its last entry
};

Result<std::unique_ptr<SqliteStore>> open_kept(const std::string& file);  // never makes a new one
Result<KeptCase> kept_case(Store& store, const CaseId& id);               // version 0: no such case

}  // namespace hotline
