// The trial month, replayed once by the engine over a memory store.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "hotline/core/case.hpp"
#include "hotline/log/log.hpp"
#include "hotline/log/replay.hpp"
#include "hotline/report/count.hpp"
#include "hotline/rules/rules.hpp"

namespace hotline::test {

struct TrialMonth {
  Rules rules;
  Log log;
  Replayed replayed;
  Report report;
  std::vector<Case> cases;
};

std::filesystem::path shanghai_file(const std::string& name);                    // of examples/shanghai
std::string unpacked(const std::filesystem::path& file);                         // what a .gz holds
Rules shanghai_rules_where(const std::string& limit, const std::string& start);  // "24 hours on working days" read so
TrialMonth replayed_under(Rules rules, const std::string& log = "trial-month.csv.gz");
const Rules& shanghai_rules();
const TrialMonth& trial_month();

}  // namespace hotline::test
