// SQLite's exceptions and codes, as Errors.
#pragma once

#include <string>
#include <string_view>

#include <SQLiteCpp/SQLiteCpp.h>

#include "hotline/base/result.hpp"

namespace hotline {

// `advice` says what to do about it; damage has its own.
Error to_error(const SQLite::Exception& exception, std::string_view file, std::string_view advice);

// `what` says which bytes are not those that were written.
tl::unexpected<Error> damaged(std::string_view file, std::string_view what);

bool is_held_elsewhere(const SQLite::Exception& exception);
bool is_no_database(const SQLite::Exception& exception);

}  // namespace hotline
