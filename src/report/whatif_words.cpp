#include "report/whatif_words.hpp"

#include <fmt/format.h>

namespace hotline {

std::string line_of(const Place& place, const std::vector<std::filesystem::path>& files) {
  return place.file < files.size() ? fmt::format("{}:{}", files[place.file].string(), place.line)
                                   : fmt::format("{}", place.line);
}

Title title_of(PromiseVerdict::End end) {
  static constexpr const char* chinese[] = {"按期", "超期办结", "超期未结", "在办", "已取消"};
  return {chinese[static_cast<int>(end)], std::string(to_text(end))};
}

Title title_of(const PromiseVerdict& verdict) {
  Title title = title_of(verdict.end);
  if (verdict.end == PromiseVerdict::End::cancelled && verdict.breached) {
    title.zh += "（此前超期）";
    title.en += ", breached before";
  }
  return title;
}

Title cut_note(std::size_t shown, std::size_t all) {
  if (shown == all) return {};
  return {fmt::format("共 {} 行，显示 {} 行；--tickets 显示全部", all, shown),
          fmt::format("{} of {} rows are shown; --tickets shows all", shown, all)};
}

std::string with_note(const ReportTable& table) {
  return to_text(table) + (table.note.en.empty() ? "" : "  " + table.note.en + "\n");
}

}  // namespace hotline
