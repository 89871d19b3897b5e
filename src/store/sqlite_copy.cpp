#include "store/sqlite_copy.hpp"

#include <system_error>

#include <fcntl.h>
#include <fmt/format.h>
#include <unistd.h>

#include "store/sqlite_fault.hpp"
#include "store/sqlite_room.hpp"

namespace hotline {
namespace {

namespace fs = std::filesystem;

constexpr int most_faults = 20;

class PartOf {  // gone when it did not become the whole
 public:
  explicit PartOf(const fs::path& whole) : name_(whole.string() + ".part") { remove(); }
  ~PartOf() { remove(); }
  PartOf(const PartOf&) = delete;
  PartOf& operator=(const PartOf&) = delete;
  const fs::path& name() const { return name_; }

 private:
  void remove() {
    std::error_code ignored;
    fs::remove(name_, ignored);
    fs::remove(name_.string() + "-journal", ignored);
  }
  fs::path name_;
};

bool sync(const fs::path& what) {
  const int opened = ::open(what.c_str(), O_RDONLY | O_CLOEXEC);
  if (opened < 0) return false;
  const bool synced = fsync(opened) == 0;
  return close(opened) == 0 && synced;
}

std::uint64_t size_of(SQLite::Database& db) {
  const auto number = [&](const char* pragma) { return static_cast<std::uint64_t>(db.execAndGet(pragma).getInt64()); };
  return number("PRAGMA page_count") * number("PRAGMA page_size");
}

void write(SQLite::Database& db, const fs::path& part) {
  SQLite::Statement vacuum(db, "VACUUM INTO ?");
  vacuum.bind(1, part.string());
  vacuum.exec();
}

}  // namespace

std::vector<std::string> faults_in(SQLite::Database& db, Depth depth) {
  std::vector<std::string> faults;
  const auto* pragma = depth == Depth::quick ? "quick_check" : "integrity_check";
  SQLite::Statement check(db, fmt::format("PRAGMA {}({})", pragma, most_faults));
  while (check.executeStep())
    if (auto told = check.getColumn(0).getString(); told != "ok") faults.push_back(std::move(told));
  if (!faults.empty()) return faults;
  SQLite::Statement dangling(db, "PRAGMA foreign_key_check");
  while (dangling.executeStep() && faults.size() < most_faults)
    faults.push_back(fmt::format("row {} of table {} belongs to a row of table {} that is gone",
                                 dangling.getColumn(1).getInt64(), dangling.getColumn(0).getString(),
                                 dangling.getColumn(2).getString()));
  return faults;
}

std::optional<Error> refuse_copy_name(const fs::path& to) {
  std::error_code error;
  if (fs::exists(to, error))
    return Error{Fault::bad_input, fmt::format("'{}' is there already: name a file that is not", to.string())};
  if (to.empty() || !fs::is_directory(fs::absolute(to).parent_path(), error))
    return Error{Fault::bad_input,
                 fmt::format("'{}' is in a folder that does not exist: make the folder first", to.string())};
  return std::nullopt;
}

std::optional<Error> name_synced(const fs::path& from, const fs::path& to) {
  const auto storage = [&](std::string_view why) {
    return Error{Fault::storage, fmt::format("'{}' was not written: {}", to.string(), why)};
  };
  std::error_code error;
  if (!sync(from)) return storage("it could not be synced to the disk");
  fs::rename(from, to, error);
  if (error) return storage(error.message());
  if (!sync(fs::absolute(to).parent_path())) return storage("its folder could not be synced to the disk");
  return std::nullopt;
}

std::optional<Error> copy_to(SQLite::Database& db, const fs::path& to) {
  if (auto refusal = refuse_copy_name(to)) return refusal;
  if (auto full = refuse_if_full(to, size_of(db), free_beside(to))) return full;
  const PartOf part(to);
  try {
    write(db, part.name());
  } catch (const SQLite::Exception& exception) {
    return to_error(exception, to.string(), "the copy was not made");
  }
  return name_synced(part.name(), to);
}

}  // namespace hotline
