// Rules and a log beside this file, replayed; and what a measure then counts.
#pragma once

#include <string>
#include <vector>

#include "hotline/core/case.hpp"
#include "hotline/report/count.hpp"
#include "hotline/rules/rules.hpp"

namespace hotline::test {

Rules measure_rules(const std::string& text);  // fails the test where they are not sound
std::string measure_file(const std::string& name);
std::vector<Case> replayed(const Rules& rules, const std::string& log);  // a file beside this one
Report counted(const Rules& rules, const std::vector<Case>& cases, const CountOptions& options = {});
const MeasureCount& measured(const Report& report, const std::string& name);
std::string tickets_of(const MeasureCount& count);  // "c1/1 hit, c4/1 dropped"

}  // namespace hotline::test
