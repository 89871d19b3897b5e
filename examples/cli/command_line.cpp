#include "command_line.hpp"

#include <algorithm>
#include <memory>

#include <CLI/CLI.hpp>
#include <fmt/format.h>

#include "commands.hpp"
#include "hotline/base/nearest.hpp"
#include "hotline/rules/rules.hpp"

namespace hotline {
namespace {

constexpr std::string_view version = "0.1.0";

constexpr const char* session = R"(An example session:
  $ hotline check examples/shanghai/rules.toml
  $ hotline due examples/shanghai/rules.toml --calendar office --from "2023-03-03 16:30" --limit "1 working day"
  2023-03-06T17:30:00+08:00
  $ hotline replay examples/shanghai/rules.toml examples/shanghai/trial-month.csv.gz

Exit code: 0 answered; 1 a fault or damage found, or an unusable line under --strict; 2 no answer.
`hotline COMMAND --help` shows what a command takes.)";

CLI::Validator one_of(std::vector<std::string> known, const std::vector<std::string>& to_come = {}) {
  return CLI::Validator(
      [=](const std::string& text) -> std::string {
        if (std::find(known.begin(), known.end(), text) != known.end()) return "";
        const bool coming = std::find(to_come.begin(), to_come.end(), text) != to_come.end();
        return fmt::format("'{}' is {}: write {}", text, coming ? "not built yet" : "unknown",
                           fmt::join(known, " or "));
      },
      "");
}

void take_rules(CLI::App& app, std::string& rules) {
  app.add_option("RULES", rules, "the rules file, TOML")->required()->type_name("");
}

void take_json(CLI::App& app, bool& json) { app.add_flag("--json", json, "answer in JSON"); }

void take_calendar(CLI::App& app, CalendarQuestion& args) {
  take_rules(app, args.rules);
  app.add_option("--calendar", args.calendar, "which calendar; may be left out where there is one")->type_name("NAME");
  app.add_option("--as-of", args.as_of, "built-in holidays as they were known on that date")->type_name("DATE");
  take_json(app, args.json);
}

void take_report(CLI::App& app, ReportWanted& wanted, bool with_out = true) {
  app.add_option("--by", wanted.by, "break the promises down by this attribute or label; may be repeated")
      ->type_name("NAME")
      ->allow_extra_args(false);
  app.add_option("--from", wanted.from, "count from this instant on")->type_name("T");
  app.add_option("--to", wanted.to, "count up to this instant, which no longer counts")->type_name("T");
  app.add_option("--basis", wanted.basis, "what puts a promise into that time: intake, dispatch, due or close")
      ->type_name("BASIS")
      ->check(one_of({"intake", "dispatch", "due", "close"}, {}));
  app.add_flag("--tickets", wanted.tickets, "name the tickets that each measure counts");
  app.add_option("--report,--format", wanted.form, "text, json, csv or html")
      ->type_name("FORM")
      ->check(one_of({"text", "json", "csv", "html"}));
  app.add_flag_callback(
      "--json", [&wanted] { wanted.form = "json"; }, "the same as --report json");
  app.add_flag("--over-time", wanted.over_time, "also rates over time, the backlog, the week's intake, the time used");
  app.add_option("--table", wanted.table, "only this table of the report")->type_name("NAME");
  app.add_option("--list", wanted.list, "every ticket behind one figure, by its name in a page")->type_name("FIGURE");
  app.add_option("--list-at-most", wanted.list_at_most, "so many tickets of each figure in HTML; default 25")
      ->type_name("N");
  app.add_option("--lang", wanted.language, "the language that HTML opens in: en or zh")
      ->type_name("LANG")
      ->check(one_of({"en", "zh"}));
  if (with_out) app.add_option("--out", wanted.out, "write the report to this file")->type_name("FILE");
}

void take_page(CLI::App& app, PageWanted& wanted) {
  app.add_option("--format", wanted.form, "text, json or html")
      ->type_name("FORM")
      ->check(one_of({"text", "json", "html"}));
  app.add_option("--lang", wanted.language, "the language that HTML opens in: en or zh")
      ->type_name("LANG")
      ->check(one_of({"en", "zh"}));
  app.add_option("--out", wanted.out, "write the answer to this file")->type_name("FILE");
}

void take(CLI::App& app, DueArgs& args) {
  take_calendar(app, args);
  app.add_option("--from", args.from, "when the limit starts; with --backward, when it must have run out")
      ->required()
      ->type_name("T");
  app.add_option("--limit", args.limit, "as in \"5 working days\" or \"24 hours on working days\"")
      ->required()
      ->type_name("LIMIT");
  app.add_option("--start", args.start, "at-once, next-opening or \"cut-off HH:MM\"")->type_name("RULE");
  app.add_option("--first-day", args.first_day, "exclude or include")->type_name("RULE");
  app.add_option("--end", args.end, "close, midnight or same-time")->type_name("RULE");
  app.add_option("--pause", args.pauses, "a time in which the clock stood still, T to T; may be repeated")
      ->type_name("T T")
      ->allow_extra_args(false);
  app.add_flag("--backward", args.backward, "the latest start whose due is at or before --from");
  app.add_flag("--explain", args.explain, "every date from receipt to due, counted or skipped, and why");
}

void take(CLI::App& app, WorkedArgs& args) {
  take_calendar(app, args);
  app.add_option("--from", args.from, "the earlier instant")->required()->type_name("T");
  app.add_option("--to", args.to, "the later one; the answer is negative when reversed")->required()->type_name("T");
}

void take(CLI::App& app, OpenArgs& args) {
  take_calendar(app, args);
  app.add_option("--at", args.at, "the instant asked about")->required()->type_name("T");
}

void take(CLI::App& app, DaysArgs& args) {
  take_calendar(app, args);
  app.add_option("--from", args.from, "the first date")->required()->type_name("DATE");
  app.add_option("--to", args.to, "the last date")->required()->type_name("DATE");
  take_page(app, args.page);
}

void take(CLI::App& app, CheckArgs& args) {
  take_rules(app, args.rules);
  take_json(app, args.json);
}

void take(CLI::App& app, DrawArgs& args) {
  take_rules(app, args.rules);
  app.add_option("--workflow", args.workflow, "only this one")->type_name("NAME");
  app.add_option("--format", args.format, "dot, mermaid or svg")->type_name("FORM");
  app.add_option("--db", args.db, "a ticket file: mark the way of one of its cases")->type_name("FILE");
  app.add_option("--case", args.case_id, "that case's number")->type_name("ID");
  take_json(app, args.json);
}

void take(CLI::App& app, PlanArgs& args) {
  take_rules(app, args.rules);
  app.add_option("--matter", args.matter, "what the citizen asks about")->required()->type_name("NAME");
  app.add_option("--at", args.at, "when; local time where no offset is written")->required()->type_name("T");
  app.add_option("--busy", args.busy,
                 "a number, or with --help-online a seat, that has a call; again for each one more")
      ->type_name("NUMBER")
      ->allow_extra_args(false);
  app.add_flag("--help-online", args.help, "which seats may take an online session, instead of whom to ring");
  take_json(app, args.json);
}

void take(CLI::App& app, ImportArgs& args) {
  app.add_option("FILE", args.files, "spreadsheets saved as CSV")->required()->type_name("");
}

void take(CLI::App& app, ReplayArgs& args) {
  take_rules(app, args.rules);
  app.add_option("LOG", args.logs, "logs, CSV or JSON lines, plain or gzip")->required()->type_name("");
  app.add_option("--map", args.map, "which columns of the logs are what")->type_name("FILE");
  app.add_option("--db", args.db, "keep the cases in this ticket file, or go on with it")->type_name("FILE");
  app.add_option("--until", args.until, "when time stops; default the logs' last instant")->type_name("T");
  app.add_flag("--strict", args.strict, "exit 1 when a line could not be used");
  app.add_option("--rejects", args.rejects, "write every unusable line to this file, CSV")->type_name("FILE");
  take_report(app, args.report);
}

void take_tables(CLI::App& app, TablesWanted& wanted) {
  app.add_flag("--tickets", wanted.tickets, "list every ticket; CSV and JSON always do");
  app.add_option("--report", wanted.form, "text, json, csv or html")
      ->type_name("FORM")
      ->check(one_of({"text", "json", "csv", "html"}));
  app.add_flag_callback(
      "--json", [&wanted] { wanted.form = "json"; }, "the same as --report json");
  app.add_option("--out", wanted.out, "write the answer to this file")->type_name("FILE");
}

void take(CLI::App& app, WhatIfArgs& args) {
  app.add_option("LOG", args.logs, "logs, CSV or JSON lines, plain or gzip")->required()->type_name("");
  app.add_option("--rules", args.rules, "the rules as they were")->required()->type_name("RULES");
  app.add_option("--against", args.against, "the rules as they might have been")->required()->type_name("RULES");
  app.add_option("--map", args.map, "which columns of the logs are what")->type_name("FILE");
  app.add_option("--against-map", args.against_map, "another map for the other rules; default the same")
      ->type_name("FILE");
  app.add_option("--until", args.until, "when time stops; default the logs' last instant")->type_name("T");
  app.add_option("--by", args.by, "break the promises down by this attribute or label; may be repeated")
      ->type_name("NAME")
      ->allow_extra_args(false);
  take_tables(app, args.wanted);
}

void take(CLI::App& app, AuditArgs& args) {
  app.add_option("LOG", args.logs, "logs, CSV or JSON lines, plain or gzip")->required()->type_name("");
  app.add_option("--rules", args.rules, "the rules the other system should have kept")->required()->type_name("RULES");
  app.add_option("--map", args.map, "which columns are what, and what the other system said")
      ->required()
      ->type_name("MAP");
  app.add_option("--tolerance", args.tolerance, "due instants no further apart agree; default the map's")
      ->type_name("LENGTH");
  app.add_option("--until", args.until, "when time stops; default the logs' last instant")->type_name("T");
  take_tables(app, args.wanted);
}

void take(CLI::App& app, ReportArgs& args) {
  take_rules(app, args.rules);
  app.add_option("--db", args.db, "the ticket file")->required()->type_name("FILE");
  app.add_option("--known-at", args.known_at, "by what had been told by then; default: by all that is known")
      ->type_name("T");
  take_report(app, args.report);
}

void take(CLI::App& app, Open311Args& args) {
  take_rules(app, args.rules);
  app.add_option("--db", args.db, "the ticket file")->required()->type_name("FILE");
  app.add_option("--view", args.view, "which attribute or label feeds which field")->required()->type_name("VIEW");
  app.add_option("--format", args.format, "json or xml")->type_name("FORM")->check(one_of({"json", "xml"}));
  app.add_option("--status", args.status, "only these: open or closed")
      ->type_name("STATUS")
      ->check(one_of({"open", "closed"}));
  app.add_option("--from", args.from, "requested from this instant on")->type_name("T");
  app.add_option("--to", args.to, "requested before this instant")->type_name("T");
  app.add_option("--out", args.out, "write the answer to this file")->type_name("FILE");
}

void take(CLI::App& app, ShowArgs& args) {
  take_rules(app, args.rules);
  app.add_option("CASE", args.case_id, "the case's number")->required()->type_name("");
  app.add_option("--db", args.db, "the ticket file")->required()->type_name("FILE");
  take_page(app, args.page);
  app.add_flag_callback(
      "--json", [&args] { args.page.form = "json"; }, "the same as --format json");
}

void take(CLI::App& app, TicketFileArgs& args) {
  take_rules(app, args.rules);
  app.add_option("--db", args.db, "the ticket file")->required()->type_name("FILE");
  app.add_option("--now", args.now, "when hotline is told; default this machine's clock")->type_name("T");
  take_json(app, args.json);
}

void take_telling(CLI::App& app, TellArgs& args) {
  app.add_option("--by", args.by, "the role of who does it")->type_name("ROLE");
  app.add_option("--set", args.set, "an attribute or label, NAME=VALUE; may be repeated")
      ->type_name("NAME=VALUE")
      ->allow_extra_args(false);
  app.add_option("--at", args.at, "when it happened; default when hotline is told")->type_name("T");
  app.add_option("--due", args.due, "the due instant of a limit that is given")->type_name("T");
  app.add_option("--id", args.id, "the command's own number: told twice it counts once")->type_name("ID");
  app.add_flag("--dry-run", args.dry_run, "show what would follow and write nothing of it");
}

void take(CLI::App& app, NewArgs& args) {
  take(app, static_cast<TicketFileArgs&>(args));
  app.add_option("CASE", args.case_id, "the new case's number")->required()->type_name("");
  app.add_option("KIND", args.kind, "its kind, as in order")->required()->type_name("");
  take_telling(app, args);
}

void take(CLI::App& app, TellArgs& args) {
  take(app, static_cast<TicketFileArgs&>(args));
  app.add_option("CASE", args.case_id, "the case's number")->required()->type_name("");
  app.add_option("VERB", args.verb, "what was done; also merge, unmerge and rebind")->required()->type_name("");
  app.add_option("--ticket", args.ticket, "which ticket of the case; default its first")->type_name("N");
  app.add_option("--with", args.with, "the case to merge into")->type_name("CASE");
  take_telling(app, args);
}

void take(CLI::App& app, ListArgs& args) {
  take(app, static_cast<TicketFileArgs&>(args));
  app.add_option("--kind", args.kind, "only tickets of this kind")->type_name("KIND");
  app.add_option("--state", args.state, "only those in this state")->type_name("STATE");
  app.add_option("--escalation", args.escalation, "only those whose case is at this level")->type_name("LEVEL");
  app.add_option("--where", args.where, "only those with this attribute or label; may be repeated")
      ->type_name("NAME=VALUE")
      ->allow_extra_args(false);
  app.add_option("--due-before", args.due_before, "only those with a promise due before then")->type_name("T");
  app.add_option("--after", args.after, "go on behind this ticket: its case and number")
      ->type_name("CASE N")
      ->expected(2);
  app.add_option("--limit", args.limit, "at most so many; default 100")->type_name("N");
  app.add_option("--count", args.count, "only count them, by kind, state, escalation, an attribute or a label")
      ->type_name("NAME");
}

void take(CLI::App& app, AdoptArgs& args) {
  take(app, static_cast<TicketFileArgs&>(args));
  app.add_option("--as-of", args.as_of, "built-in holidays as they were known on that date")->type_name("DATE");
  app.add_option("--past", args.past, "breaches that would not have been: stand (default) or correct")
      ->type_name("HOW");
  app.add_flag("--dry-run", args.dry_run, "show what would move and write nothing");
}

void take(CLI::App& app, VerifyArgs& args) {
  app.add_option("--db", args.db, "the ticket file")->required()->type_name("FILE");
  take_json(app, args.json);
}

void take(CLI::App& app, BackupArgs& args) {
  app.add_option("TO", args.to, "the new file")->required()->type_name("");
  app.add_option("--db", args.db, "the ticket file")->required()->type_name("FILE");
  take_json(app, args.json);
}

void take(CLI::App& app, RecoverArgs& args) {
  app.add_option("--db", args.db, "the damaged ticket file, which is only read")->required()->type_name("FILE");
  app.add_option("--into", args.into, "the new file")->required()->type_name("FILE");
  take_json(app, args.json);
}

class CommandLine {
 public:
  explicit CommandLine(World& world) : world_(world) {
    app_.require_subcommand(1);
    app_.set_help_flag("-h,--help", "show this");
    app_.set_version_flag("--version", fmt::format("hotline {}", version), "show which hotline this is");
    app_.footer(session);
    add("due", "when does a limit run out, counting only what counts?", run_due);
    add("worked", "how many working seconds lie between two instants?", run_worked);
    add("open", "is it open then, and until when?", run_open);
    add("days", "which days are worked, when, and why?", run_days);
    add("check", "are the rules sound? If not, every fault by line and column", run_check);
    add("draw", "what do the workflows look like?", run_draw);
    add("plan", "who to ring now, which seat may help online, or which order to open instead?", run_plan);
    add("import", "numbers, matters, departments or seats from CSV, as lines for a rules file", run_import);
    add("replay", "had these rules watched this log, who would have kept which promise?", run_replay);
    add("whatif", "had other rules watched this log, whose promise would have ended otherwise?", run_whatif);
    add("audit", "do another system's dates and verdicts follow from the rules, and if not, why not?", run_audit);
    add("report", "who kept which promise, of the cases in a ticket file?", run_report);
    add("open311", "service requests as Open311 shows them, of the cases in a ticket file", run_open311);
    add("new", "a citizen asks: open a case in a ticket file", run_new);
    add("do", "something was done: tell it to a case in a ticket file", run_tell);
    add("advance", "time passes: what fell due in a ticket file, and when is the next?", run_advance);
    add("list", "which tickets are in a ticket file, and when is each due?", run_list);
    add("adopt", "the calendars changed: whose deadline moves in a ticket file?", run_adopt);
    add("show", "where does a case in a ticket file stand, and how did it come there?", run_show);
    add("verify", "has anything changed what a ticket file holds?", run_verify);
    add("backup", "copy a ticket file, and look the copy over", run_backup);
    add("recover", "what can still be had of a damaged ticket file, and what is lost?", run_recover);
  }

  int run(std::vector<std::string> words) {
    if (words.empty()) return world_.err << app_.help(), no_answer;
    if (const auto fault = command_fault(words.front())) return refuse(*fault);
    std::reverse(words.begin(), words.end());  // as CLI11 wants them
    try {
      app_.parse(words);
      return code_;
    } catch (const CLI::CallForHelp&) {
      world_.out << app_.help();
    } catch (const CLI::CallForVersion& asked) {
      world_.out << asked.what() << '\n';
    } catch (const CLI::ParseError& error) {
      return refuse(words_for(error));
    }
    return answered;
  }

 private:
  template <class Args>
  void add(const std::string& name, const std::string& question, int (*command)(const Args&, World&)) {
    const auto args = std::make_shared<Args>();
    CLI::App& app = *app_.add_subcommand(name, question);
    app.set_help_flag("-h,--help", "show this");
    app.footer("");
    take(app, *args);
    app.callback([this, args, command] { code_ = command(*args, world_); });
    names_.push_back(name);
  }

  // In the name of the command in question, if there is one.
  int refuse(const std::string& why) {
    const std::string command = asked() == &app_ ? "" : asked()->get_name() + ": ";
    return world_.fail({Fault::bad_input, command + why});
  }

  const CLI::App* asked() const {
    const auto found = app_.get_subcommands();
    return found.empty() ? &app_ : found.front();
  }

  std::optional<std::string> command_fault(const std::string& word) const {
    if (word.starts_with('-') || std::find(names_.begin(), names_.end(), word) != names_.end()) return std::nullopt;
    // Of whole lines, since two wrong letters in three are still a likely slip: dua.
    const std::string program = "hotline ";
    std::vector<std::string> lines;
    for (const std::string& name : names_) lines.push_back(program + name);
    if (const auto meant = nearest(program + word, lines))
      return fmt::format("unknown command '{}': did you mean '{}'?", word, meant->substr(program.size()));
    return fmt::format("unknown command '{}': write one of {}", word, fmt::join(names_, ", "));
  }

  // A mistyped option leaves a required one missing: it is named first.
  std::string words_for(const CLI::ParseError& error) const {
    const std::vector<std::string> left = app_.remaining(true);
    const auto option = std::find_if(left.begin(), left.end(), [](const auto& word) { return word.starts_with('-'); });
    if (option != left.end()) return unknown_option(*option);
    if (!left.empty())
      return fmt::format(
          "'{}' is one word too many: a value of several words stands in quotes, as in "
          "--limit \"5 working days\"",
          left.front());
    return in_our_words(error);
  }

  static std::string in_our_words(const CLI::ParseError& error) {
    const std::string text = error.what();
    if (dynamic_cast<const CLI::RequiredError*>(&error) != nullptr) return text + ": --help shows how";
    if (dynamic_cast<const CLI::ArgumentMismatch*>(&error) == nullptr) return text;
    const std::string option = text.substr(0, text.find(": "));
    return option + (text.ends_with(" missing") ? " needs a value" : " is given twice: give it once");
  }

  std::string unknown_option(const std::string& word) const {
    std::vector<std::string> known;
    for (const CLI::Option* option : asked()->get_options())
      for (const std::string& name : option->get_lnames()) known.push_back("--" + name);
    const std::string written = word.substr(0, word.find('='));
    if (std::find(known.begin(), known.end(), written) != known.end())
      return fmt::format("'{}' stands before the command: write it behind", written);
    if (const auto meant = nearest(written, known))
      return fmt::format("unknown option '{}': did you mean '{}'?", written, *meant);
    return fmt::format("unknown option '{}': there is {}", written, fmt::join(known, ", "));
  }

  World& world_;
  CLI::App app_{"Who owes the citizen what, by when, and what happens if they do not keep it?", "hotline"};
  std::vector<std::string> names_;
  int code_ = no_answer;
};

}  // namespace

int run(const std::vector<std::string>& words, World& world) { return CommandLine(world).run(words); }

}  // namespace hotline
