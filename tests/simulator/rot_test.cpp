// Bits that a disk changes by itself. SQLite promises nothing then; hotline does: a changed bit is found, by the answer
// it would change or by check(), or it changes no answer.
#include <limits>
#include <map>

#include <doctest/doctest.h>
#include <fmt/format.h>

#include "simulator/folder.hpp"
#include "simulator/voyage.hpp"
#include "support/rules_files.hpp"
#include "support/sanitized.hpp"

namespace hotline::test {
namespace {

constexpr std::size_t all = 100'000;

Course course_of(std::uint64_t seed, const Folder& folder) {
  static const InForce desk(desk_rules());
  return {.seed = seed, .in_force = &desk, .file = folder.file(), .steps = 15};
}

struct Answers {  // each by what was asked; an error is no answer
  std::map<std::string, std::string> given;
  std::size_t errors = 0;

  template <class T, class Show>
  void add(const std::string& asked, const Result<T>& result, Show show) {
    if (result)
      given[asked] = show(*result);
    else
      ++errors;
  }
};

std::string show(const std::vector<KeptEntry>& entries) {
  std::string text;
  for (const KeptEntry& kept : entries)
    text += fmt::format("{} {} {} {}-{} {}\n{}", kept.position, kept.command ? kept.command->text : "-",
                        kept.entry.case_id.text, kept.entry.expected, kept.entry.version,
                        kept.entry.recorded_at.time_since_epoch().count(), kept.entry.events);
  return text;
}

// All that an engine or a host ever asks a store, but for claiming.
Answers ask(Store& store, const Model& model) {
  Answers answers;
  answers.add("entries", store.read(0, all), show);
  for (const auto& [id, life] : model.lives()) answers.add("case " + id.text, store.load(id), show);
  for (const auto& [id, version] : model.applied()) answers.add("command " + id.text, store.find(id), show);
  for (const CommandId& id : model.refused()) answers.add("command " + id.text, store.find(id), show);
  answers.add("cases", store.cases({}, all), [](const auto& ids) {
    std::string text;
    for (const CaseId& id : ids) text += id.text + '\n';
    return text;
  });
  answers.add("documents", store.documents(), [](const auto& names) { return fmt::format("{}", names.size()); });
  const auto queues = store.queues();
  answers.add("queues", queues, [](const auto& names) { return fmt::format("{}", names.size()); });
  for (const std::string& queue : queues.value_or(std::vector<std::string>{})) {
    constexpr auto first = std::numeric_limits<std::int64_t>::min();
    answers.add("queue " + queue, store.due(queue, {first, {}}, std::numeric_limits<std::int64_t>::max(), all),
                [](const auto& hints) {
                  std::string text;
                  for (const DueHint& hint : hints) text += fmt::format("{} {}\n", hint.key, hint.case_id.text);
                  return text;
                });
  }
  answers.add("claimed", store.claimed({}, all), [](const auto& effects) {
    std::string text;
    for (const ClaimedEffect& each : effects)
      text += fmt::format("{} {}.{} {} {}\n", each.case_id.text, each.effect.version, each.effect.number,
                          each.effect.channel, each.effect.body);
    return text;
  });
  return answers;
}

struct Found {
  int on_opening = 0, by_answers = 0, by_check = 0, harmless = 0, unnoticed_when_asked = 0;
};

void flip_one(std::uint64_t seed, const Folder& folder, Found& found) {
  Dice dice = seeded(seed);
  Voyage voyage(course_of(1 + seed % 20, folder));
  voyage.sail();
  const Answers wanted = ask(voyage.store(), voyage.model());
  REQUIRE(wanted.errors == 0);
  voyage.close();
  const std::string file = folder.file().string();
  const std::string& bytes = voyage.disk().find(file)->bytes;
  std::size_t place = 0;
  do place = static_cast<std::size_t>(dice.pick(0, static_cast<int>(bytes.size()) - 1));
  while (bytes[place] == 0);  // most of a file is empty
  const std::size_t bit = 8 * place + static_cast<std::size_t>(dice.pick(0, 7));
  CAPTURE(seed);
  CAPTURE(place);
  voyage.disk().flip(file, bit);

  const auto opened = voyage.try_open();
  if (!opened) {
    CHECK_FALSE(opened.error().message.empty());
    ++found.on_opening;
    return;
  }
  const Answers given = ask(voyage.store(), voyage.model());
  std::string wrong;
  for (const auto& [asked, answer] : given.given)
    if (const auto right = wanted.given.find(asked); right == wanted.given.end() || right->second != answer)
      wrong += asked + ", ";
  const auto faults = voyage.store().check();
  const bool is_found = !faults || !faults->empty();
  if (given.errors > 0)
    ++found.by_answers;
  else
    ++(is_found ? found.by_check : found.harmless);
  CAPTURE(wrong);
  CHECK((wrong.empty() || is_found));
  if (!wrong.empty()) ++found.unnoticed_when_asked;
}

}  // namespace

TEST_CASE("a changed bit of the file is found or changes no answer") {
  const Folder folder;
  Found found;
  for (std::uint64_t seed = 1; seed <= (sanitized ? 10 : 400); ++seed) flip_one(seed, folder, found);
  MESSAGE(fmt::format("found on opening {}, by an answer {}, by check {}; harmless {}; of them {} with a wrong answer",
                      found.on_opening, found.by_answers, found.by_check, found.harmless, found.unnoticed_when_asked));
  CHECK(found.by_answers > 0);
}

// The log has checksums of SQLite's own: from the changed bit on it counts as never written.
TEST_CASE("a changed bit of the log leaves a beginning of what was told and nothing else") {
  const Folder folder;
  for (std::uint64_t seed = 1; seed <= (sanitized ? 5 : 100); ++seed) {
    CAPTURE(seed);
    Dice dice = seeded(seed);
    Voyage voyage(course_of(1 + seed % 20, folder));
    voyage.sail();
    voyage.engine()
        .submit(Command{.id = {"one more"}, .case_id = {"new"}, .verb = "open", .by = "agent", .kind = "order"},
                Instant{})
        .value();
    const auto before = voyage.store().read(0, all).value();
    const std::string log = folder.file().string() + "-wal";
    voyage.die();
    const auto bits = 8 * voyage.disk().find(log)->bytes.size();
    REQUIRE(bits > 0);
    voyage.disk().flip(log, static_cast<std::size_t>(dice.pick(0, static_cast<int>(bits) - 1)));
    if (!voyage.try_open()) continue;
    const auto after = voyage.store().read(0, all);
    if (!after) continue;
    REQUIRE(after->size() <= before.size());
    CHECK(show(*after) == show({before.begin(), before.begin() + static_cast<std::ptrdiff_t>(after->size())}));
  }
}

}  // namespace hotline::test
