// A copy of the file that is open, whole or not there.
#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include <SQLiteCpp/SQLiteCpp.h>

#include "hotline/base/result.hpp"

namespace hotline {

// Outside any transaction. Compact, and on disk when it has its name, which nothing may have yet.
std::optional<Error> copy_to(SQLite::Database& db, const std::filesystem::path& to);

// A name that a new file may have.
std::optional<Error> refuse_copy_name(const std::filesystem::path& to);

// What nothing has open any more gets its name once it is on disk.
std::optional<Error> name_synced(const std::filesystem::path& from, const std::filesystem::path& to);

// What SQLite and the tables' own rules find wrong, in words; empty: sound.
enum class Depth {
  quick,
  every_index,  // an index that lost a row hides what it should lead to
};
std::vector<std::string> faults_in(SQLite::Database& db, Depth depth = Depth::quick);

}  // namespace hotline
