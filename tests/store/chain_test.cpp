#include "hotline/store/chain.hpp"

#include <doctest/doctest.h>
#include <fmt/format.h>

namespace hotline {
namespace {

std::string hex(const Digest& digest) {
  std::string text;
  for (const std::byte byte : digest) text += fmt::format("{:02x}", std::to_integer<int>(byte));
  return text;
}

}  // namespace

TEST_CASE("a chain is plain BLAKE2b-256 that any other program can compute") {
  // Python: start = hashlib.blake2b(b"hotline case 2023-0001", digest_size=32).digest()
  //         hashlib.blake2b(start + b'{"event":"opened"}', digest_size=32).hexdigest()
  const auto start = chain_start({"2023-0001"});
  CHECK(hex(start) == "338033cfdd04de97a66eff6d5a094610b8028621cc2df0fb4dced1c97b13c2ed");
  CHECK(hex(chain_next(start, R"({"event":"opened"})")) ==
        "987fdecbe77bf98561701afea984d8dd948f447d164297bf1b2d07895a38fb59");
}

TEST_CASE("a chain stands for every byte and its order") {
  const auto start = chain_start({"A"});
  struct Row {
    std::string why, lines;
    bool same;
  };
  const Row rows[] = {
      {"the same events", "one\ntwo\nthree\n", true},
      {"one byte differs", "one\ntwo\nthrea\n", false},
      {"an event is missing", "one\nthree\n", false},
      {"the end is missing", "one\ntwo\n", false},
      {"two events change places", "two\none\nthree\n", false},
      {"the line ends move", "onet\nwo\nthree\n", false},
      {"two lines become one", "onetwo\nthree\n", false},
      {"an empty event is an event", "one\n\ntwo\nthree\n", false},
  };
  const auto whole = chain_over(start, "one\ntwo\nthree\n");
  for (const Row& row : rows) {
    CAPTURE(row.why);
    CHECK((chain_over(start, row.lines) == whole) == row.same);
  }
}

TEST_CASE("a chain does not depend on how events were grouped and starts anew in each case") {
  const auto start = chain_start({"A"});
  CHECK(chain_over(chain_over(start, "one\n"), "two\nthree\n") == chain_over(start, "one\ntwo\nthree\n"));
  CHECK(chain_next(chain_next(start, "one"), "two") == chain_over(start, "one\ntwo\n"));
  CHECK(chain_over(start, "") == start);
  CHECK(start != chain_start({"B"}));
}

}  // namespace hotline
