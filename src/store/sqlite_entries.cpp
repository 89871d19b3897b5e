#include "store/sqlite_entries.hpp"

#include <algorithm>
#include <iterator>

#include <fmt/format.h>

#include "store/sqlite_fault.hpp"
#include "store/sqlite_use.hpp"

namespace hotline {
namespace {

tl::unexpected<Error> gone(std::string_view file, std::string_view what) {
  return fail(Fault::damaged,
              fmt::format("'{}': {}; put back a copy from before the damage, or recover the file", file, what));
}

tl::unexpected<Error> altered(std::string_view file, const CaseId& case_id, const KeptEntry& kept) {
  return damaged(file, fmt::format("case '{}', version {}, entry {}", case_id.text, kept.entry.version, kept.position));
}

tl::unexpected<Error> altered(std::string_view file, const KeptEntry& kept) {
  return altered(file, kept.entry.case_id, kept);
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
  row.hints = use.optional_text(12);
  return row;
}

std::string select_entries(const char* which, int version) {
  return fmt::format(
      "SELECT position, command, case_id, expected, version, recorded_at, hash_before, hash, events, epoch, part, {}, "
      "{} FROM entry {}",
      version < 2 ? "NULL" : "sum", version < 4 ? "NULL" : "hints", which);
}

Head SqliteEntries::head(const CaseId& case_id) {
  if (const Head* known = heads_.find(case_id.text)) return *known;
  Position last = 0;
  if (const auto behind = behind_.of_case(case_id); !behind.empty()) {
    last = behind.back();
  } else {
    Use use(last_of_case_, case_id);
    use.next();
    last = use.count(0);
  }
  Use use(head_, last, case_id);
  return use.next() ? Head{use.count(0), use.digest(1)} : Head{0, chain_start(case_id)};
}

bool SqliteEntries::knows(const CommandId& command) {
  return unknown_.find(command.text) == nullptr &&
         (!behind_.of_command(command).empty() || Use(knows_, command).next());
}

Result<SqliteEntries::Ends> SqliteEntries::ends() {
  Use use(ends_);
  use.next();
  if (use.count(0) != use.count(2))
    return gone(file_,
                fmt::format("{} entries were committed, but the last one here is {}", use.count(0), use.count(2)));
  return Ends{use.count(0), use.count(1)};
}

void SqliteEntries::set(const Ends& ends) { Use(set_ends_, ends.last, ends.written_down).run(); }

std::uint64_t SqliteEntries::count() {
  Use use(count_);
  use.next();
  return use.count(0);
}

void SqliteEntries::add(const RowView& row) {
  const Entry& entry = row.entry;
  Use(add_, row.position, row.command, entry.case_id, entry.expected, entry.version, entry.recorded_at, row.hash_before,
      row.hash, entry.events, row.epoch, row.part, sum_of(row), row.hints)
      .run();
  behind_.add(entry.case_id, row.position, entry.version, row.command);
  heads_.put(entry.case_id.text, {entry.version, row.hash});
  if (row.command) unknown_.forget(row.command->text);
}

void SqliteEntries::list(const CaseId& case_id, const Behind::OfCase& entries) {
  for (const auto& [position, version] : entries.entries) Use(list_of_case_, case_id, position, version).run();
}

void SqliteEntries::list(const CommandId& command, const Behind::OfCommand& entries) {
  for (std::size_t i = 0; i < entries.count; ++i) Use(list_of_command_, command, entries.first + i).run();
}

Result<std::vector<KeptRow>> SqliteEntries::rows(std::string_view what, SQLite::Statement& listed,
                                                 const std::string& id, const std::vector<Position>& behind) {
  std::vector<Position> positions;
  for (Use use(listed, id); use.next();) positions.push_back(use.count(0));
  const auto last = positions.empty() ? 0 : positions.back();  // some may have been written down and recalled since
  positions.insert(positions.end(), std::upper_bound(behind.begin(), behind.end(), last), behind.end());
  std::vector<KeptRow> rows;
  rows.reserve(positions.size());
  for (const Position position : positions) {
    Use use(at_, position);
    if (!use.next()) return gone(file_, fmt::format("{} '{}': entry {} is missing", what, id, position));
    rows.push_back(row_of(use));
  }
  return rows;
}

Result<std::vector<KeptEntry>> SqliteEntries::load(const CaseId& case_id) {
  auto rows = this->rows("case", of_case_, case_id.text, behind_.of_case(case_id));
  if (!rows) return tl::make_unexpected(rows.error());
  std::vector<KeptEntry> history;
  history.reserve(rows->size());
  Head head{0, chain_start(case_id)};
  for (KeptRow& row : *rows) {
    if (!follows(row, head))
      return gone(file_, fmt::format("case '{}': version {} does not lead to entry {}, which follows version {}",
                                     case_id.text, head.version, row.kept.position, row.kept.entry.expected));
    if (!stands_alone(row)) return altered(file_, case_id, row.kept);
    head = {row.kept.entry.version, row.kept.entry.hash};
    history.push_back(std::move(row.kept));
  }
  return history;
}

Result<std::vector<KeptEntry>> SqliteEntries::find(const CommandId& command) {
  auto rows = this->rows("command", of_command_, command.text, behind_.of_command(command));
  if (!rows) return tl::make_unexpected(rows.error());
  std::vector<KeptEntry> found;
  for (KeptRow& row : *rows) {
    if (!stands_alone(row) || row.kept.command != command) return altered(file_, row.kept);
    found.push_back(std::move(row.kept));
  }
  if (found.empty()) unknown_.put(command.text, {});
  return found;
}

std::vector<CaseId> SqliteEntries::cases(const CaseId& after, std::size_t limit) {
  std::vector<CaseId> listed, page;
  for (Use use(cases_, after, limit); use.next();) listed.push_back({use.text(0)});
  const auto behind = behind_.cases(after, limit);
  std::set_union(listed.begin(), listed.end(), behind.begin(), behind.end(), std::back_inserter(page));
  page.resize(std::min(page.size(), limit));
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

// One that cannot be believed stops all: nothing else tells of which case it is, so that case would seem to end before.
Result<void> SqliteEntries::recall(const Ends& ends,
                                   const std::function<void(const CaseId&, const std::string& hints)>& move) {
  Use use(after_, ends.written_down, ends.last);
  for (Position position = ends.written_down; position < ends.last;) {
    const auto row = use.next() ? row_of(use) : KeptRow{};
    if (row.kept.position != ++position) return gone(file_, fmt::format("entry {} is missing", position));
    if (!stands_alone(row)) return altered(file_, row.kept);
    const Entry& entry = row.kept.entry;
    behind_.add(entry.case_id, position, entry.version, row.kept.command);
    if (row.hints) move(entry.case_id, *row.hints);
  }
  return {};
}

std::vector<std::string> SqliteEntries::faults() {
  struct Question {
    const char* fault;
    const char* select;
  };
  static constexpr Question questions[] = {
      {"entry {} is not found by its case",
       "SELECT position FROM entry WHERE position <= (SELECT written_down FROM store) AND NOT EXISTS (SELECT 1 FROM "
       "entry_of_case AS listed WHERE (listed.case_id, listed.position, listed.version) = "
       "(entry.case_id, entry.position, entry.version)) ORDER BY position LIMIT 20"},
      {"entry {} is found by a case it is not of",
       "SELECT position FROM entry_of_case AS listed WHERE NOT EXISTS (SELECT 1 FROM entry WHERE "
       "(listed.case_id, listed.position, listed.version) = (entry.case_id, entry.position, entry.version)) LIMIT 20"},
      {"entry {} is not found by its command",
       "SELECT position FROM entry WHERE position <= (SELECT written_down FROM store) AND command IS NOT NULL AND NOT "
       "EXISTS (SELECT 1 FROM entry_of_command AS listed WHERE (listed.command, listed.position) = "
       "(entry.command, entry.position)) ORDER BY position LIMIT 20"},
      {"entry {} is found by a command it is not of",
       "SELECT position FROM entry_of_command AS listed WHERE NOT EXISTS (SELECT 1 FROM entry WHERE "
       "(listed.command, listed.position) = (entry.command, entry.position)) LIMIT 20"},
  };
  std::vector<std::string> found;
  for (const Question& question : questions) {
    SQLite::Statement differ(db_, question.select);
    for (Use use(differ); use.next();) found.push_back(fmt::format(fmt::runtime(question.fault), use.count(0)));
  }
  return found;
}

}  // namespace hotline
