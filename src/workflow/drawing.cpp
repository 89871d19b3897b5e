#include "workflow/drawing.hpp"

#include <algorithm>

#include <fmt/format.h>
#include <fmt/ranges.h>

namespace hotline {
namespace {

// Of a way that a ticket went.
constexpr std::string_view way_color = "#b03a2e";
constexpr std::string_view here_color = "#fadbd8";

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

// "dispatch (dispatcher) [urgency=urgent]"
std::string arrow_text(const Transition& transition) {
  std::string text = transition.on;
  if (!transition.by.empty()) text += fmt::format(" ({})", fmt::join(transition.by, ", "));
  if (!transition.when.values.empty()) text += fmt::format(" [{}]", guard_text(transition.when));
  return text;
}

// With "×2" behind it where it was gone twice.
std::string arrow_label(const Drawing::Arrow& arrow, std::string_view between) {
  std::string label = arrow.text;
  if (arrow.times > 1) label += fmt::format(" ×{}", arrow.times);
  if (!arrow.marks.empty()) label += fmt::format("{}{}", between, arrow.marks);
  return label;
}

std::string box_in_dot(const Drawing::Box& box) {
  std::string options = fmt::format("label=\"{}\"", for_dot(box.text));
  if (box.is_end) options += ", peripheries=2";
  if (box.was) options += fmt::format(", color=\"{}\", penwidth=2", way_color);
  if (box.is) options += fmt::format(", style=\"rounded,filled\", fillcolor=\"{}\"", here_color);
  return options;
}

std::string arrow_in_dot(const Drawing::Arrow& arrow) {
  std::string options = fmt::format("label=\"{}\"", for_dot(arrow_label(arrow, "\n")));
  if (arrow.dashed) options += ", style=dashed";
  if (arrow.times > 0) options += fmt::format(", color=\"{0}\", fontcolor=\"{0}\", penwidth=2", way_color);
  return fmt::format("  s{} -> s{} [{}];\n", arrow.from, arrow.to, options);
}

std::string classes_in_mermaid(const Drawing& drawing) {
  std::vector<std::string> was, is;
  for (std::size_t i = 0; i < drawing.boxes.size(); ++i) {
    if (drawing.boxes[i].was) was.push_back(fmt::format("s{}", i));
    if (drawing.boxes[i].is) is.push_back(fmt::format("s{}", i));
  }
  if (was.empty()) return "";
  return fmt::format(
      "  classDef way stroke:{},stroke-width:3px\n  classDef here fill:{}\n  class {} way\n  class {} here\n",
      way_color, here_color, fmt::join(was, ","), fmt::join(is, ","));
}

}  // namespace

std::string guard_text(const Match& guard) {
  std::string text;
  for (const auto& [name, values] : guard.values)
    text += fmt::format("{}{}={}", text.empty() ? "" : ", ", name, fmt::join(values, "|"));
  return text;
}

std::size_t box_of(const std::vector<std::string>& states, std::string_view state) {
  return static_cast<std::size_t>(std::find(states.begin(), states.end(), state) - states.begin());
}

Drawing drawing_of(const Workflow& workflow) {
  const std::vector<std::string> states = workflow.states();
  Drawing drawing{.title = workflow.kind,
                  .boxes = {},
                  .ends = {},
                  .first = box_of(states, workflow.initial),
                  .opening = std::string{open_verb},
                  .arrows = {},
                  .legend = {}};
  for (const std::string& state : states) drawing.boxes.push_back({state, workflow.is_final(state)});
  for (const std::string& end : workflow.finals) drawing.ends.push_back(box_of(states, end));
  for (std::size_t i = 1; i < workflow.levels.size(); ++i)
    drawing.arrows.push_back({box_of(states, workflow.levels[i - 1]), box_of(states, workflow.levels[i]),
                              std::string{raise_verb}, "", true});
  for (const Transition& transition : workflow.transitions)
    for (const std::string& from : transition.from)
      drawing.arrows.push_back(
          {box_of(states, from), box_of(states, transition.to_from(from)), arrow_text(transition), ""});
  return drawing;
}

std::string in_dot(const Drawing& drawing) {
  std::string dot =
      fmt::format("digraph \"{}\" {{\n  rankdir=LR;\n  node [shape=box, style=rounded];\n", for_dot(drawing.title));
  if (!drawing.legend.empty()) dot += fmt::format("  label=\"{}\";\n", for_dot(drawing.legend));
  dot += "  start [shape=point];\n";
  for (std::size_t i = 0; i < drawing.boxes.size(); ++i)
    dot += fmt::format("  s{} [{}];\n", i, box_in_dot(drawing.boxes[i]));
  dot += fmt::format("  start -> s{} [label=\"{}\"];\n", drawing.first, for_dot(drawing.opening));
  for (const Drawing::Arrow& arrow : drawing.arrows) dot += arrow_in_dot(arrow);
  return dot + "}\n";
}

std::string in_mermaid(const Drawing& drawing) {
  std::string mermaid = "stateDiagram-v2\n";
  if (!drawing.legend.empty()) mermaid += fmt::format("  %% {}\n", drawing.legend);
  mermaid += "  direction LR\n";
  for (std::size_t i = 0; i < drawing.boxes.size(); ++i)
    mermaid += fmt::format("  state \"{}\" as s{}\n", for_mermaid(drawing.boxes[i].text), i);
  mermaid += fmt::format("  [*] --> s{} : {}\n", drawing.first, for_mermaid(drawing.opening));
  for (const Drawing::Arrow& arrow : drawing.arrows)
    mermaid += fmt::format("  s{} --> s{} : {}{}\n", arrow.from, arrow.to, arrow.times > 0 ? "✓ " : "",
                           for_mermaid(arrow_label(arrow, " ")));
  for (const std::size_t end : drawing.ends) mermaid += fmt::format("  s{} --> [*]\n", end);
  return mermaid + classes_in_mermaid(drawing);
}

}  // namespace hotline
