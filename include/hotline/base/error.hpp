// What went wrong, as a value: quoted, placed, and with what to write instead.
//
//   return fail(Fault::bad_input, "'25:61' is not a time of day: write HH:MM, as in 09:30");
//
// Bad input of every kind comes back as an Error; a bug in hotline is an assert. Nothing here throws.
#pragma once

#include <string>
#include <utility>

#include <tl/expected.hpp>

namespace hotline {

// What the caller can do about it; the message says the rest.
enum class Fault {
  bad_input,     // the text or value is wrong: mend it
  not_found,     // a name nothing defines
  out_of_range,  // outside 1970-2100, or past what a table covers
  refused,       // the rules do not allow it now
  conflict,      // somebody else was first: load again, decide again
  busy,          // held by another process
  foreign,       // a file of another program
  newer,         // a file of a newer hotline
  damaged,       // bytes that do not match their chain
  storage,       // the disk or the library below failed
  full,          // no room to be sure of: nothing was done, make room and ask again
};

struct Error {
  Fault fault = Fault::bad_input;
  std::string message;
  friend bool operator==(const Error&, const Error&) = default;
};

inline tl::unexpected<Error> fail(Fault fault, std::string message) {
  return tl::make_unexpected(Error{fault, std::move(message)});
}

}  // namespace hotline
