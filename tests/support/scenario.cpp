#include "support/scenario.hpp"

#include <algorithm>
#include <exception>
#include <fstream>
#include <iterator>
#include <map>
#include <optional>
#include <sstream>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "hotline/calendar/iso8601.hpp"
#include "hotline/core/decide.hpp"
#include "hotline/core/due.hpp"
#include "hotline/core/holders.hpp"
#include "hotline/core/merge.hpp"
#include "hotline/core/queue.hpp"
#include "hotline/rules/rules.hpp"
#include "hotline/rules/zone_of.hpp"

namespace hotline::test {
namespace {

std::string contents(const std::filesystem::path& file) {
  std::ifstream in(file, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}

std::vector<std::string> words_of(const std::string& line) {
  std::istringstream in(line.substr(0, line.find('#')));
  return {std::istream_iterator<std::string>(in), {}};
}

std::string joined(const std::vector<std::string>& words, std::size_t from) {
  std::string text;
  for (std::size_t i = from; i < words.size(); ++i) text += (text.empty() ? "" : " ") + words[i];
  return text;
}

// "@3", "@C-2", "@C-2/3": another ticket, another case, or both; without it, ticket 1 of case C-1.
struct Address {
  std::string case_id = "C-1";
  TicketNumber ticket = 1;
};

bool is_number(const std::string& text) {
  return !text.empty() && text.find_first_not_of("0123456789") == std::string::npos;
}

Address address_in(const std::string& word) {
  Address address;
  const std::size_t slash = word.find('/');
  const std::string first = word.substr(1, slash - 1);
  if (is_number(first)) return {address.case_id, static_cast<TicketNumber>(std::stoul(first))};
  address.case_id = first;
  if (slash != std::string::npos) address.ticket = static_cast<TicketNumber>(std::stoul(word.substr(slash + 1)));
  return address;
}

struct Told {
  Case matter;
  std::string history;
};

class Player {
 public:
  Player(std::filesystem::path file, const std::optional<Rules>& rules) : file_(std::move(file)), given_(rules) {}

  std::vector<std::string> play() {
    std::istringstream in(contents(file_));
    for (std::string text; std::getline(in, text);) {
      ++line_;
      std::vector<std::string> words = words_of(text);
      if (words.empty()) continue;
      if (words[0] == "rules") {
        in_force_.emplace(loaded(words.at(1)));
        zone_ = zone_of(in_force_->current());
      } else if (words[0] == "also") {
        in_force_->keep(loaded(words.at(2)));
      } else if (text.starts_with(' ')) {
        expect(words);
      } else {
        happen(words);
      }
    }
    owe_no_refusal();
    return faults_;
  }

  std::size_t line() const { return line_; }

 private:
  void complain(const std::string& what) {
    faults_.push_back(fmt::format("{}:{}: {}", file_.filename().string(), line_, what));
  }

  Rules loaded(const std::string& name) {
    if (given_) return *given_;
    const Reading& reading = read_once(file_.parent_path() / name, name);
    for (const Finding& fault : reading.faults) complain(to_text(fault));
    if (!reading.rules) throw std::runtime_error("the rules of a scenario do not load: " + faults_.back());
    return *reading.rules;
  }

  // A city's file serves many scenarios.
  static const Reading& read_once(const std::filesystem::path& file, const std::string& name) {
    static std::map<std::string, Reading> readings;
    const std::string place = file.lexically_normal().string();
    const auto found = readings.find(place);
    return found != readings.end() ? found->second
                                   : readings.emplace(place, read_rules(contents(file), name)).first->second;
  }

  Told& told_of(const std::string& id) {
    Told& told = cases_[id];
    told.matter.id.text = id;
    return told;
  }

  Instant time(const std::string& text) {
    const auto at = parse_instant(text, zone_);
    if (!at) complain(at.error().message);
    return at.value_or(Instant{});
  }

  void keep(Told& told, const Result<std::vector<Event>>& events) {
    if (!events) {
      refusal_ = events.error().message;
      return;
    }
    for (const Event& event : *events) evolve(told.matter, event);
    told.history += to_lines(*events);
    Case rebuilt;
    rebuilt.id = told.matter.id;
    const auto read = events_in(told.history);
    if (!read) return complain(read.error().message);
    for (const Event& event : *read) evolve(rebuilt, event);
    if (!(rebuilt == told.matter)) complain("rebuilt from its events, the case differs");
    if (to_lines(*read) != told.history) complain("read and written again, the events differ");
  }

  void pass(Told& told, Instant now) {
    now_ = now;
    const auto due = hints(told.matter, *in_force_).value();
    const bool hinted = std::any_of(due.begin(), due.end(), [&](const QueuedKey& hint) {
      return hint.key <= past(hint.queue, now, *in_force_).value();
    });
    const auto fell = advance(told.matter, now, *in_force_);
    if (fell && !fell->empty() && !hinted) complain("something falls due that no hint stands for");
    keep(told, fell);
  }

  Command command_in(const std::vector<std::string>& words, std::size_t from, const Address& address, Instant at) {
    Command command;
    command.case_id.text = address.case_id;
    command.ticket = address.ticket;
    command.verb = words.at(from);
    command.at = at;
    for (std::size_t i = from + 1; i < words.size(); ++i) {
      const std::size_t equals = words[i].find('=');
      if (words[i] == "by") {
        command.by = words.at(++i);
      } else if (words[i] == "told") {
        i += 2;
      } else if (equals == std::string::npos) {
        command.kind = words[i];
      } else if (words[i].starts_with("due=")) {
        command.due = time(words[i].substr(4));
      } else if (words[i].starts_with("with=")) {
        command.with.text = words[i].substr(5);
      } else {
        command.set[words[i].substr(0, equals)] = words[i].substr(equals + 1);
      }
    }
    return command;
  }

  Instant told_at(const std::vector<std::string>& words, Instant at) {
    const auto told = std::find(words.begin(), words.end(), "told");
    return told + 2 < words.end() ? time(*(told + 1) + " " + *(told + 2)) : at;
  }

  void happen(const std::vector<std::string>& words) {
    owe_no_refusal();
    const Instant at = time(words.at(0) + " " + words.at(1));
    const bool addressed = words.at(2).starts_with('@');
    const Address address = addressed ? address_in(words[2]) : Address{};
    const std::size_t verb = addressed ? 3 : 2;
    if (words.at(verb) == "now") {
      for (auto& [id, told] : cases_) pass(told, at);
      return;
    }
    const Command command = command_in(words, verb, address, at);
    const Instant now = told_at(words, at);
    Told& told = told_of(address.case_id);
    pass(told, now);
    if (concerns_two_cases(command.verb)) {
      decide_both(told, command, now);
    } else {
      keep(told, decide(told.matter, command, now, *in_force_));
    }
    pass(told, now);
  }

  void decide_both(Told& told, const Command& command, Instant now) {
    const CaseId& other = command.with.text.empty() ? told.matter.merged_into : command.with;
    if (other.text.empty() || other == told.matter.id) {
      const auto both = decide_merge(told.matter, told.matter, command, now, *in_force_);
      if (both) return complain("a case was merged into itself");
      refusal_ = both.error().message;
      return;
    }
    Told& survivor = told_of(other.text);
    pass(survivor, now);
    const auto both = decide_merge(told.matter, survivor.matter, command, now, *in_force_);
    keep(told, both.map([](const BothCases& cases) { return cases.absorbed; }));
    if (both) keep(survivor, both->survivor);
  }

  void owe_no_refusal() {
    if (!refusal_.empty()) complain("refused: " + refusal_);
    refusal_.clear();
  }

  std::string show(const std::optional<Instant>& at) {
    if (!at) return "never";
    std::string text = to_text(*at, zone_);
    text[10] = ' ';
    return text.substr(0, 19);
  }

  void same(const std::string& actual, const std::string& wanted) {
    if (actual != wanted) complain(fmt::format("is '{}', not '{}'", actual, wanted));
  }

  std::string status(const Case& matter, const Ticket& ticket, const Clock& clock) {
    switch (clock.status) {
      case Clock::Status::running:
        return "due " + show(due_of(matter, ticket, clock, *in_force_).value());
      case Clock::Status::paused:
        return "paused";
      case Clock::Status::met:
        return clock.breached ? "met late" : "met on time";
      case Clock::Status::cancelled:
        return "cancelled";
      case Clock::Status::superseded:
        return "superseded";
      case Clock::Status::corrected:
        return "corrected";
      case Clock::Status::ran:
        return "ran";
    }
    return "";
  }

  // "report", its last cycle, or "report/1", the first.
  static const Clock* clock_named(const Ticket& ticket, const std::string& name) {
    const std::size_t sign = name.find('/');
    if (sign == std::string::npos) return ticket.last_clock(name);
    const auto cycle = std::stoul(name.substr(sign + 1));
    const auto found = std::find_if(ticket.clocks.begin(), ticket.clocks.end(), [&](const Clock& clock) {
      return clock.target == name.substr(0, sign) && clock.cycle == cycle;
    });
    return found == ticket.clocks.end() ? nullptr : &*found;
  }

  // "1:0 3:200 beside 4:100": what each ticket used of the clock, until now.
  std::string held(const Case& matter, const Ticket& ticket, const Clock& clock) {
    const Holders all = holders(matter, ticket, clock, now_, *in_force_).value();
    std::vector<std::string> parts;
    Key sum = 0;
    for (const Holding& one : all.lead) {
      parts.push_back(fmt::format("{}:{}", one.ticket, one.used));
      sum += one.used;
    }
    if (sum != all.used) complain(fmt::format("the holders used {}, the clock {}", sum, all.used));
    if (!all.beside.empty()) parts.push_back("beside");
    for (const Holding& one : all.beside) parts.push_back(fmt::format("{}:{}", one.ticket, one.used));
    return fmt::format("{}", fmt::join(parts, " "));
  }

  // Every telling so far of a role: "kind of ticket, who" is nobody's business here, only when.
  std::vector<std::string> tellings(const Told& told, const std::string& role) {
    std::vector<std::string> seen;
    const auto events = events_in(told.history).value();
    for (const Event& event : events) {
      const auto* rung = std::get_if<RungReached>(&event.what);
      const auto* verb = std::get_if<RolesTold>(&event.what);
      const std::vector<std::string> roles = rung ? rung->tell : verb ? verb->tell : std::vector<std::string>{};
      for (const std::string& each : roles)
        if (each == role) seen.push_back(show(rung ? rung->tell_at : event.at));
    }
    return seen;
  }

  void expect_told(const Told& told, const std::vector<std::string>& words) {
    const std::vector<std::string> seen = tellings(told, words.at(1));
    if (words.at(2) != "at") return same(fmt::format("{} times", seen.size()), joined(words, 2));
    const std::string when = joined(words, 3);
    if (std::find(seen.begin(), seen.end(), when) != seen.end()) return;
    complain(fmt::format("'{}' is told at {}, not at {}", words[1],
                         seen.empty() ? "no time" : fmt::format("{}", fmt::join(seen, ", ")), when));
  }

  void expect(std::vector<std::string> words) {
    if (words[0] == "refused") {
      if (refusal_.empty() || refusal_.find(joined(words, 1)) == std::string::npos)
        complain("refused: '" + refusal_ + "'");
      refusal_.clear();
      return;
    }
    owe_no_refusal();
    Address address;
    if (words[0].starts_with('@')) {
      address = address_in(words[0]);
      words.erase(words.begin());
    }
    const Told& told = told_of(address.case_id);
    const Ticket* ticket = told.matter.ticket(address.ticket);
    if (ticket == nullptr) return complain("there is no such ticket");
    if (words[0] == "state") return same(ticket->state, words.at(1));
    if (words[0] == "policy") return same(ticket->policy, joined(words, 1));
    if (words[0] == "escalation") return same(told.matter.escalation()->state, words.at(1));
    if (words[0] == "told") return expect_told(told, words);
    if (words[0] == "tickets") return same(std::to_string(told.matter.tickets.size()), words.at(1));
    if (words[0] == "version") return same(told.matter.rules, words.at(1));
    if (words[0] == "merged") return same(told.matter.merged_into.text, words.at(2));
    if (words[0] == "no") return ticket->last_clock(words.at(1)) ? complain("there is a clock") : void();
    const Clock* clock = clock_named(*ticket, words[0]);
    if (clock == nullptr) return complain("there is no clock '" + words[0] + "'");
    const std::string wanted = joined(words, 1);
    if (words.at(1) == "cycle") return same(fmt::format("cycle {}", clock->cycle), wanted);
    if (words.at(1) == "rungs") return same(fmt::format("rungs {}", clock->rungs.size()), wanted);
    if (words.at(1) == "breached") return same("breached at " + show(clock->breached_at), wanted);
    if (words.at(1) == "held") return same("held " + held(told.matter, *ticket, *clock), wanted);
    same(status(told.matter, *ticket, *clock), wanted);
  }

  std::filesystem::path file_;
  std::optional<Rules> given_;
  std::size_t line_ = 0;
  std::vector<std::string> faults_;
  std::optional<InForce> in_force_;
  Zone zone_ = Zone::utc();
  std::map<std::string, Told> cases_;
  std::string refusal_;
  Instant now_{};  // when something last happened
};

}  // namespace

std::vector<std::filesystem::path> scenarios() {
  std::vector<std::filesystem::path> files;
  for (const auto& entry : std::filesystem::recursive_directory_iterator(HOTLINE_SOURCE_DIR "/tests/scenarios"))
    if (entry.path().extension() == ".txt") files.push_back(entry.path());
  std::sort(files.begin(), files.end());
  return files;
}

std::vector<std::string> play_scenario(const std::filesystem::path& file, const std::optional<Rules>& instead) {
  Player player(file, instead);
  try {
    return player.play();
  } catch (const std::exception& error) {
    return {fmt::format("{}:{}: cannot be read: {}", file.filename().string(), player.line(), error.what())};
  }
}

}  // namespace hotline::test
