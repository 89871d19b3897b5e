// hotline draw RULES: what do the workflows look like?
#include "hotline/workflow/draw.hpp"

#include <fmt/format.h>

#include "commands.hpp"
#include "json.hpp"
#include "rules_file.hpp"

namespace hotline {
namespace {

Result<std::vector<const Workflow*>> wanted(const Rules& rules, const std::optional<std::string>& kind) {
  std::vector<std::string> kinds;
  std::vector<const Workflow*> drawn;
  for (const Workflow& workflow : rules.workflows) {
    kinds.push_back(workflow.kind);
    if (!kind || *kind == workflow.kind) drawn.push_back(&workflow);
  }
  if (kind && drawn.empty()) return unknown("workflow", *kind, kinds);
  if (drawn.empty()) return fail(Fault::not_found, "the rules have no workflow to draw");
  return drawn;
}

Result<std::string (*)(const Workflow&)> pen_for(const std::string& format) {
  if (format == "dot") return to_dot;
  if (format == "mermaid") return to_mermaid;
  if (format == "svg") return fail(Fault::bad_input, "Graphviz draws svg: pipe --format dot through dot -Tsvg");
  return fail(Fault::bad_input, fmt::format("--format: '{}' is unknown: write dot or mermaid", format));
}

}  // namespace

int run_draw(const DrawArgs& args, World& world) {
  const auto draw = pen_for(args.format);
  if (!draw) return world.fail(draw.error());
  const auto rules = load_rules(args.rules, world);
  if (!rules) return no_answer;
  const auto workflows = wanted(*rules, args.workflow);
  if (!workflows) return world.fail(workflows.error());
  std::vector<Json> drawings;
  for (const Workflow* workflow : *workflows) {
    const std::string drawing = (*draw)(*workflow);
    if (args.json)
      drawings.push_back(Json::object({{"workflow", workflow->kind}, {"format", args.format}, {"drawing", drawing}}));
    else
      world.out << drawing;
  }
  if (args.json) world.out << Json::list(drawings).line();
  return answered;
}

}  // namespace hotline
