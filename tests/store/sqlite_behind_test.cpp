// A process that ends while a heap is being written down.
#include <filesystem>
#include <limits>

#include <doctest/doctest.h>
#include <fmt/format.h>

#include "hotline/store/sqlite_store.hpp"
#include "store/store_support.hpp"

namespace hotline {

TEST_CASE("what was written down in part is found once by whoever opens the file next") {
  const TempFolder folder;
  const auto file = folder / "a.hotline";
  SqliteOptions options;
  options.behind = 5;
  const auto hinted = [](int number, Version version, std::int64_t key) {
    Entry next = entry(fmt::format("case {}", number), version, version + 1);
    next.hints = {{"q", key}};
    return unit(fmt::format("c{}.{}", number, version), {next});
  };
  {
    const auto store = open_sqlite_store(folder / "open.hotline", options).value();
    REQUIRE(store->begin_epoch(0, {}));
    std::vector<Unit> heap;
    for (int number = 1; number <= 5; ++number) heap.push_back(hinted(number, 0, number));
    append(*store, heap);
    append(*store, {hinted(1, 1, 10)});                         // two of the five cases go with it
    std::filesystem::copy_file(folder / "open.hotline", file);  // as a kill leaves it
    std::filesystem::copy_file(folder / "open.hotline-wal", file.string() + "-wal");
  }
  for (int time = 0; time < 2; ++time) {  // as it was left, and as closing left it
    CAPTURE(time);
    const auto store = open_sqlite_store(file, options).value();
    CHECK(store->check()->empty());
    CHECK(show(store->load({"case 1"})) == "1 case 1 0-1 c1.0, 6 case 1 1-2 c1.1");
    CHECK(show(store->load({"case 2"})) == "2 case 2 0-1 c2.0");
    CHECK(show(store->load({"case 5"})) == "5 case 5 0-1 c5.0");
    CHECK(show(store->find({"c1.0"})) == "1 case 1 0-1 c1.0");
    CHECK(show(store->cases({}, 9)) == "case 1, case 2, case 3, case 4, case 5");
    CHECK(show(store->due("q", {std::numeric_limits<std::int64_t>::min(), {}}, 99, 9)) ==
          "2 case 2, 3 case 3, 4 case 4, 5 case 5, 10 case 1");
  }
}

}  // namespace hotline
