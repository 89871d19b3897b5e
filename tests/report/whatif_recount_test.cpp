// Shanghai's trial month under its rules and under others, compared, and compared again from the events of both.
#include <map>
#include <set>

#include <doctest/doctest.h>
#include <fmt/format.h>

#include "hotline/report/whatif.hpp"
#include "report/slow_verdicts.hpp"
#include "report/told.hpp"

using namespace hotline;
using namespace hotline::test;

namespace {

std::filesystem::path shanghai(const std::string& name) {
  return std::filesystem::path{HOTLINE_SOURCE_DIR} / "examples" / "shanghai" / name;
}

const std::string& month_rules() {
  static const std::string text = text_of_file(shanghai("rules.toml"));
  return text;
}

const ToldLog& as_it_was() {
  static const ToldLog told = told_log(shanghai("trial-month.csv.gz"), sound_rules(month_rules()));
  return told;
}

SlowEnds slow_ends(const ToldLog& told) {
  SlowEnds ends;
  for (std::size_t i = 0; i < told.cases.size(); ++i)
    add_slow_ends(told.cases[i].id.text, told.events[i], told.rules, ends);
  return ends;
}

std::string slow_change(const SlowEnd* before, const SlowEnd* after) {
  if (after == nullptr) return "only before";
  if (before == nullptr) return "only after";
  if (before->breached && !after->breached) return "relieved";
  if (!before->breached && after->breached) return "newly late";
  if (before->end != after->end || before->ended_at != after->ended_at) return "ended otherwise";
  if (before->due == after->due) return "the same";
  if (!after->due) return "due later";
  if (!before->due) return "due earlier";
  return *after->due < *before->due ? "due earlier" : "due later";
}

using Listed = std::set<std::string>;  // a promise that changed, in words

struct SlowAnswer {
  std::map<std::string, std::map<std::string, std::int64_t>> counts;  // target, change
  Listed changed;
};

SlowAnswer slow_answer(const SlowEnds& before, const SlowEnds& after) {
  SlowAnswer answer;
  SlowEnds all = before;
  all.insert(after.begin(), after.end());
  for (const auto& [name, either] : all) {
    const SlowEnd* one = before.contains(name) ? &before.at(name) : nullptr;
    const SlowEnd* other = after.contains(name) ? &after.at(name) : nullptr;
    const std::string change = slow_change(one, other);
    answer.counts[name.target][change] += 1;
    if (change != "the same")
      answer.changed.insert(fmt::format("{} {} {} {} {}", change, name.case_id, name.kind, name.target, name.nth));
  }
  return answer;
}

Listed listed(const WhatIfAnswer& answer) {
  Listed lines;
  for (const PromiseChange& one : answer.changes)
    lines.insert(fmt::format("{} {} {} {} {}", to_text(one.kind), one.id.text, one.ticket_kind, one.target, one.nth));
  return lines;
}

std::map<std::string, std::map<std::string, std::int64_t>> counts_of(const WhatIfAnswer& answer) {
  std::map<std::string, std::map<std::string, std::int64_t>> counts;
  for (const auto& [target, count] : answer.targets)
    for (const auto& [kind, number] : count.changes) counts[target][std::string(to_text(kind))] = number;
  return counts;
}

// What was watched beside a promise is no part of how it ended.
PromiseCount without_watch(PromiseCount count) {
  count.watched = {};
  return count;
}

TEST_CASE("what if agrees with a recount from the events of both replays") {
  struct Row {
    std::string why, what, with;
  };
  const Row rows[] = {
      {"simple matters within 3 days", "limit    = \"5 working days\"", "limit    = \"3 working days\""},
      {"complex matters within 10 days", "limit    = \"15 working days\"", "limit    = \"10 working days\""},
      {"sub-urgent orders by the plain clock", "\"24 hours on working days\"", "\"24 hours\""},
      {"a first contact is promised to nobody", "[\"contact\", \"resolve-simple\"", "[\"resolve-simple\""},
  };
  const SlowEnds before = slow_ends(as_it_was());
  for (const Row& row : rows) {
    CAPTURE(row.why);
    const ToldLog other =
        told_log(shanghai("trial-month.csv.gz"), sound_rules(replaced_in(month_rules(), row.what, row.with)));
    WhatIf question(as_it_was().rules, other.rules);
    for (const Case& matter : as_it_was().cases) question.before(matter);
    for (const Case& matter : other.cases) question.after(matter);
    question.refused(as_it_was().replayed.rejects, other.replayed.rejects);
    const WhatIfAnswer answer = std::move(question).answer(other.replayed.until);
    const SlowAnswer slow = slow_answer(before, slow_ends(other));
    CHECK(slow.changed.size() > 50);
    CHECK(counts_of(answer) == slow.counts);
    CHECK(listed(answer) == slow.changed);
    CHECK(answer.all.before == without_watch(answer.before.promises));
    CHECK(answer.all.after == without_watch(answer.after.promises));
  }
}

}  // namespace
