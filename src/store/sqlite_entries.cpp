#include "store/sqlite_entries.hpp"

#include <fmt/format.h>

#include "store/sqlite_fault.hpp"
#include "store/sqlite_use.hpp"

namespace hotline {
namespace {

tl::unexpected<Error> gone(std::string_view file, std::string_view what) {
  return fail(Fault::damaged,
              fmt::format("'{}': {}; put back a copy from before the damage, or recover the file", file, what));
}

tl::unexpected<Error> altered(std::string_view file, const KeptEntry& kept) {
  return damaged(
      file, fmt::format("case '{}', version {}, entry {}", kept.entry.case_id.text, kept.entry.version, kept.position));
}

}  // namespace

KeptRow row_of(const Use& use) {
  KeptRow row;
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
  row.epoch = use.count(9);
  row.part = use.count(10);
  row.sum = use.bytes<std::tuple_size_v<RowSum>>(11);
  return row;
}

std::string select_entries(const char* which, bool without_sums) {
  return fmt::format(
      "SELECT position, command, case_id, expected, version, recorded_at, hash_before, hash, events, epoch, part, {} "
      "FROM entry {}",
      without_sums ? "NULL" : "sum", which);
}

Head SqliteEntries::head(const CaseId& case_id) {
  if (const Head* known = heads_.find(case_id.text)) return *known;
  Use use(head_, case_id);
  return use.next() ? Head{use.count(0), use.digest(1)} : Head{0, chain_start(case_id)};
}

bool SqliteEntries::knows(const CommandId& command) {
  return unknown_.find(command.text) == nullptr && Use(knows_, command).next();
}

Result<Position> SqliteEntries::last() {
  Use use(last_);
  use.next();
  if (use.count(0) != use.count(1))
    return gone(file_,
                fmt::format("{} entries were committed, but the last one here is {}", use.count(0), use.count(1)));
  return use.count(0);
}

void SqliteEntries::set_last(Position position) { Use(set_last_, position).run(); }

std::uint64_t SqliteEntries::count() {
  Use use(count_);
  use.next();
  return use.count(0);
}

void SqliteEntries::add(const RowView& row) {
  const Entry& entry = row.entry;
  Use(add_, row.position, row.command, entry.case_id, entry.expected, entry.version, entry.recorded_at, row.hash_before,
      row.hash, entry.events, row.epoch, row.part, sum_of(row))
      .run();
  heads_.put(entry.case_id.text, {entry.version, row.hash});
  if (row.command) unknown_.forget(row.command->text);
}

Result<std::vector<KeptEntry>> SqliteEntries::load(const CaseId& case_id) {
  std::vector<KeptEntry> history;
  Head head{0, chain_start(case_id)};
  Use use(of_case_, case_id);
  while (use.next()) {
    KeptRow row = row_of(use);
    if (!follows(row, head))
      return gone(file_, fmt::format("case '{}': version {} does not lead to entry {}, which follows version {}",
                                     case_id.text, head.version, row.kept.position, row.kept.entry.expected));
    if (!stands_alone(row)) return altered(file_, row.kept);
    head = {row.kept.entry.version, row.kept.entry.hash};
    history.push_back(std::move(row.kept));
  }
  return history;
}

Result<std::vector<KeptEntry>> SqliteEntries::find(const CommandId& command) {
  std::vector<KeptEntry> found;
  Use use(of_command_, command);
  while (use.next()) {
    KeptRow row = row_of(use);
    if (!stands_alone(row)) return altered(file_, row.kept);
    found.push_back(std::move(row.kept));
  }
  if (found.empty()) unknown_.put(command.text, {});
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
    KeptRow row = row_of(use);
    if (row.kept.position != after + 1) return gone(file_, fmt::format("entry {} is missing", after + 1));
    if (!stands_alone(row)) return altered(file_, row.kept);
    after = row.kept.position;
    page.push_back(std::move(row.kept));
  }
  return page;
}

}  // namespace hotline
