// A log told to rules, and what was kept: the cases, and their events as the store holds them.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "hotline/core/case.hpp"
#include "hotline/core/event.hpp"
#include "hotline/log/replay.hpp"
#include "hotline/rules/rules.hpp"

namespace hotline::test {

struct ToldLog {
  Rules rules;
  Log log;
  Replayed replayed;
  std::vector<Case> cases;
  std::vector<std::vector<Event>> events;  // of each of them
};

Rules sound_rules(const std::string& text);  // throws where they are not
LogMap sound_map(const std::string& text, const Rules& rules);
std::string replaced_in(std::string text, const std::string& what, const std::string& with);  // throws: not there
std::string text_of_file(const std::filesystem::path& file);
ToldLog told_log(const std::filesystem::path& log, const Rules& rules, const std::optional<LogMap>& map = std::nullopt,
                 std::optional<Instant> until = std::nullopt, bool keeps_events = true);
ToldLog told_text(const std::string& log, const Rules& rules, const std::optional<LogMap>& map = std::nullopt,
                  std::optional<Instant> until = std::nullopt);

// Orders answered within a working day of Shanghai's, 09:00-17:30; one measure of the answered.
extern const char* const answer_rules;

}  // namespace hotline::test
