#include "hotline/rules/picture.hpp"

#include <algorithm>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "rules/clock_marks.hpp"
#include "rules/happening.hpp"
#include "workflow/drawing.hpp"

namespace hotline {
namespace {

class Painter {
 public:
  Painter(const Workflow& workflow, const Rules& rules)
      : workflow_{workflow},
        rules_{rules},
        states_{workflow.states()},
        marks_{rules, workflow.kind},
        drawing_{drawing_of(workflow)} {
    drawing_.title = rules.called(workflow.kind);
    for (std::size_t i = 0; i < states_.size(); ++i) drawing_.boxes[i].text = rules.called(states_[i]);
    drawing_.opening = in_lines(rules.called(open_verb), marks_.on(open_verb, "", workflow.initial, {}));
    draw_arrows();
    drawing_.legend = marks_.legend();
  }

  void go(const std::vector<PathStep>& path) {
    std::string at;
    for (const PathStep& step : path) {
      if (const std::size_t box = box_of(states_, step.to); box < states_.size()) drawing_.boxes[box].was = true;
      if (!at.empty()) take(at, step);
      at = step.to;
    }
    if (const std::size_t box = box_of(states_, at); box < states_.size()) drawing_.boxes[box].is = true;
  }

  const Drawing& drawing() const { return drawing_; }

 private:
  static std::string in_lines(const std::string& first, const std::string& second) {
    return first.empty() || second.empty() ? first + second : fmt::format("{}\n{}", first, second);
  }

  // "dispatch 派单 (dispatcher 派单员) [urgency=urgent]"
  std::string text_of(const Transition& transition) const {
    std::string text = rules_.called(transition.on);
    std::vector<std::string> roles;
    for (const std::string& role : transition.by) roles.push_back(rules_.called(role));
    if (!roles.empty()) text += fmt::format(" ({})", fmt::join(roles, ", "));
    if (!transition.when.values.empty()) text += fmt::format(" [{}]", guard_text(transition.when));
    return text;
  }

  // "opens leg; raises red; tells handler"
  std::string effects_of(const Transition& transition) const {
    std::vector<std::string> effects;
    for (const auto& [name, value] : transition.set) effects.push_back(fmt::format("sets {}={}", name, value));
    if (transition.opens) effects.push_back(fmt::format("opens {}", rules_.called(transition.opens->kind)));
    if (transition.raise) effects.push_back(fmt::format("raises {}", rules_.called(*transition.raise)));
    if (!transition.tell.empty()) effects.push_back(fmt::format("tells {}", fmt::join(transition.tell, ", ")));
    return fmt::format("{}", fmt::join(effects, "; "));
  }

  // In the order of drawing_of: raises, then transitions.
  void draw_arrows() {
    for (Drawing::Arrow& arrow : drawing_.arrows)
      if (arrow.dashed) verbs_.emplace_back(raise_verb);
    for (const Transition& transition : workflow_.transitions)
      for (const std::string& from : transition.from) {
        Drawing::Arrow& arrow = drawing_.arrows[verbs_.size()];
        arrow.text = text_of(transition);
        arrow.marks = in_lines(effects_of(transition), marks_.on(transition.on, from, transition.to_from(from),
                                                                 values_then(rules_, transition)));
        verbs_.push_back(transition.on);
      }
  }

  // The first arrow that fits is the one that was gone; a step the workflow does not have is drawn beside it.
  void take(const std::string& from, const PathStep& step) {
    const std::size_t start = box_of(states_, from);
    const std::size_t end = box_of(states_, step.to);
    if (start == states_.size() || end == states_.size()) return;
    for (std::size_t i = 0; i < drawing_.arrows.size(); ++i) {
      Drawing::Arrow& arrow = drawing_.arrows[i];
      if (arrow.from != start || arrow.to != end || verbs_[i] != step.verb) continue;
      ++arrow.times;
      return;
    }
    drawing_.arrows.push_back({start, end, rules_.called(step.verb), "", true, 1});
    verbs_.push_back(step.verb);
  }

  const Workflow& workflow_;
  const Rules& rules_;
  std::vector<std::string> states_;
  ClockMarks marks_;
  Drawing drawing_;
  std::vector<std::string> verbs_;  // of each arrow
};

Drawing painted(const Workflow& workflow, const Rules& rules, const std::vector<PathStep>& path) {
  Painter painter{workflow, rules};
  painter.go(path);
  return painter.drawing();
}

}  // namespace

std::string to_dot(const Workflow& workflow, const Rules& rules, const std::vector<PathStep>& path) {
  return in_dot(painted(workflow, rules, path));
}

std::string to_mermaid(const Workflow& workflow, const Rules& rules, const std::vector<PathStep>& path) {
  return in_mermaid(painted(workflow, rules, path));
}

}  // namespace hotline
