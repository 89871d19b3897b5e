#include "store/sqlite_fault.hpp"

#include <fmt/format.h>
#include <sqlite3.h>

namespace hotline {
namespace {

// SQLiteCpp leaves the extended code at -1 where it threw without a connection; its low byte is the plain code.
int plain_code(const SQLite::Exception& exception) { return exception.getErrorCode() & 0xff; }

}  // namespace

tl::unexpected<Error> damaged(std::string_view file, std::string_view what) {
  return fail(Fault::damaged, fmt::format("'{}': {}: the bytes are not those that were written; put back a copy from "
                                          "before the damage, or recover the file",
                                          file, what));
}

bool is_held_elsewhere(const SQLite::Exception& exception) {
  return plain_code(exception) == SQLITE_BUSY || plain_code(exception) == SQLITE_LOCKED;
}

bool is_no_database(const SQLite::Exception& exception) { return plain_code(exception) == SQLITE_NOTADB; }

Error to_error(const SQLite::Exception& exception, std::string_view file, std::string_view advice) {
  const auto described = fmt::format("'{}': SQLite says: {} (code {}, extended {})", file, exception.what(),
                                     exception.getErrorCode(), exception.getExtendedErrorCode());
  if (plain_code(exception) == SQLITE_CORRUPT || is_no_database(exception))
    return {Fault::damaged, described + "; put back a copy from before the damage"};
  return {Fault::storage, fmt::format("{}; {}", described, advice)};
}

}  // namespace hotline
