// A value, or the reason there is none.
//
//   const Result<Limit> limit = parse_limit("5 working days");
//   if (!limit) return tl::make_unexpected(limit.error());
#pragma once

#include <tl/expected.hpp>

#include "hotline/base/error.hpp"

namespace hotline {

template <class T>
using Result = tl::expected<T, Error>;

}  // namespace hotline
