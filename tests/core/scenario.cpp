#include "core/scenario.hpp"

#include <fstream>
#include <iterator>
#include <optional>
#include <sstream>

#include <fmt/format.h>

#include "hotline/calendar/iso8601.hpp"
#include "hotline/core/decide.hpp"
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

class Player {
 public:
  explicit Player(std::filesystem::path file) : file_(std::move(file)) {}

  std::vector<std::string> play() {
    std::istringstream in(contents(file_));
    for (std::string text; std::getline(in, text);) {
      ++line_;
      const std::vector<std::string> words = words_of(text);
      if (words.empty()) continue;
      if (words[0] == "rules") {
        load(words.at(1));
      } else if (text.starts_with(' ')) {
        expect(words);
      } else {
        happen(words);
      }
    }
    owe_no_refusal();
    return faults_;
  }

 private:
  void complain(const std::string& what) {
    faults_.push_back(fmt::format("{}:{}: {}", file_.filename().string(), line_, what));
  }

  void load(const std::string& name) {
    const Reading reading = read_rules(contents(file_.parent_path() / name), name);
    for (const Finding& fault : reading.faults) complain(to_text(fault));
    if (!reading.rules) throw std::runtime_error("the rules of a scenario do not load: " + faults_.back());
    in_force_.emplace(*reading.rules);
    zone_ = zone_of(*reading.rules);
    matter_.id.text = "C-1";
  }

  Instant time(const std::string& text) {
    const auto at = parse_instant(text, zone_);
    if (!at) complain(at.error().message);
    return at.value_or(Instant{});
  }

  void keep(const Result<std::vector<Event>>& events) {
    if (!events) {
      refusal_ = events.error().message;
      return;
    }
    for (const Event& event : *events) evolve(matter_, event);
    history_ += to_lines(*events);
    Case rebuilt;
    rebuilt.id = matter_.id;
    const auto read = events_in(history_);
    if (!read) return complain(read.error().message);
    for (const Event& event : *read) evolve(rebuilt, event);
    if (!(rebuilt == matter_)) complain("rebuilt from its events, the case differs");
    if (to_lines(*read) != history_) complain("read and written again, the events differ");
  }

  void happen(const std::vector<std::string>& words) {
    owe_no_refusal();
    const Instant at = time(words.at(0) + " " + words.at(1));
    if (words.at(2) == "now") return keep(advance(matter_, at, *in_force_));
    Command command;
    command.case_id = matter_.id;
    command.verb = words.at(2);
    command.at = at;
    Instant now = at;
    for (std::size_t i = 3; i < words.size(); ++i) {
      const std::size_t equals = words[i].find('=');
      if (words[i] == "by") {
        command.by = words.at(++i);
      } else if (words[i] == "told") {
        now = time(words.at(i + 1) + " " + words.at(i + 2));
        i += 2;
      } else if (equals == std::string::npos) {
        command.kind = words[i];
      } else if (words[i].starts_with("due=")) {
        command.due = time(words[i].substr(4));
      } else {
        command.set[words[i].substr(0, equals)] = words[i].substr(equals + 1);
      }
    }
    if (command.verb == "withdraw") command.ticket = 2;
    keep(advance(matter_, now, *in_force_));
    keep(decide(matter_, command, now, *in_force_));
    keep(advance(matter_, now, *in_force_));
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

  std::string status(const Clock& clock) {
    switch (clock.status) {
      case Clock::Status::running:
        return "due " + show(in_force_->due(clock).value());
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

  void told(const std::string& role, const std::string& when) {
    const auto events = events_in(history_).value();
    std::string seen;
    for (const Event& event : events) {
      const auto* rung = std::get_if<RungReached>(&event.what);
      if (rung == nullptr) continue;
      for (const std::string& each : rung->tell) {
        if (each != role) continue;
        if (show(rung->tell_at) == when) return;
        seen += " " + show(rung->tell_at);
      }
    }
    complain(fmt::format("'{}' is told at{}, not at {}", role, seen.empty() ? " no time" : seen, when));
  }

  void expect(const std::vector<std::string>& words) {
    if (words[0] == "refused") {
      if (refusal_.find(joined(words, 1)) == std::string::npos) complain("refused: '" + refusal_ + "'");
      refusal_.clear();
      return;
    }
    owe_no_refusal();
    const Ticket* ticket = matter_.ticket(1);
    if (ticket == nullptr) return complain("there is no case");
    if (words[0] == "state") return same(ticket->state, words.at(1));
    if (words[0] == "policy") return same(ticket->policy, joined(words, 1));
    if (words[0] == "escalation") return same(matter_.escalation()->state, words.at(1));
    if (words[0] == "told") return told(words.at(1), joined(words, 3));
    if (words[0] == "no") return ticket->last_clock(words.at(1)) ? complain("there is a clock") : void();
    const Clock* clock = ticket->last_clock(words[0]);
    if (clock == nullptr) return complain("there is no clock '" + words[0] + "'");
    const std::string wanted = joined(words, 1);
    if (words.at(1) == "cycle") return same(fmt::format("cycle {}", clock->cycle), wanted);
    if (words.at(1) == "rungs") return same(fmt::format("rungs {}", clock->rungs.size()), wanted);
    if (words.at(1) == "breached") return same("breached at " + show(clock->breached_at), wanted);
    same(status(*clock), wanted);
  }

  std::filesystem::path file_;
  std::size_t line_ = 0;
  std::vector<std::string> faults_;
  std::optional<InForce> in_force_;
  Zone zone_ = Zone::utc();
  Case matter_;
  std::string history_;
  std::string refusal_;
};

}  // namespace

std::vector<std::string> play_scenario(const std::filesystem::path& file) { return Player(file).play(); }

}  // namespace hotline::test
