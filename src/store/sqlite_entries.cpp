#include "store/sqlite_entries.hpp"

#include <fmt/format.h>

#include "store/sqlite_use.hpp"

namespace hotline {
namespace {

struct Row {
  KeptEntry kept;
  Digest hash_before{};
};

Row row_of(const Use& use) {
  Row row;
  row.kept.position = use.count(0);
  if (auto command = use.optional_text(1)) row.kept.command = CommandId{std::move(*command)};
  Entry& entry = row.kept.entry;
  entry.case_id.text = use.text(2);
  entry.expected = use.count(3);
  entry.version = use.count(4);
  entry.recorded_at = use.instant(5);
  row.hash_before = use.digest(6);
  entry.hash = use.digest(7);
  entry.events = use.text(8);
  return row;
}

// The bytes are as they were written, whatever has become of the rows around them.
bool stands_alone(const Row& row) {
  const Entry& entry = row.kept.entry;
  const auto lines = count_lines(entry.events);
  return lines > 0 && entry.events.back() == '\n' && entry.version == entry.expected + lines &&
         (entry.expected > 0 || row.hash_before == chain_start(entry.case_id)) &&
         chain_over(row.hash_before, entry.events) == entry.hash;
}

bool follows(const Row& row, const Head& head) {
  return row.kept.entry.expected == head.version && row.hash_before == head.hash;
}

tl::unexpected<Error> damaged(std::string_view file, std::string_view what) {
  return fail(Fault::damaged, fmt::format("'{}': {}; put back a copy from before the damage", file, what));
}

tl::unexpected<Error> damaged(std::string_view file, const KeptEntry& kept) {
  return damaged(file, fmt::format("case '{}', version {}, entry {}: the bytes do not match their chain",
                                   kept.entry.case_id.text, kept.entry.version, kept.position));
}

}  // namespace

std::string SqliteEntries::select(const char* which) {
  return fmt::format(
      "SELECT position, command, case_id, expected, version, recorded_at, hash_before, hash, events "
      "FROM entry {}",
      which);
}

Head SqliteEntries::head(const CaseId& case_id) {
  Use use(head_, case_id);
  return use.next() ? Head{use.count(0), use.digest(1)} : Head{0, chain_start(case_id)};
}

bool SqliteEntries::knows(const CommandId& command) { return Use(knows_, command).next(); }

Result<Position> SqliteEntries::last() {
  Use use(last_);
  use.next();
  if (use.count(0) != use.count(1))
    return damaged(file_,
                   fmt::format("{} entries were committed, but the last one here is {}", use.count(0), use.count(1)));
  return use.count(0);
}

void SqliteEntries::set_last(Position position) { Use(set_last_, position).run(); }

void SqliteEntries::add(const Place& place, const Unit& unit, const Entry& entry, const Digest& before) {
  Use(add_, place.position, unit.command, entry.case_id, entry.expected, entry.version, entry.recorded_at, before,
      entry.hash, entry.events, unit.epoch, place.part)
      .run();
}

Result<std::vector<KeptEntry>> SqliteEntries::load(const CaseId& case_id) {
  std::vector<KeptEntry> history;
  Head head{0, chain_start(case_id)};
  Use use(of_case_, case_id);
  while (use.next()) {
    Row row = row_of(use);
    if (!follows(row, head))
      return damaged(file_, fmt::format("case '{}': version {} does not lead to entry {}, which follows version {}",
                                        case_id.text, head.version, row.kept.position, row.kept.entry.expected));
    if (!stands_alone(row)) return damaged(file_, row.kept);
    head = {row.kept.entry.version, row.kept.entry.hash};
    history.push_back(std::move(row.kept));
  }
  return history;
}

Result<std::vector<KeptEntry>> SqliteEntries::find(const CommandId& command) {
  std::vector<KeptEntry> found;
  Use use(of_command_, command);
  while (use.next()) {
    Row row = row_of(use);
    if (!stands_alone(row)) return damaged(file_, row.kept);
    found.push_back(std::move(row.kept));
  }
  return found;
}

std::vector<CaseId> SqliteEntries::cases(const CaseId& after, std::size_t limit) {
  std::vector<CaseId> page;
  for (Use use(cases_, after, limit); use.next();) page.push_back({use.text(0)});
  return page;
}

Result<std::vector<KeptEntry>> SqliteEntries::read(Position after, std::size_t limit) {
  std::vector<KeptEntry> page;
  Use use(after_, after, limit);
  while (use.next()) {
    Row row = row_of(use);
    if (row.kept.position != after + 1) return damaged(file_, fmt::format("entry {} is missing", after + 1));
    if (!stands_alone(row)) return damaged(file_, row.kept);
    after = row.kept.position;
    page.push_back(std::move(row.kept));
  }
  return page;
}

}  // namespace hotline
