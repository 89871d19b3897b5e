#include "rules/fault_list.hpp"

#include <algorithm>
#include <tuple>

#include <fmt/format.h>

#include "hotline/base/nearest.hpp"

namespace hotline {
namespace {

std::string cut(std::string text, std::size_t most) {
  if (text.size() <= most) return text;
  while (most > 0 && (static_cast<unsigned char>(text[most]) & 0xC0U) == 0x80) --most;  // between characters
  text.resize(most);
  return text + "...";
}

}  // namespace

void FaultList::add(TomlPlace place, std::string message) {
  constexpr std::size_t most = 2000;  // a message may quote what is endless
  faults_.push_back(Finding{file_, place.line, place.column, cut(std::move(message), most)});
}

std::vector<Finding> FaultList::in_file_order() && {
  std::stable_sort(faults_.begin(), faults_.end(), [](const Finding& a, const Finding& b) {
    return std::tie(a.line, a.column) < std::tie(b.line, b.column);
  });
  return std::move(faults_);
}

std::string shortened(std::string_view text) {
  constexpr std::size_t most = 80;
  std::string shown = cut(std::string{text.substr(0, most + 1)}, most);
  const auto is_control = [](char c) { return static_cast<unsigned char>(c) < 0x20 || c == 0x7F; };
  std::replace_if(shown.begin(), shown.end(), is_control, '?');
  return shown;
}

std::string quoted(std::string_view text) { return fmt::format("'{}'", shortened(text)); }

std::string listed(const std::vector<std::string>& names) {
  constexpr std::size_t most = 12;
  std::string list;
  for (std::size_t i = 0; i < names.size() && i < most; ++i)
    list += fmt::format("{}\"{}\"", i == 0 ? "" : ", ", shortened(names[i]));
  return names.size() > most ? list + ", ..." : list;
}

std::string unknown_name(std::string_view what, std::string_view name, const std::vector<std::string>& known,
                         std::string_view where) {
  const std::string said = fmt::format("unknown {} {}{}", what, quoted(name), where);
  if (known.empty()) return fmt::format("{}: none is defined", said);
  if (const auto near = nearest(name, known)) return fmt::format("{}: write \"{}\"", said, shortened(*near));
  return fmt::format("{}: {} {}", said, known.size() == 1 ? "the only one is" : "choose from", listed(known));
}

}  // namespace hotline
