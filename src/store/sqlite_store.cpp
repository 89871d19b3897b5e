#include "hotline/store/sqlite_store.hpp"

#include <fmt/format.h>
#include <sqlite3.h>
#include <unistd.h>

#include "store/admission.hpp"
#include "store/one_at_a_time.hpp"
#include "store/refusals.hpp"
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
#include "store/sqlite_open.hpp"

namespace hotline {
namespace {

constexpr const char* reopen = "close the store, open it again and find() the commands";

// In the order that closing undoes: statements, then the holder's name, then the lock.
struct Parts {
  Parts(std::unique_ptr<SQLite::Database> opened, const std::filesystem::path& file, const SqliteOptions& options)
      : db(std::move(opened)),
        behind(options.behind),
        entries(*db, file.string(), behind),
        hints(*db, behind),
        days(*db, file.string()),
        effects(*db, file.string()),
        epochs(*db, file.string()) {
    if (options.vfs.empty()) holder.emplace(file);
  }

  std::unique_ptr<SQLite::Database> db;
  std::optional<Holder> holder;
  Behind behind;
  SqliteEntries entries;
  SqliteHints hints;
  SqliteDays days;
  SqliteEffects effects;
  SqliteEpochs epochs;
};

class FileStore final : public SqliteStore, Past {
 public:
  FileStore(std::filesystem::path file, const SqliteOptions& options, FreeBytes free, std::unique_ptr<Parts> parts,
            SqliteEntries::Ends ends, Epoch epoch)
      : path_(std::move(file)),
        file_(path_.string()),
        reserve_(options.reserve),
        is_ours_(options.vfs.empty()),
        free_(std::move(free)),
        parts_(std::move(parts)),
        ends_(ends),
        epoch_(epoch) {}

  // A child process has the parent's connection but not its lock: closing it would fold the parent's log away. What
  // cannot be written down now is when the file is opened again.
  ~FileStore() override {
    if (is_forked())
      static_cast<void>(parts_.release());
    else if (parts_->behind.entries() > 0)
      static_cast<void>(writing([&]() -> Result<void> {
        write_all_down();
        parts_->entries.set({ends_.last, ends_.last});
        return {};
      }));
  }

  Result<std::vector<KeptEntry>> load(const CaseId& case_id) override {
    return reading([&] { return parts_->entries.load(case_id); });
  }

  Result<std::vector<KeptEntry>> find(const CommandId& command) override {
    return reading([&] { return parts_->entries.find(command); });
  }

  Result<std::vector<CaseId>> cases(const CaseId& after, std::size_t limit) override {
    return reading([&]() -> Result<std::vector<CaseId>> { return parts_->entries.cases(after, limit); });
  }

  Result<std::vector<KeptEntry>> read(Position after, std::size_t limit) override {
    return reading([&] { return parts_->entries.read(after, limit); });
  }

  Result<Position> recorded_before(Instant at) override {
    return reading([&] { return parts_->days.recorded_before(at); });
  }

  Result<std::vector<Outcome>> append(std::span<const Unit> batch) override {
    const std::size_t steps = steps_for(batch);
    if (auto full = refuse_full(bytes_for(batch) + bytes_for_rows(parts_->behind.rows(steps))))
      return tl::make_unexpected(*full);
    auto ends = ends_;
    auto outcomes = writing([&]() -> Result<std::vector<Outcome>> {
      const auto verdicts = admit(batch, *this);
      if (!verdicts) return tl::make_unexpected(verdicts.error());
      for (std::size_t i = 0; i < batch.size(); ++i)
        if (const Verdict& verdict = (*verdicts)[i]; verdict.outcome.kind == Outcome::Kind::applied)
          ends.last = keep(batch[i], verdict.links, ends.last);
      write_down(parts_->behind, steps, parts_->entries, parts_->hints);
      ends.written_down = ends.last - parts_->behind.entries();
      if (ends != ends_) parts_->entries.set(ends);
      return outcomes_of(*verdicts);
    });
    if (outcomes) ends_ = ends;
    return outcomes;
  }

  Result<std::vector<std::string>> queues() override {
    return reading([&]() -> Result<std::vector<std::string>> { return parts_->hints.queues(); });
  }

  Result<std::vector<DueHint>> due(std::string_view queue, const DueHint& from, std::int64_t upto,
                                   std::size_t limit) override {
    return reading([&]() -> Result<std::vector<DueHint>> { return parts_->hints.due(queue, from, upto, limit); });
  }

  Result<Epoch> epoch() override {
    return reading([&]() -> Result<Epoch> { return epoch_; });
  }

  Result<Epoch> begin_epoch(Epoch current, std::span<const Document> documents) override {
    if (auto full = refuse_full(bytes_for(documents))) return tl::make_unexpected(*full);
    auto begun = writing([&]() -> Result<Epoch> {
      if (current != epoch_) return not_current(current, epoch_);
      parts_->epochs.begin(current + 1, documents);
      return current + 1;
    });
    if (begun) epoch_ = *begun;
    return begun;
  }

  Result<std::optional<std::string>> document(std::string_view name) override {
    return reading([&] { return parts_->epochs.document(name); });
  }

  Result<std::vector<std::string>> documents() override {
    return reading([&]() -> Result<std::vector<std::string>> { return parts_->epochs.names(); });
  }

  using Store::claim;
  Result<std::vector<WaitingEffect>> claim(Instant now, std::size_t limit,
                                           const std::optional<std::string>& channel) override {
    return writing([&] { return parts_->effects.claim(now, limit, channel); });
  }

  Result<std::vector<ClaimedEffect>> claimed(const EffectKey& after, std::size_t limit) override {
    return reading([&] { return parts_->effects.claimed(after, limit); });
  }

  using Store::settle;
  Result<std::vector<EffectOutcome>> settle(std::span<const EffectKey> keys, Settlement how) override {
    return writing([&]() -> Result<std::vector<EffectOutcome>> { return parts_->effects.settle(keys, how); });
  }

  Result<std::vector<EffectOutcome>> put_back(std::span<const EffectKey> keys,
                                              std::optional<Instant> not_before) override {
    return writing([&]() -> Result<std::vector<EffectOutcome>> { return parts_->effects.put_back(keys, not_before); });
  }

  Result<void> back_up(const std::filesystem::path& to) override {
    return reading([&]() -> Result<void> {
      if (!is_ours_) return fail(Fault::refused, "copies are made with the system's own files only");
      if (const auto faults = faults_in(*parts_->db); !faults.empty())
        return fail(Fault::damaged, fmt::format("'{}' is damaged, so no copy was made: {}", file_, faults.front()));
      if (auto refusal = copy_to(*parts_->db, to)) return tl::make_unexpected(*refusal);
      return {};
    });
  }

  Result<std::vector<std::string>> check() override {
    return reading([&]() -> Result<std::vector<std::string>> {
      auto faults = faults_in(*parts_->db, Depth::every_index);
      if (const auto kept = parts_->entries.count(); kept != ends_.last)
        faults.push_back(fmt::format("{} of {} entries are gone", ends_.last - kept, ends_.last));
      for (std::string& fault : parts_->entries.faults()) faults.push_back(std::move(fault));
      for (std::string& fault : parts_->days.faults()) faults.push_back(std::move(fault));
      return faults;
    });
  }

 private:
  Epoch current_epoch() override { return epoch_; }
  bool knows(const CommandId& command) override { return parts_->entries.knows(command); }
  Head head(const CaseId& case_id) override { return parts_->entries.head(case_id); }

  Position keep(const Unit& unit, std::span<const Verdict::Link> links, Position last) {
    std::size_t part = 0;
    for (std::size_t i = 0; i < unit.entries.size(); ++i) {
      const Entry& entry = unit.entries[i];
      if (!entry.events.empty()) {
        const auto hints = entry.hints ? parts_->hints.move(entry.case_id, *entry.hints) : std::nullopt;
        const auto& [before, after] = links[i];
        parts_->entries.add({++last, unit.command, entry, before, after, unit.epoch, part++, hints});
        parts_->days.note(last, entry.recorded_at);
      } else if (entry.hints) {  // no row tells of it, and none written before may tell otherwise
        write_all_down();
        parts_->hints.replace(entry.case_id, *entry.hints);
      }
      for (const Effect& effect : entry.effects) parts_->effects.add(last, effect);
    }
    return last;
  }

  // Twice as fast as entries come, so that one heap is written down before the next has grown.
  static std::size_t steps_for(std::span<const Unit> batch) {
    std::size_t entries = 0;
    for (const Unit& unit : batch) entries += unit.entries.size();
    return 2 * entries;
  }

  void write_all_down() { hotline::write_all_down(parts_->behind, parts_->entries, parts_->hints); }

  bool is_forked() const { return getpid() != owner_; }

  std::optional<Error> refuse_use() const {
    if (is_forked())
      return Error{Fault::refused, fmt::format("'{}' was opened before this process was forked: open it in the one "
                                               "process that uses it",
                                               file_)};
    return stopped_;
  }

  template <class Work>
  std::invoke_result_t<Work> reading(Work work) {
    const OneAtATime::Use use(one_);
    if (auto refusal = refuse_use()) return tl::make_unexpected(*refusal);
    try {
      return work();
    } catch (const SQLite::Exception& exception) {
      return tl::make_unexpected(to_error(exception, file_, reopen));
    }
  }

  // Only new work: what is needed to settle and to read may use the reserve.
  std::optional<Error> refuse_full(std::uint64_t needed) const {
    if (!is_ours_ || needed == 0) return std::nullopt;
    return refuse_if_full(path_, reserve_ + needed, free_);
  }

  // One transaction and one commit; an error of `work` leaves nothing.
  template <class Work>
  std::invoke_result_t<Work> writing(Work work) {
    const OneAtATime::Use use(one_);
    if (auto refusal = refuse_use()) return tl::make_unexpected(*refusal);
    const char* kept = "nothing of this was kept";
    try {
      SQLite::Transaction transaction(*parts_->db, SQLite::TransactionBehavior::IMMEDIATE);
      auto result = work();
      if (!result) return result;
      kept = "whether this was kept is unknown";
      transaction.commit();
      return result;
    } catch (const SQLite::Exception& exception) {
      return tl::make_unexpected(stop(to_error(exception, file_, fmt::format("{}: {}", kept, reopen))));
    }
  }

  // SQLite may have rolled back by itself, or not; after a failed sync the pages in memory are no longer those on disk.
  // So nothing more is asked of this connection, not even to fold its log into the file: opening again reads the log
  // anew, with its checksums.
  Error stop(Error error) {
    sqlite3_db_config(parts_->db->getHandle(), SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 1, nullptr);
    stopped_ = Error{Fault::storage, fmt::format("'{}' is closed to all use since an error: {}", file_, error.message)};
    return error;
  }

  std::filesystem::path path_;
  std::string file_;
  std::uint64_t reserve_;
  bool is_ours_;
  FreeBytes free_;
  OneAtATime one_{"store"};
  std::unique_ptr<Parts> parts_;
  SqliteEntries::Ends ends_;
  Epoch epoch_;
  pid_t owner_ = getpid();
  std::optional<Error> stopped_;
};

}  // namespace

Result<std::unique_ptr<SqliteStore>> open_sqlite_store(const std::filesystem::path& file, const SqliteOptions& options,
                                                       FreeBytes free) {
  auto db = open_sqlite_file(file, options);
  if (!db) return tl::make_unexpected(db.error());
  try {
    auto parts = std::make_unique<Parts>(std::move(*db), file, options);
    const auto ends = parts->entries.ends();
    if (!ends) return tl::make_unexpected(ends.error());
    const auto move = [&](const CaseId& case_id, const std::string& hints) { parts->hints.recall(case_id, hints); };
    if (const auto recalled = parts->entries.recall(*ends, move); !recalled)
      return tl::make_unexpected(recalled.error());
    const auto epoch = parts->epochs.current();
    return std::make_unique<FileStore>(file, options, std::move(free), std::move(parts), *ends, epoch);
  } catch (const SQLite::Exception& exception) {
    return fail(Fault::damaged,
                to_error(exception, file.string(), "its tables are not those of its version: put back a copy").message);
  }
}

Result<std::unique_ptr<SqliteStore>> open_sqlite_store(const std::filesystem::path& file,
                                                       const SqliteOptions& options) {
  return open_sqlite_store(file, options, free_beside(file));
}

}  // namespace hotline
