#include "reporting.hpp"

#include "files.hpp"
#include "rules_file.hpp"

namespace hotline {

Result<CountOptions> read_wanted(const ReportWanted& wanted, const Rules& rules) {
  std::vector<std::string> known;
  for (const Attribute& attribute : rules.attributes) known.push_back(attribute.name);
  for (const Label& label : rules.labels) known.push_back(label.name);
  for (const std::string& by : wanted.by)
    if (rules.attribute(by) == nullptr && rules.label(by) == nullptr) return unknown("attribute or label", by, known);
  if (wanted.out)
    if (const auto possible = can_write(*wanted.out); !possible) return tl::make_unexpected(possible.error());
  return CountOptions{wanted.by};
}

Result<void> deliver(const Report& report, const ReportWanted& wanted, World& world) {
  const std::string text = wanted.form == "json" ? to_json(report) : to_text(report);
  if (wanted.out) return write_file(*wanted.out, text);
  world.out << text;
  return {};
}

}  // namespace hotline
