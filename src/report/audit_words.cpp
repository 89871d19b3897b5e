#include "report/audit_words.hpp"

#include <string>

namespace hotline {

std::string_view to_text(AuditedPromise::Due due) {
  static constexpr std::string_view names[] = {"agrees", "differs", "no promise of ours", "none stated"};
  return names[static_cast<int>(due)];
}

std::string_view to_text(AuditedPromise::Said said) {
  static constexpr std::string_view names[] = {
      "agrees", "late for them only", "late for us only", "no promise of ours", "without a due", "none stated"};
  return names[static_cast<int>(said)];
}

Title title_of(AuditedPromise::Due due) {
  static constexpr const char* chinese[] = {"一致", "不一致", "我方无承诺", "对方未给期限"};
  return {chinese[static_cast<int>(due)], std::string(to_text(due))};
}

Title title_of(AuditedPromise::Said said) {
  static constexpr const char* chinese[] = {"一致",       "仅对方认为超期", "仅我方认为超期",
                                            "我方无承诺", "有结论而无期限", "对方未给结论"};
  return {chinese[static_cast<int>(said)], std::string(to_text(said))};
}

Title title_of(DueCause cause) {
  static constexpr const char* chinese[] = {"节假日",   "调休上班日", "非工作时间受理", "首日",
                                            "日终时刻", "时钟变更",   "暂停",           "其他"};
  return {chinese[static_cast<int>(cause)], std::string(to_text(cause))};
}

}  // namespace hotline
