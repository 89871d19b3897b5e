#include "hotline/report/table.hpp"

#include <algorithm>

#include "base/grouped.hpp"

namespace hotline {

ReportCell word(std::string_view text, std::string link) {
  return {.text = {.zh = {}, .en = std::string{text}}, .link = std::move(link)};
}

ReportCell word(const Title& title, std::string link) { return {.text = title, .link = std::move(link)}; }

ReportCell name(std::string_view name, const Title& title) { return {.text = title, .value = std::string{name}}; }

ReportCell number(std::int64_t number, std::string link) {
  return {.text = {.zh = {}, .en = grouped(number)}, .value = std::to_string(number), .link = std::move(link)};
}

ReportCell percent(const Fraction& fraction, int digits, std::string link) {
  ReportCell cell = word(to_percent(fraction, digits), std::move(link));
  if (fraction.of == 0) {
    cell.value = cell.text.en;
    cell.text.zh = "无数据";
    cell.tone = ReportCell::Tone::faint;
  } else {
    std::remove_copy(cell.text.en.begin(), cell.text.en.end(), std::back_inserter(cell.value), ' ');
  }
  return cell;
}

}  // namespace hotline
