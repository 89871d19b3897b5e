#include "log/names.hpp"

#include <charconv>

#include <fmt/format.h>

#include "rules/fault_list.hpp"
#include "rules/known_names.hpp"

namespace hotline {
namespace {

Complaint unless_known(std::string_view what, std::string_view name, const std::vector<std::string>& known) {
  return has(known, name) ? std::nullopt : Complaint(unknown_name(what, name, known));
}

}  // namespace

LogNames::LogNames(const Rules& of) : rules(of), verbs{std::string(open_verb)} {
  for (const Workflow& workflow : of.workflows) {
    if (workflow.kind != escalation_kind) add_once(kinds, workflow.kind);
    for (const Transition& transition : workflow.transitions) add_once(verbs, transition.on);
  }
  for (const Target& target : of.targets)
    if (target.is_promise()) targets.push_back(target.name);
  for (const Attribute& attribute : of.attributes)
    if (attribute.is_set()) add_once(settables, attribute.name);
  for (const Label& label : of.labels) add_once(settables, label.name);
  columns = standard_columns();
  for (const std::string& name : settables) add_once(columns, name);
}

Complaint LogNames::verb(std::string_view name) const { return unless_known("verb", name, verbs); }

Complaint LogNames::kind(std::string_view name) const { return unless_known("kind", name, kinds); }

Complaint LogNames::target(std::string_view name) const { return unless_known("target", name, targets); }

Complaint LogNames::settable(std::string_view name) const {
  const Complaint never = never_told(name);
  return never ? never : unless_known("attribute or label", name, settables);
}

Complaint LogNames::column(std::string_view name) const {
  const Complaint never = never_told(name);
  return never ? never : unless_known("column", name, columns);
}

Complaint LogNames::never_told(std::string_view name) const {
  const Attribute* attribute = rules.attribute(name);
  if (!attribute || attribute->during.empty()) return std::nullopt;
  return fmt::format("attribute '{}' is never told: it is read off the calendar '{}' as the case opens; leave it out",
                     name, attribute->during);
}

Complaint LogNames::value(const Attribute& attribute, std::string_view value) const {
  return unless_known(fmt::format("value of '{}'", attribute.name), value, attribute.values);
}

Complaint LogNames::value(std::string_view name, std::string_view text) const {
  const Attribute* attribute = rules.attribute(name);
  return attribute ? value(*attribute, text) : std::nullopt;
}

std::optional<TicketNumber> ticket_number(std::string_view text) {
  TicketNumber number = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (error != std::errc() || end != text.data() + text.size() || number == 0) return std::nullopt;
  return number;
}

std::string not_a_ticket(std::string_view text) {
  return fmt::format("{} is not a ticket's number: write a whole number from 1", hotline::quoted(text));
}

const std::vector<std::string>& standard_columns() {
  static const std::vector<std::string> names{"case", "verb", "at", "id", "by", "kind", "ticket", "due"};
  return names;
}

}  // namespace hotline
