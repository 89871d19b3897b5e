#include "tables.hpp"

#include "files.hpp"

namespace hotline {
namespace {

std::string written(const InEveryForm& answer, const TablesWanted& wanted) {
  const auto most = [&](std::size_t rows) { return wanted.tickets ? std::nullopt : std::optional(rows); };
  if (wanted.form == "json") return answer.json();
  if (wanted.form == "csv") return to_csv(answer.tables(std::nullopt));
  if (wanted.form == "html") return to_html(answer.title, answer.tables(most(rows_on_page)));
  return answer.text(most(rows_in_text));
}

}  // namespace

Result<void> check_wanted(const TablesWanted& wanted) { return wanted.out ? can_write(*wanted.out) : Result<void>{}; }

Result<void> deliver(const InEveryForm& answer, const TablesWanted& wanted, World& world) {
  const std::string text = written(answer, wanted);
  if (wanted.out) return write_file(*wanted.out, text);
  world.out << text;
  return {};
}

}  // namespace hotline
