#include "store/sqlite_behind.hpp"

namespace hotline {
namespace {

bool write_next(Behind& behind, SqliteEntries& entries, SqliteHints& hints) {
  const auto of_case = behind.take_case();
  if (of_case) {
    entries.list(of_case.key(), of_case.mapped());
    if (const auto& moved = of_case.mapped().hints) hints.write_down(of_case.key(), *moved);
  }
  const auto of_command = behind.take_command();
  if (of_command) entries.list(of_command.key(), of_command.mapped());
  return of_case || of_command;
}

}  // namespace

void write_down(Behind& behind, std::size_t steps, SqliteEntries& entries, SqliteHints& hints) {
  while (steps > 0 && write_next(behind, entries, hints)) --steps;
  behind.turn();
}

void write_all_down(Behind& behind, SqliteEntries& entries, SqliteHints& hints) {
  for (int heap = 0; heap < 2; ++heap) {
    behind.turn_all();
    while (write_next(behind, entries, hints)) continue;
  }
}

}  // namespace hotline
