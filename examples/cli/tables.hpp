// An answer made of tables, as it was asked for: in which form, and where to.
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "commands.hpp"
#include "hotline/base/result.hpp"
#include "hotline/report/table.hpp"

namespace hotline {

struct InEveryForm {
  Title title;  // of the page
  std::function<std::string(std::optional<std::size_t> rows)> text;
  std::function<std::string()> json;
  std::function<std::vector<ReportTable>(std::optional<std::size_t> rows)> tables;
};

inline constexpr std::size_t rows_in_text = 20;  // of each kind, until all are asked for
inline constexpr std::size_t rows_on_page = 1'000;

Result<void> check_wanted(const TablesWanted& wanted);  // what can be refused before the work is done
Result<void> deliver(const InEveryForm& answer, const TablesWanted& wanted, World& world);

}  // namespace hotline
