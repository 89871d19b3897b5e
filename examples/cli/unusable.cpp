#include "unusable.hpp"

#include <map>
#include <set>

#include <fmt/format.h>

namespace hotline {
namespace {

using Files = std::vector<std::filesystem::path>;

constexpr std::size_t shown_of_each = 3;

std::string file_of(const Reject& reject, const Files& files) { return files.at(reject.place.file).string(); }

std::size_t lines_in(const std::vector<Reject>& rejects) {
  std::set<std::pair<std::uint32_t, std::uint64_t>> lines;
  for (const Reject& reject : rejects) lines.emplace(reject.place.file, reject.place.line);
  return lines.size();
}

std::string cell(std::string_view text) {
  if (text.find_first_of(",\"\r\n") == std::string_view::npos) return std::string(text);
  std::string quoted = "\"";
  for (const char letter : text) quoted += letter == '"' ? "\"\"" : std::string(1, letter);
  return quoted + '"';
}

}  // namespace

std::string unusable_summary(const std::vector<Reject>& rejects, const Files& files, std::uint64_t rows) {
  if (rejects.empty()) return "";
  std::map<RejectReason, std::vector<const Reject*>> by_reason;
  for (const Reject& reject : rejects) by_reason[reject.reason].push_back(&reject);
  std::string text = fmt::format("unusable: {} of {} lines\n", lines_in(rejects), rows);
  for (const auto& [reason, alike] : by_reason) {
    text += fmt::format("{}: {}\n", to_text(reason), alike.size());
    for (std::size_t i = 0; i < alike.size() && i < shown_of_each; ++i)
      text += fmt::format("  {}:{}: {}: {}\n", file_of(*alike[i], files), alike[i]->place.line, to_text(reason),
                          alike[i]->message);
    if (alike.size() > shown_of_each) text += fmt::format("  and {} more\n", alike.size() - shown_of_each);
  }
  return text;
}

std::string passed_over_summary(std::uint64_t passed_over, std::uint64_t rows) {
  return passed_over == 0 ? "" : fmt::format("passed over, as the map says: {} of {} lines\n", passed_over, rows);
}

std::string unusable_csv(const std::vector<Reject>& rejects, const Files& files) {
  std::string text = "file,line,reason,message,row\n";
  for (const Reject& reject : rejects)
    text += fmt::format("{},{},{},{},{}\n", cell(file_of(reject, files)), reject.place.line, to_text(reject.reason),
                        cell(reject.message), cell(reject.row));
  return text;
}

}  // namespace hotline
