// How what-if and audit say where a line is and how a promise ended.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "hotline/log/log.hpp"
#include "hotline/policy/target.hpp"
#include "hotline/report/table.hpp"
#include "hotline/report/verdict.hpp"

namespace hotline {

std::string line_of(const Place& place, const std::vector<std::filesystem::path>& files);  // "log.csv:17"

Title title_of(PromiseVerdict::End end);
Title title_of(const PromiseVerdict& verdict);  // "cancelled, breached before"

// How much of a long list is shown; empty when all of it.
Title cut_note(std::size_t shown, std::size_t all);
std::string with_note(const ReportTable& table);  // as text

}  // namespace hotline
