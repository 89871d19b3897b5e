#include "report/calendar_words.hpp"

#include <array>
#include <string_view>
#include <utility>

#include <fmt/format.h>

#include "hotline/calendar/hours.hpp"

namespace hotline {
namespace {

constexpr std::array<std::pair<std::string_view, std::string_view>, 13> phrases{{
    {"weekday", "工作日"},
    {"weekend", "周末"},
    {"make-up working day", "调休上班"},
    {"the start date is day 1, whole", "首日整日计入"},
    {"the limit had run out", "时限已满"},
    {"received after closing", "下班后收到"},
    {"received after the cut-off", "截止钟点后收到"},
    {"received later", "此后才视为收到"},
    {"it ends in a pause", "止于暂停"},
    {"rolled forward", "顺延"},
    {"the start date is not counted", "首日不计"},
    {"all of it in a break", "全在休息时段"},
    {"paused", "暂停"},
}};

// Of one phrase; a notice in brackets behind it stays.
std::string in_chinese(std::string_view phrase) {
  for (const auto& [english, chinese] : phrases) {
    if (phrase == english) return std::string{chinese};
    if (phrase.starts_with(english) && phrase.substr(english.size()).starts_with(" ("))
      return std::string{chinese} + std::string{phrase.substr(english.size())};
  }
  return std::string{phrase};
}

std::string length(std::int64_t seconds) {
  if (seconds % 3600 == 0) return fmt::format("{}小时", seconds / 3600);
  return seconds % 60 == 0 ? fmt::format("{}分钟", seconds / 60) : fmt::format("{}秒", seconds);
}

std::string length(const Limit& limit) {
  switch (limit.counting) {
    case Counting::elapsed:
      return length(limit.amount);
    case Counting::working_time:
      return length(limit.amount) + "（工作时间）";
    case Counting::whole_days:
      return length(limit.amount) + "（按工作日计）";
    case Counting::working_days:
      return fmt::format("{}个工作日", limit.amount);
    case Counting::days:
      return fmt::format("{}天", limit.amount);
    case Counting::rolled_days:
      return fmt::format("{}天，遇休息日顺延", limit.amount);
    case Counting::given:
      break;
  }
  return "另行给定";
}

}  // namespace

Title why_title(const std::string& why) {
  std::string chinese;
  std::string_view rest = why;
  for (;;) {
    const std::size_t end = rest.find("; ");
    chinese += in_chinese(rest.substr(0, end));
    if (end == std::string_view::npos) return {chinese, why};
    chinese += "；";
    rest.remove_prefix(end + 2);
  }
}

Title limit_title(const Limit& limit) {
  std::string text = length(limit);
  if (limit.start == Start::next_opening) text += "，自下次开门起";
  if (limit.start == Start::cut_off) text += "，" + time_of_day_text(limit.cut_off) + " 截止";
  if (limit.first_day == FirstDay::include) text += "，首日计入";
  if (limit.end == End::same_time) text += "，至同一钟点";
  if (limit.counting == Counting::working_days && limit.end == End::midnight) text += "，至当日24时";
  if (limit.counting != Counting::working_days && counts_days(limit.counting) && limit.end == End::close)
    text += "，至当日下班";
  return {text, to_text(limit)};
}

}  // namespace hotline
