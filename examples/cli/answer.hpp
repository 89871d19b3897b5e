// The shape of every question to a calendar: rules, calendar, one text.
#pragma once

#include <string>

#include "commands.hpp"
#include "rules_file.hpp"

namespace hotline {

// `tell`: const Calendar& -> Result<std::string>
template <class Tell>
int answer(const CalendarQuestion& asked, World& world, const Tell& tell) {
  const auto rules = load_rules(asked.rules, world, asked.as_of);
  if (!rules) return no_answer;
  const Result<std::string> text =
      pick_calendar(*rules, asked.calendar).and_then([&](const Calendar* calendar) { return tell(*calendar); });
  if (!text) return world.fail(text.error());
  world.out << *text;
  return answered;
}

}  // namespace hotline
