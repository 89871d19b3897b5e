#include "hotline/store/recover.hpp"

#include <algorithm>
#include <map>
#include <set>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "store/sqlite_behind.hpp"
#include "store/sqlite_copy.hpp"
#include "store/sqlite_days.hpp"
#include "store/sqlite_effects.hpp"
#include "store/sqlite_entries.hpp"
#include "store/sqlite_epochs.hpp"
#include "store/sqlite_fault.hpp"
#include "store/sqlite_file.hpp"
#include "store/sqlite_hints.hpp"
#include "store/sqlite_holder.hpp"
#include "store/sqlite_room.hpp"
#include "store/sqlite_use.hpp"
#include "store/wreck.hpp"

namespace hotline {
namespace {

namespace fs = std::filesystem;

// Which rows make up sound histories, and what the others were.
class Sorted {
 public:
  explicit Sorted(const Wreck& wreck) : wreck_(wreck) {
    for (const KeptRow& row : wreck.rows) of_case_[row.kept.entry.case_id].push_back(&row);
    for (const auto& [position, known] : wreck.index) of_case_[known.case_id];
    for (const auto& [case_id, rows] : of_case_) follow(case_id, rows);
  }

  std::vector<const KeptRow*> kept() const {  // by position
    std::vector<const KeptRow*> rows;
    for (const auto& [position, row] : kept_) rows.push_back(row);
    return rows;
  }

  std::vector<CaseLoss> losses() const {
    std::map<Position, std::pair<CaseId, Version>> lost;
    for (const auto& [position, known] : wreck_.index) lost.try_emplace(position, known.case_id, known.version);
    for (const KeptRow& row : wreck_.rows)
      lost.insert_or_assign(row.kept.position, std::pair(row.kept.entry.case_id, row.kept.entry.version));
    std::map<CaseId, Loss> losses;
    for (const auto& [position, what] : lost) {
      if (kept_.contains(position)) continue;
      Loss& loss = losses[what.first];
      loss.last = std::max(loss.last, what.second);
      if (found_.contains(position))
        ++loss.followers;
      else
        loss.causes.push_back(cause(position));
      if (auto half = other_half(position, what.first); !half.empty()) loss.halves.push_back(std::move(half));
    }
    std::vector<CaseLoss> all;
    for (const auto& [case_id, loss] : losses) {
      const Version end = ends_.at(case_id);
      all.push_back({case_id, end, std::max(end, loss.last), in_words(loss)});
    }
    return all;
  }

  std::vector<std::string> nameless() const {  // lost entries whose case nothing tells
    std::vector<std::string> told;
    Position from = 0;
    const auto is_nameless = [&](Position position) {
      return position <= wreck_.last && !kept_.contains(position) && !wreck_.index.contains(position) &&
             !found_.contains(position);
    };
    for (Position position = 1; position <= wreck_.last + 1; ++position) {
      if (is_nameless(position)) {
        from = from == 0 ? position : from;
      } else if (from != 0) {
        told.push_back(from + 1 == position ? fmt::format("entry {} is gone, and nothing tells of which case", from)
                                            : fmt::format("entries {} to {} are gone, and nothing tells of which cases",
                                                          from, position - 1));
        from = 0;
      }
    }
    return told;
  }

 private:
  void follow(const CaseId& case_id, const std::vector<const KeptRow*>& rows) {
    Head head{0, chain_start(case_id)};
    const auto next = [&] {
      return std::find_if(rows.begin(), rows.end(),
                          [&](const KeptRow* row) { return follows(*row, head) && !is_taken(*row); });
    };
    for (auto row = next(); row != rows.end(); row = next()) {
      kept_.emplace((*row)->kept.position, *row);
      head = {(*row)->kept.entry.version, (*row)->kept.entry.hash};
      if (const auto& command = (*row)->kept.command) commands_[*command].emplace((*row)->part, case_id);
    }
    for (const KeptRow* row : rows) found_.insert(row->kept.position);
    ends_.emplace(case_id, head.version);
  }

  // A page of a batch that was never committed may tell of a command that was told again.
  bool is_taken(const KeptRow& row) const {
    if (!row.kept.command) return false;
    const auto parts = commands_.find(*row.kept.command);
    return parts != commands_.end() && parts->second.contains(row.part);
  }

  struct Loss {
    Version last = 0;
    std::vector<std::string> causes, halves;
    std::size_t followers = 0;  // sound themselves, but what they follow is not there
  };

  static std::string in_words(const Loss& loss) {
    std::string text = fmt::format("{}", fmt::join(loss.causes, ", "));
    if (text.empty()) text = "an entry is gone";
    if (loss.followers > 0) text += fmt::format(", and with it {} that followed", loss.followers);
    for (const std::string& half : loss.halves) text += "; " + half;
    return text;
  }

  std::string cause(Position position) const {
    return fmt::format("entry {} {}", position, wreck_.altered.contains(position) ? "is changed" : "cannot be read");
  }

  std::string other_half(Position position, const CaseId& mine) const {
    const auto indexed = wreck_.index.find(position);
    if (indexed == wreck_.index.end() || !indexed->second.command) return {};
    const auto others = commands_.find(*indexed->second.command);
    if (others == commands_.end()) return {};
    for (const auto& [part, other] : others->second)
      if (other != mine) return fmt::format("entry {} has its other half in case '{}'", position, other.text);
    return {};
  }

  const Wreck& wreck_;
  std::map<CaseId, std::vector<const KeptRow*>> of_case_;
  std::map<CaseId, Version> ends_;
  std::map<CommandId, std::map<std::size_t, CaseId>> commands_;
  std::map<Position, const KeptRow*> kept_;
  std::set<Position> found_;
};

class Writing {
 public:
  Writing(SQLite::Database& db, const std::string& file)
      : db_(db), entries_(db, file, behind_), days_(db, file), hints_(db, behind_), epochs_(db, file) {}

  Recovered all(const Wreck& wreck) {
    const Sorted sorted(wreck);
    recovered_.losses = sorted.losses();
    recovered_.others = wreck.faults;
    for (std::string& told : sorted.nameless()) recovered_.others.push_back(std::move(told));
    SQLite::Transaction transaction(db_, SQLite::TransactionBehavior::IMMEDIATE);
    write_entries(sorted);
    write_documents(wreck);
    write_hints(wreck);
    write_effects(wreck);
    transaction.commit();
    return std::move(recovered_);
  }

 private:
  void write_entries(const Sorted& sorted) {
    std::set<CaseId> cases;
    Position last = 0;
    for (const KeptRow* row : sorted.kept()) {
      places_.emplace(row->kept.position, ++last);
      const RowView was = row->view();
      entries_.add({last, was.command, was.entry, was.hash_before, was.hash, was.epoch, was.part, std::nullopt});
      days_.note(last, was.entry.recorded_at);
      cases.insert(row->kept.entry.case_id);
      recovered_.events += row->kept.entry.version - row->kept.entry.expected;
    }
    write_all_down(behind_, entries_, hints_);
    entries_.set({last, last});
    recovered_.entries = last;
    recovered_.cases = cases.size();
  }

  void write_documents(const Wreck& wreck) {
    for (const auto& [epoch, document] : wreck.documents) epochs_.begin(epoch, {&document, 1});
    epochs_.begin(wreck.epoch, {});
    recovered_.documents = wreck.documents.size();
  }

  void write_hints(const Wreck& wreck) {
    std::set<CaseId> lost;
    for (const CaseLoss& loss : recovered_.losses) lost.insert(loss.case_id);
    for (const auto& [case_id, hints] : wreck.hints)
      if (!lost.contains(case_id)) hints_.replace(case_id, hints);
  }

  void write_effects(const Wreck& wreck) {
    SQLite::Statement add(
        db_,
        "INSERT OR IGNORE INTO effect (position, version, number, not_before, channel, body, state, "
        "claimed_at, sum) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, hotline_sum(?1, ?2, ?3, ?4, ?5, ?6))");
    for (const Wreck::EffectRow& row : wreck.effects) {
      const auto place = places_.find(row.position);
      const Effect& effect = row.effect;
      if (place == places_.end()) {
        recovered_.others.push_back(
            fmt::format("effect {}.{} went with entry {}", effect.version, effect.number, row.position));
        continue;
      }
      Use(add, place->second, effect.version, effect.number, effect.not_before, effect.channel, effect.body, row.state,
          row.claimed_at)
          .run();
      if (db_.getChanges() == 1)
        ++recovered_.effects;
      else
        recovered_.others.push_back(
            fmt::format("effect {}.{} of entry {} was changed", effect.version, effect.number, row.position));
    }
  }

  SQLite::Database& db_;
  Behind behind_{0};
  SqliteEntries entries_;
  SqliteDays days_;
  SqliteHints hints_;
  SqliteEpochs epochs_;
  std::map<Position, Position> places_;  // before and after
  Recovered recovered_;
};

class Folder {  // beside the new file, for the copy that is taken apart; gone at the end
 public:
  explicit Folder(const fs::path& into) : path_(into.string() + ".recovery") {
    std::error_code ignored;
    fs::remove_all(path_, ignored);
    fs::create_directory(path_, ignored);
  }
  ~Folder() {
    std::error_code ignored;
    fs::remove_all(path_, ignored);
  }
  Folder(const Folder&) = delete;
  Folder& operator=(const Folder&) = delete;
  fs::path operator/(const char* name) const { return path_ / name; }

 private:
  fs::path path_;
};

std::optional<Error> refuse(const fs::path& file, const fs::path& into) {
  std::error_code error;
  if (!fs::is_regular_file(file, error))
    return Error{Fault::not_found, fmt::format("there is no file '{}'", file.string())};
  if (auto refusal = refuse_copy_name(into)) return refusal;
  if (is_held(file))
    return Error{Fault::busy,
                 fmt::format("'{}' is open {}: close it there first", file.string(), describe_holder(file))};
  constexpr std::uint64_t copies = 3;  // the damaged one, the new one, and its log
  return refuse_if_full(into, copies * fs::file_size(file, error), free_beside(into));
}

Result<void> copy_wreck(const fs::path& file, const fs::path& copy) {
  std::error_code error;
  fs::copy_file(file, copy, error);
  const fs::path log = file.string() + "-wal";
  if (std::error_code none; !error && fs::exists(log, none)) fs::copy_file(log, copy.string() + "-wal", error);
  if (error) return fail(Fault::storage, fmt::format("'{}' cannot be copied: {}", file.string(), error.message()));
  fs::permissions(copy, fs::perms::owner_write, fs::perm_options::add, error);
  return {};
}

Result<Recovered> write_anew(const Wreck& wreck, const fs::path& whole) {
  const auto db = open_sqlite_file(whole, {});
  if (!db) return tl::make_unexpected(db.error());
  try {
    return Writing(**db, whole.string()).all(wreck);
  } catch (const SQLite::Exception& exception) {
    return tl::make_unexpected(to_error(exception, whole.string(), "nothing was recovered: look at the disk"));
  }
}

}  // namespace

Result<Recovered> recover_sqlite_file(const fs::path& file, const fs::path& into) {
  if (auto refusal = refuse(file, into)) return tl::make_unexpected(*refusal);
  const Folder folder(into);
  if (const auto copied = copy_wreck(file, folder / "damaged"); !copied) return tl::make_unexpected(copied.error());
  auto recovered = write_anew(read_wreck(folder / "damaged"), folder / "whole");
  if (!recovered) return recovered;
  if (auto refusal = name_synced(folder / "whole", into)) return tl::make_unexpected(*refusal);
  return recovered;
}

}  // namespace hotline
