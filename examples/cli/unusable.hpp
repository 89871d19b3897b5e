// Lines that could not be used: counted by reason with a few of each, and all of them as CSV.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "hotline/log/log.hpp"

namespace hotline {

std::string unusable_summary(const std::vector<Reject>& rejects, const std::vector<std::filesystem::path>& files,
                             std::uint64_t rows);                                // empty when there is none
std::string passed_over_summary(std::uint64_t passed_over, std::uint64_t rows);  // likewise
std::string unusable_csv(const std::vector<Reject>& rejects, const std::vector<std::filesystem::path>& files);

}  // namespace hotline
