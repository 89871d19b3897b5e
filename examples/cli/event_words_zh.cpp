#include <fmt/format.h>

#include "event_words.hpp"
#include "hotline/calendar/iso8601.hpp"

namespace hotline {
namespace {

struct ChineseWords {
  const Rules& rules;
  const Zone& zone;

  std::string operator()(const TicketOpened& event) const {
    const std::string under = event.under == 0 ? "" : fmt::format("（隶属工单 {}）", event.under);
    return fmt::format("工单 {} 建立{}：{}，{}{}", event.ticket, under, called(event.kind), called(event.state),
                       by(event.by));
  }
  std::string operator()(const AttributeSet& event) const {
    return fmt::format("工单 {}：{}＝{}", event.ticket, called(event.name), called(event.value));
  }
  std::string operator()(const LabelSet& event) const {
    const Label* label = rules.label(event.name);
    return fmt::format("工单 {}：{}＝{}", event.ticket,
                       label == nullptr || label->title.empty() ? event.name : label->title, event.value);
  }
  std::string operator()(const PolicyChosen& event) const {
    return fmt::format("工单 {}：适用规则“{}”", event.ticket, event.policy);
  }
  std::string operator()(const StateChanged& event) const {
    return fmt::format("工单 {}：{}，{} → {}{}", event.ticket, called(event.verb), called(event.from), called(event.to),
                       by(event.by));
  }
  std::string operator()(const ClockStarted& event) const { return clock(event.clock, "起算"); }
  std::string operator()(const ClockPaused& event) const { return clock(event.clock, "暂停"); }
  std::string operator()(const ClockResumed& event) const { return clock(event.clock, "恢复计时"); }
  std::string operator()(const ClockExtended& event) const { return clock(event.clock, "获得延长"); }
  std::string operator()(const ClockRekeyed& event) const { return clock(event.clock, "重新计算"); }
  std::string operator()(const ClockMet& event) const { return clock(event.clock, "办结"); }
  std::string operator()(const ClockCancelled& event) const { return clock(event.clock, "取消"); }
  std::string operator()(const ClockSuperseded& event) const { return clock(event.clock, "被取代"); }
  std::string operator()(const ClockBreached& event) const { return clock(event.clock, "违诺"); }
  std::string operator()(const ClockCorrected& event) const {
    return clock(event.clock, fmt::format("更正：第 {} 号事件的违诺不再成立", event.breach));
  }
  std::string operator()(const TimerRan& event) const {
    return clock(event.clock, fmt::format("到时：{}{}", called(event.verb), event.done ? "" : "，当时不可行"));
  }
  std::string operator()(const RungReached& event) const {
    const std::string told =
        event.tell.empty() ? "" : fmt::format("：{} 告知 {}", to_text(event.tell_at, zone), roles(event.tell));
    return clock(event.clock, fmt::format("到达预警 {}{}", event.text, told));
  }
  std::string operator()(const RolesTold& event) const {
    return fmt::format("工单 {}：{}，告知 {}", event.ticket, called(event.verb), roles(event.tell));
  }
  std::string operator()(const CalendarAdopted& event) const {
    return fmt::format("启用日历 {} 第 {} 版；本不应有的违诺{}", event.calendar, event.revision,
                       event.past == "correct" ? "予以更正" : "仍然成立");
  }
  std::string operator()(const CaseRebound& event) const {
    return fmt::format("改用规则 {}（原为 {}）{}", event.to, event.from, by(event.by));
  }
  std::string operator()(const CaseMerged& event) const {
    return fmt::format("并入案件 {}{}", event.into.text, by(event.by));
  }
  std::string operator()(const CaseAbsorbed& event) const {
    return fmt::format("案件 {} 并入本案{}", event.absorbed.text, by(event.by));
  }
  std::string operator()(const CaseUnmerged& event) const {
    return fmt::format("不再并入案件 {}，重新独立{}", event.from.text, by(event.by));
  }
  std::string operator()(const CaseReleased& event) const {
    return fmt::format("案件 {} 重新独立{}", event.released.text, by(event.by));
  }

 private:
  std::string called(const std::string& word) const {
    const auto found = rules.words.find(word);
    return found == rules.words.end() || found->second.zh.empty() ? word : found->second.zh;
  }
  std::string by(const std::string& role) const { return role.empty() ? "" : fmt::format("（{}）", called(role)); }
  std::string roles(const std::vector<std::string>& roles) const {
    std::string text;
    for (const std::string& role : roles) text += (text.empty() ? "" : "、") + called(role);
    return text;
  }
  std::string clock(const ClockRef& ref, std::string_view what) const {
    const Target* target = rules.target(ref.target);
    const std::string name = target == nullptr || target->title.zh.empty() ? ref.target : target->title.zh;
    const std::string cycle = ref.cycle == 1 ? "" : fmt::format("（第 {} 轮）", ref.cycle);
    return fmt::format("工单 {}：{}{} {}", ref.ticket, name, cycle, what);
  }
};

}  // namespace

std::string event_words_zh(const Event& event, const Rules& rules, const Zone& zone) {
  return std::visit(ChineseWords{rules, zone}, event.what);
}

}  // namespace hotline
