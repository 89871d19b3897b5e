// Is every condition of Shanghai's rules held by something? Each is broken alone; then a proof must refuse the rules,
// or a scenario must come out otherwise. What neither notices is named, and fails.
//
//   hotline_core_mutation_check [PART OF A NAME]    only those mutants
#include <algorithm>
#include <exception>
#include <functional>
#include <string>
#include <vector>

#include <fmt/format.h>

#include "base/names.hpp"
#include "hotline/rules/prove.hpp"
#include "support/rules_files.hpp"
#include "support/sanitized.hpp"
#include "support/scenario.hpp"

namespace hotline::test {
namespace {

struct Mutant {
  std::string name;
  Rules rules;
};

class Mutants {
 public:
  explicit Mutants(const Rules& rules) : rules_(rules) {}

  std::vector<Mutant> all() {
    for (std::size_t i = 0; i < rules_.workflows.size(); ++i) in_workflow(i);
    for (std::size_t i = 0; i < rules_.targets.size(); ++i) in_target(i);
    for (std::size_t i = 0; i < rules_.ladders.size(); ++i) in_ladder(i);
    for (std::size_t i = 0; i < rules_.policies.size(); ++i) in_policy(i);
    for (std::size_t i = 0; i < rules_.attributes.size(); ++i) in_attribute(i);
    return std::move(mutants_);
  }

 private:
  void add(std::string name, const std::function<void(Rules&)>& change) {
    Rules rules = rules_;
    change(rules);
    mutants_.push_back({std::move(name), std::move(rules)});
  }

  void in_workflow(std::size_t w) {
    const Workflow& workflow = rules_.workflows[w];
    for (std::size_t t = 0; t < workflow.transitions.size(); ++t) {
      const Transition& transition = workflow.transitions[t];
      const std::string name = fmt::format("{}: {} from {}", workflow.kind, transition.on, transition.from.front());
      const auto change = [&, w, t](const std::string& what, auto&& apply) {
        add(name + ": " + what, [&](Rules& rules) { apply(rules.workflows[w].transitions[t]); });
      };
      add(name + ": gone", [&](Rules& rules) {
        auto& all = rules.workflows[w].transitions;
        all.erase(all.begin() + static_cast<std::ptrdiff_t>(t));
      });
      for (std::size_t f = 1; f < transition.from.size(); ++f)
        change("not from " + transition.from[f],
               [&](Transition& one) { one.from.erase(one.from.begin() + static_cast<std::ptrdiff_t>(f)); });
      for (const auto& [attribute, values] : transition.when.values)
        change("whatever " + attribute, [&](Transition& one) { one.when.values.erase(attribute); });
      if (!transition.by.empty()) change("by anybody", [](Transition& one) { one.by.clear(); });
      if (transition.opens) change("opens nothing", [](Transition& one) { one.opens.reset(); });
      if (transition.raise) change("raises nothing", [](Transition& one) { one.raise.reset(); });
      if (!transition.tell.empty()) change("tells nobody", [](Transition& one) { one.tell.clear(); });
    }
  }

  void in_trigger(std::size_t t, const std::string& name, Trigger Target::*member) {
    const Trigger& trigger = rules_.targets[t].*member;
    const auto without = [&](const std::string& what, auto&& apply) {
      add(fmt::format("{}: {} without {}", rules_.targets[t].name, name, what),
          [&](Rules& rules) { apply(rules.targets[t].*member); });
    };
    for (const std::string& verb : trigger.on) without(verb, [&](Trigger& one) { std::erase(one.on, verb); });
    for (const std::string& state : trigger.in) without(state, [&](Trigger& one) { std::erase(one.in, state); });
    for (const auto& [attribute, values] : trigger.when.values)
      without(attribute, [&](Trigger& one) { one.when.values.erase(attribute); });
  }

  void in_target(std::size_t t) {
    const Target& target = rules_.targets[t];
    const auto change = [&](const std::string& what, auto&& apply) {
      add(target.name + ": " + what, [&](Rules& rules) { apply(rules.targets[t]); });
    };
    in_trigger(t, "starts", &Target::starts);
    in_trigger(t, "meets", &Target::meets);
    in_trigger(t, "pauses", &Target::pauses);
    in_trigger(t, "resumes", &Target::resumes);
    in_trigger(t, "cancels", &Target::cancels);
    in_trigger(t, "resets", &Target::resets);
    in_trigger(t, "continues", &Target::continues);
    if (target.limit.counting != Counting::given) change("a longer limit", [](Target& one) { one.limit.amount += 1; });
    if (target.limit.start != Start::at_once)
      change("starts at once", [](Target& one) { one.limit.start = Start::at_once; });
    if (!target.ladder.empty()) change("without ladder", [](Target& one) { one.ladder.clear(); });
    if (target.within) change("without cap", [](Target& one) { one.within.reset(); });
    if (target.within && target.within->margin.amount > 0)
      change("without margin", [](Target& one) { one.within->margin.amount = 0; });
    if (target.pause_at_most) change("pauses for ever", [](Target& one) { one.pause_at_most.reset(); });
    for (std::size_t e = 0; e < target.extends.size(); ++e) {
      change("a longer extension", [&](Target& one) { one.extends[e].by.amount += 1; });
      if (!target.extends[e].asked.empty())
        change("asked for at any time", [&](Target& one) { one.extends[e].asked.clear(); });
    }
    if (target.on_change != OnChange::re_derive)
      change("re-derived on change", [](Target& one) { one.on_change = OnChange::re_derive; });
  }

  void in_ladder(std::size_t l) {
    const Ladder& ladder = rules_.ladders[l];
    for (std::size_t r = 0; r < ladder.rungs.size(); ++r) {
      const Rung& rung = ladder.rungs[r];
      const auto change = [&](const std::string& what, auto&& apply) {
        add(fmt::format("{} at {}: {}", ladder.name, rung.text, what),
            [&](Rules& rules) { apply(rules.ladders[l].rungs[r]); });
      };
      add(fmt::format("{} at {}: gone", ladder.name, rung.text), [&](Rules& rules) {
        auto& all = rules.ladders[l].rungs;
        all.erase(all.begin() + static_cast<std::ptrdiff_t>(r));
      });
      if (rung.raise) change("raises nothing", [](Rung& one) { one.raise.reset(); });
      for (const std::string& role : rung.tell)
        change("without " + role, [&](Rung& one) { std::erase(one.tell, role); });
      if (rung.tell_in) change("tells at once", [](Rung& one) { one.tell_in.reset(); });
      if (rung.does) change("does nothing", [](Rung& one) { one.does.reset(); });
      if (rung.at == Rung::At::share) change("later", [](Rung& one) { one.percent += 10; });
    }
  }

  void in_policy(std::size_t p) {
    const Policy& policy = rules_.policies[p];
    for (const std::string& target : policy.targets)
      add(fmt::format("policy {}: without {}", policy.name, target),
          [&](Rules& rules) { std::erase(rules.policies[p].targets, target); });
  }

  // Where nothing asks for the last value, a count that goes further is the same rules.
  bool is_named(const Attribute& attribute) const {
    const auto names_it = [&](const Match& match) {
      const auto found = match.values.find(attribute.name);
      return found != match.values.end() && has(found->second, attribute.values.back());
    };
    for (const Workflow& workflow : rules_.workflows)
      for (const Transition& transition : workflow.transitions)
        if (names_it(transition.when)) return true;
    return std::any_of(rules_.policies.begin(), rules_.policies.end(),
                       [&](const Policy& policy) { return names_it(policy.when); });
  }

  void in_attribute(std::size_t a) {
    if (!rules_.attributes[a].counts || !is_named(rules_.attributes[a])) return;
    add(fmt::format("{}: counts one more", rules_.attributes[a].name), [&](Rules& rules) {
      Attribute& attribute = rules.attributes[a];
      attribute.counts->cap += 1;
      attribute.values.push_back(std::to_string(attribute.counts->cap));
    });
  }

  const Rules& rules_;
  std::vector<Mutant> mutants_;
};

std::vector<std::filesystem::path> shanghai_scenarios() {
  std::vector<std::filesystem::path> files = scenarios();
  std::erase_if(files, [](const auto& file) { return file.parent_path().filename() != "shanghai"; });
  return files;
}

bool is_noticed(const Rules& rules, const std::vector<std::filesystem::path>& files) {
  if (!prove(rules).empty()) return true;
  try {
    return std::any_of(files.begin(), files.end(),
                       [&](const auto& file) { return !play_scenario(file, rules).empty(); });
  } catch (const std::exception&) {
    return true;  // a step that cannot even be taken
  }
}

int run(const std::string& part) {
  const Rules rules = rules_in(HOTLINE_SOURCE_DIR "/examples/shanghai/rules.toml");
  const auto files = shanghai_scenarios();
  const std::size_t step = sanitized ? 20 : 1;
  std::size_t number = 0;
  std::size_t tried = 0;
  std::size_t unnoticed = 0;
  for (const Mutant& mutant : Mutants(rules).all()) {
    if (mutant.name.find(part) == std::string::npos || number++ % step != 0) continue;
    ++tried;
    if (is_noticed(mutant.rules, files)) continue;
    ++unnoticed;
    fmt::print("nothing notices: {}\n", mutant.name);
  }
  fmt::print("{} conditions broken one by one, {} noticed by a proof or one of {} scenarios\n", tried,
             tried - unnoticed, files.size());
  return unnoticed == 0 ? 0 : 1;
}

}  // namespace
}  // namespace hotline::test

int main(int argc, char** argv) { return hotline::test::run(argc > 1 ? argv[1] : ""); }
