#include "rules/clock_marks.hpp"

#include <optional>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "base/names.hpp"
#include "rules/ways.hpp"

namespace hotline {
namespace {

struct Arrow {
  const std::string& from;
  const std::string& to;
  Happening what;
};

enum class Does { nothing, perhaps, surely };

Does does(const Trigger& trigger, const Arrow& arrow) {
  if (!pulled(trigger, arrow.what)) return Does::nothing;
  return surely_pulled(trigger, arrow.what) ? Does::surely : Does::perhaps;
}

Does starts(const Target& target, const Arrow& arrow) { return does(target.starts, arrow); }
Does meets(const Target& target, const Arrow& arrow) { return does(target.meets, arrow); }
Does cancels(const Target& target, const Arrow& arrow) { return does(target.cancels, arrow); }
Does resets(const Target& target, const Arrow& arrow) { return does(target.resets, arrow); }
Does continues(const Target& target, const Arrow& arrow) { return does(target.continues, arrow); }

// A pause that stands while the ticket is in a state begins on the way into it, and ends on the way out.
Does pauses(const Target& target, const Arrow& arrow) {
  const bool begins =
      has(target.pauses.on, arrow.what.verb) || (has(target.pauses.in, arrow.to) && !has(target.pauses.in, arrow.from));
  if (!begins) return Does::nothing;
  return target.pauses.when.values.empty() ? Does::surely : Does::perhaps;
}

Does resumes(const Target& target, const Arrow& arrow) {
  const bool leaves = has(target.pauses.in, arrow.from) && !has(target.pauses.in, arrow.to);
  if (!leaves) return does(target.resumes, arrow);
  return target.pauses.when.values.empty() ? Does::surely : Does::perhaps;
}

Does extends(const Target& target, const Arrow& arrow) {
  for (const Extension& extension : target.extends)
    if (has(extension.on, arrow.what.verb)) return Does::surely;
  return Does::nothing;
}

std::string in_lines(const std::vector<std::string>& names) {
  constexpr std::size_t widest = 48;
  std::string text;
  std::size_t width = 0;
  for (const std::string& name : names) {
    const bool wraps = width > 0 && width + name.size() > widest;
    if (!text.empty()) text += wraps ? ",\n" : ", ";
    text += name;
    width = (wraps ? 0 : width) + name.size() + 2;
  }
  return text;
}

}  // namespace

struct ClockMarks::Mark {
  std::string_view sign;
  std::string_view meaning;
  Does (*does)(const Target&, const Arrow&);
};

const std::vector<ClockMarks::Mark>& ClockMarks::all() {
  static const std::vector<Mark> marks{{"▶", "starts", starts},        {"■", "meets", meets},
                                       {"✕", "cancels", cancels},      {"‖", "pauses", pauses},
                                       {"▷", "lets run on", resumes},  {"↺", "begins anew", resets},
                                       {"↻", "carries on", continues}, {"+", "gives more time", extends}};
  return marks;
}

ClockMarks::ClockMarks(const Rules& rules, std::string_view kind) : used_(all().size()) {
  for (const Target& target : rules.targets)
    if (gives(rules, kind, target.name)) targets_.push_back(&target);
}

std::string ClockMarks::on(std::string_view verb, const std::string& from, const std::string& to, const Match& known) {
  const Arrow arrow{from, to, {verb, to == from ? std::string_view{} : std::string_view{to}, to, false, &known}};
  std::vector<std::string> parts;
  for (std::size_t i = 0; i < all().size(); ++i) {
    std::vector<std::string> names;
    for (const Target* target : targets_) {
      const Does what = all()[i].does(*target, arrow);
      if (what == Does::nothing) continue;
      names.push_back(what == Does::perhaps ? target->name + "?" : target->name);
      used_[i] = true;
      some_ = some_ || what == Does::perhaps;
    }
    if (!names.empty()) parts.push_back(fmt::format("{} {}", all()[i].sign, in_lines(names)));
  }
  return fmt::format("{}", fmt::join(parts, "\n"));
}

std::string ClockMarks::legend() const {
  std::vector<std::string> parts;
  for (std::size_t i = 0; i < all().size(); ++i)
    if (used_[i]) parts.push_back(fmt::format("{} {}", all()[i].sign, all()[i].meaning));
  if (some_) parts.emplace_back("? for some values");
  return fmt::format("{}", fmt::join(parts, "   "));
}

}  // namespace hotline
