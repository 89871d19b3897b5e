#include "store/store_support.hpp"

#include <stdexcept>

#include <doctest/doctest.h>
#include <fmt/format.h>

#include "hotline/store/memory_store.hpp"
#include "hotline/store/sqlite_store.hpp"

namespace hotline {
namespace {

class MemoryBench final : public Bench {
 public:
  Store& store() override { return *store_; }
  void reopen() override {}

 private:
  std::unique_ptr<Store> store_ = open_memory_store();
};

class SqliteBench final : public Bench {
 public:
  explicit SqliteBench(std::size_t behind) : behind_(behind) { open(); }
  Store& store() override { return *store_; }
  void reopen() override {
    store_.reset();
    open();
  }

 private:
  void open() {
    SqliteOptions options;
    options.behind = behind_;
    auto opened = open_sqlite_store(folder_ / "tickets.hotline", options);
    if (!opened) throw std::runtime_error(opened.error().message);
    store_ = std::move(*opened);
  }

  TempFolder folder_;
  std::size_t behind_;
  std::unique_ptr<Store> store_;
};

template <class T, class Show>
std::string list(const std::vector<T>& values, Show show_one) {
  std::string text;
  for (const T& value : values) text += (text.empty() ? "" : ", ") + show_one(value);
  return text;
}

}  // namespace

std::unique_ptr<Bench> memory_bench() { return std::make_unique<MemoryBench>(); }
std::unique_ptr<Bench> sqlite_bench(std::size_t behind) { return std::make_unique<SqliteBench>(behind); }

void each_store(const std::function<void(Bench&)>& test) {
  const std::pair<std::string, std::function<std::unique_ptr<Bench>()>> kinds[] = {
      {"memory", memory_bench},
      {"sqlite", [] { return sqlite_bench(SqliteOptions{}.behind); }},
      {"sqlite, all written down at once", [] { return sqlite_bench(0); }},
      {"sqlite, some written down", [] { return sqlite_bench(3); }}};
  for (const auto& [kind, open] : kinds) {
    CAPTURE(kind);
    const auto bench = open();
    REQUIRE(bench->store().begin_epoch(0, {}) == 1);
    test(*bench);
  }
}

std::string events_of(Version expected, Version version) {
  std::string lines;
  for (Version next = expected + 1; next <= version; ++next)
    lines += fmt::format(R"({{"event":"number {}"}})", next) + '\n';
  return lines;
}

Digest hash_of(const std::string& case_id, Version version) {
  return chain_over(chain_start({case_id}), events_of(0, version));
}

Entry entry(const std::string& case_id, Version expected, Version version) {
  Entry entry;
  entry.case_id = {case_id};
  entry.expected = expected;
  entry.version = version;
  entry.recorded_at = Instant(std::chrono::seconds(1677488400 + static_cast<std::int64_t>(version)));
  entry.events = events_of(expected, version);
  entry.hash = hash_of(case_id, version);
  return entry;
}

Unit unit(const std::string& command, std::vector<Entry> entries) {
  return {command.empty() ? std::nullopt : std::optional(CommandId{command}), 1, std::move(entries)};
}

std::vector<Outcome> append(Store& store, const std::vector<Unit>& batch) {
  const auto outcomes = store.append(batch);
  if (!outcomes) FAIL("append: " << outcomes.error().message);
  return *outcomes;
}

std::string show(const std::vector<Outcome>& outcomes) {
  return list(outcomes, [](const Outcome& outcome) -> std::string {
    switch (outcome.kind) {
      case Outcome::Kind::applied:
        return "applied";
      case Outcome::Kind::conflict:
        return fmt::format("conflict {}", outcome.actual);
      case Outcome::Kind::repeated:
        return "repeated";
      case Outcome::Kind::stale:
        return "stale";
    }
    return "?";
  });
}

std::string show(const Result<std::vector<KeptEntry>>& entries) {
  if (!entries) return entries.error().message;
  return list(*entries, [](const KeptEntry& kept) {
    return fmt::format("{} {} {}-{} {}", kept.position, kept.entry.case_id.text, kept.entry.expected,
                       kept.entry.version, kept.command ? kept.command->text : "-");
  });
}

std::string show(const Result<std::vector<CaseId>>& cases) {
  if (!cases) return cases.error().message;
  return list(*cases, [](const CaseId& case_id) { return case_id.text; });
}

std::string show(const Result<std::vector<std::string>>& names) {
  if (!names) return names.error().message;
  return list(*names, [](const std::string& name) { return name; });
}

std::string show(const Result<std::vector<DueHint>>& hints) {
  if (!hints) return hints.error().message;
  return list(*hints, [](const DueHint& hint) { return fmt::format("{} {}", hint.key, hint.case_id.text); });
}

std::string show(const Result<std::vector<WaitingEffect>>& effects) {
  if (!effects) return effects.error().message;
  return list(*effects, [](const WaitingEffect& waiting) {
    return fmt::format("{} {}.{} {} {}", waiting.case_id.text, waiting.effect.version, waiting.effect.number,
                       waiting.effect.channel, waiting.effect.body);
  });
}

}  // namespace hotline
