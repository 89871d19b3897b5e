// Does a map, or a log, name what the rules know? Each answer is what to tell its writer; nothing when all is well.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "hotline/core/command.hpp"
#include "hotline/rules/rules.hpp"

namespace hotline {

using Complaint = std::optional<std::string>;

// What the rules know, gathered once.
struct LogNames {
  explicit LogNames(const Rules& of);

  Complaint verb(std::string_view name) const;
  Complaint kind(std::string_view name) const;
  Complaint target(std::string_view name) const;  // a promise
  Complaint settable(std::string_view name) const;
  Complaint column(std::string_view name) const;  // of a log without a map
  Complaint value(const Attribute& attribute, std::string_view value) const;
  Complaint value(std::string_view name, std::string_view value) const;  // a label takes any

  const Rules& rules;
  std::vector<std::string> verbs;      // "open" first
  std::vector<std::string> kinds;      // those a case can be opened with
  std::vector<std::string> targets;    // promises
  std::vector<std::string> settables;  // attributes that are told, and labels
  std::vector<std::string> columns;    // what a log may tell without a map: `standard_columns` and the settables

 private:
  Complaint never_told(std::string_view name) const;
};

std::optional<TicketNumber> ticket_number(std::string_view text);
std::string not_a_ticket(std::string_view text);

// The columns a log has without a map: those it must have first.
const std::vector<std::string>& standard_columns();
inline constexpr std::size_t needed_columns = 3;

}  // namespace hotline
