#include "hotline/workflow/draw.hpp"

#include <algorithm>

#include <fmt/format.h>

namespace hotline {
namespace {

std::string replaced(std::string_view text, std::string_view (*replacement)(char)) {
  std::string result;
  for (const char c : text) {
    const std::string_view instead = replacement(c);
    if (instead.empty())
      result += c;
    else
      result += instead;
  }
  return result;
}

std::string for_dot(std::string_view text) {
  return replaced(text, [](char c) -> std::string_view {
    return c == '"' ? R"(\")" : c == '\\' ? R"(\\)" : c == '\n' ? R"(\n)" : "";
  });
}

// Mermaid reads these as its own grammar, also inside a label.
std::string for_mermaid(std::string_view text) {
  return replaced(text, [](char c) -> std::string_view {
    switch (c) {
      case '"':
        return "#quot;";
      case '#':
        return "#35;";
      case ';':
        return "#59;";
      case ':':
        return "#58;";
      case '<':
        return "#lt;";
      case '>':
        return "#gt;";
      case '{':
        return "#123;";
      case '}':
        return "#125;";
      case '\\':
        return "#92;";
      case '\n':
        return " ";
      default:
        return "";
    }
  });
}

std::string guard_text(const Match& guard) {
  std::string text;
  for (const auto& [name, values] : guard.values)
    text += fmt::format("{}{}={}", text.empty() ? "" : ", ", name, fmt::join(values, "|"));
  return text;
}

// "dispatch (dispatcher) [urgency=urgent]"
std::string edge_text(const Transition& transition) {
  std::string text = transition.on;
  if (!transition.by.empty()) text += fmt::format(" ({})", fmt::join(transition.by, ", "));
  if (!transition.when.values.empty()) text += fmt::format(" [{}]", guard_text(transition.when));
  return text;
}

std::size_t number_of(const std::vector<std::string>& states, std::string_view state) {
  return static_cast<std::size_t>(std::find(states.begin(), states.end(), state) - states.begin());
}

}  // namespace

std::string to_dot(const Workflow& workflow) {
  const std::vector<std::string> states = workflow.states();
  std::string dot =
      fmt::format("digraph \"{}\" {{\n  rankdir=LR;\n  node [shape=box, style=rounded];\n", for_dot(workflow.kind));
  dot += "  start [shape=point];\n";
  for (std::size_t i = 0; i < states.size(); ++i)
    dot += fmt::format("  s{} [label=\"{}\"{}];\n", i, for_dot(states[i]),
                       workflow.is_final(states[i]) ? ", peripheries=2" : "");
  dot += fmt::format("  start -> s{} [label=\"{}\"];\n", number_of(states, workflow.initial), open_verb);
  for (std::size_t i = 1; i < workflow.levels.size(); ++i)
    dot += fmt::format("  s{} -> s{} [label=\"raise\", style=dashed];\n", number_of(states, workflow.levels[i - 1]),
                       number_of(states, workflow.levels[i]));
  for (const Transition& transition : workflow.transitions)
    for (const std::string& from : transition.from)
      dot += fmt::format("  s{} -> s{} [label=\"{}\"];\n", number_of(states, from),
                         number_of(states, transition.to_from(from)), for_dot(edge_text(transition)));
  return dot + "}\n";
}

std::string to_mermaid(const Workflow& workflow) {
  const std::vector<std::string> states = workflow.states();
  std::string mermaid = "stateDiagram-v2\n  direction LR\n";
  for (std::size_t i = 0; i < states.size(); ++i)
    mermaid += fmt::format("  state \"{}\" as s{}\n", for_mermaid(states[i]), i);
  mermaid += fmt::format("  [*] --> s{} : {}\n", number_of(states, workflow.initial), open_verb);
  for (std::size_t i = 1; i < workflow.levels.size(); ++i)
    mermaid += fmt::format("  s{} --> s{} : raise\n", number_of(states, workflow.levels[i - 1]),
                           number_of(states, workflow.levels[i]));
  for (const Transition& transition : workflow.transitions)
    for (const std::string& from : transition.from)
      mermaid += fmt::format("  s{} --> s{} : {}\n", number_of(states, from),
                             number_of(states, transition.to_from(from)), for_mermaid(edge_text(transition)));
  for (const std::string& final_state : workflow.finals)
    mermaid += fmt::format("  s{} --> [*]\n", number_of(states, final_state));
  return mermaid;
}

}  // namespace hotline
