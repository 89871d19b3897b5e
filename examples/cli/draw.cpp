// hotline draw RULES: what do the workflows look like, and which way did a case go through them?
#include <algorithm>

#include <fmt/format.h>

#include "commands.hpp"
#include "graphviz.hpp"
#include "hotline/rules/picture.hpp"
#include "json.hpp"
#include "kept.hpp"
#include "rules_file.hpp"

namespace hotline {
namespace {

struct Sheet {
  const Workflow* workflow;
  std::optional<TicketNumber> ticket;
  std::vector<PathStep> path;
};

Result<std::vector<Sheet>> sheets_of_rules(const Rules& rules, const std::optional<std::string>& kind) {
  std::vector<std::string> kinds;
  std::vector<Sheet> sheets;
  for (const Workflow& workflow : rules.workflows) {
    kinds.push_back(workflow.kind);
    if (!kind || *kind == workflow.kind) sheets.push_back({&workflow, std::nullopt, {}});
  }
  if (kind && sheets.empty()) return unknown("workflow", *kind, kinds);
  if (sheets.empty()) return fail(Fault::not_found, "the rules have no workflow to draw");
  return sheets;
}

Result<std::vector<Sheet>> sheets_of_case(const Case& matter, const Rules& rules,
                                          const std::optional<std::string>& kind) {
  std::vector<Sheet> sheets;
  std::vector<std::string> kinds;
  for (const Ticket& ticket : matter.tickets) {
    if (std::find(kinds.begin(), kinds.end(), ticket.kind) == kinds.end()) kinds.push_back(ticket.kind);
    const Workflow* workflow = rules.workflow(ticket.kind);
    if (workflow == nullptr || (kind && *kind != ticket.kind)) continue;
    Sheet& sheet = sheets.emplace_back(Sheet{workflow, ticket.number, {}});
    for (const Move& move : ticket.moves) sheet.path.push_back({move.verb, move.to});
  }
  if (sheets.empty() && kind) return unknown(fmt::format("ticket in case '{}' of kind", matter.id.text), *kind, kinds);
  if (sheets.empty())
    return fail(Fault::not_found, fmt::format("the rules know no kind of ticket in case '{}'", matter.id.text));
  return sheets;
}

Result<std::vector<Sheet>> sheets_of(const DrawArgs& args, const Rules& rules) {
  if (!args.db && !args.case_id) return sheets_of_rules(rules, args.workflow);
  if (!args.db) return fail(Fault::bad_input, "--case needs --db FILE: the ticket file that holds the case");
  if (!args.case_id) return fail(Fault::bad_input, "--db needs --case ID: the case whose way is to be drawn");
  const auto store = open_kept(*args.db);
  if (!store) return tl::make_unexpected(store.error());
  const auto kept = kept_case(**store, CaseId{*args.case_id});
  if (!kept) return tl::make_unexpected(kept.error());
  if (!kept->matter.exists())
    return fail(Fault::not_found, fmt::format("{} has no case '{}'", *args.db, *args.case_id));
  return sheets_of_case(kept->matter, rules, args.workflow);
}

Result<std::string> drawn(const Sheet& sheet, const Rules& rules, const std::string& format) {
  if (format == "mermaid") return to_mermaid(*sheet.workflow, rules, sheet.path);
  const std::string dot = to_dot(*sheet.workflow, rules, sheet.path);
  return format == "svg" ? svg_of(dot) : dot;
}

Result<void> check_format(const std::string& format) {
  for (const std::string_view known : {"dot", "mermaid", "svg"})
    if (format == known) return {};
  return fail(Fault::bad_input, fmt::format("--format: '{}' is unknown: write dot, mermaid or svg", format));
}

// Several pictures one after another are no picture.
Result<void> check_single(const std::vector<Sheet>& sheets, const DrawArgs& args) {
  if (args.format != "svg" || args.json || sheets.size() == 1) return {};
  std::vector<std::string> kinds;
  for (const Sheet& sheet : sheets)
    if (std::find(kinds.begin(), kinds.end(), sheet.workflow->kind) == kinds.end())
      kinds.push_back(sheet.workflow->kind);
  if (kinds.size() == 1)
    return fail(Fault::bad_input, fmt::format("svg is one picture, and there are {} tickets of kind '{}': take --json",
                                              sheets.size(), kinds.front()));
  return fail(Fault::bad_input,
              fmt::format("svg is one picture: name one with --workflow, of {}", fmt::join(kinds, ", ")));
}

Json json_of(const Sheet& sheet, const std::string& format, const std::string& drawing) {
  std::vector<std::pair<std::string_view, Json>> members = {{"workflow", sheet.workflow->kind}};
  if (sheet.ticket) members.emplace_back("ticket", *sheet.ticket);
  members.emplace_back("format", format);
  members.emplace_back("drawing", drawing);
  return Json::object(members);
}

}  // namespace

int run_draw(const DrawArgs& args, World& world) {
  if (const auto known = check_format(args.format); !known) return world.fail(known.error());
  const auto rules = load_rules(args.rules, world);
  if (!rules) return no_answer;
  const auto sheets = sheets_of(args, *rules);
  if (!sheets) return world.fail(sheets.error());
  if (const auto single = check_single(*sheets, args); !single) return world.fail(single.error());
  std::vector<Json> drawings;
  std::string text;
  for (const Sheet& sheet : *sheets) {
    const auto drawing = drawn(sheet, *rules, args.format);
    if (!drawing) return world.fail(drawing.error());
    drawings.push_back(json_of(sheet, args.format, *drawing));
    text += *drawing;
  }
  world.out << (args.json ? Json::list(drawings).line() : text);
  return answered;
}

}  // namespace hotline
