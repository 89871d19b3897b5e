// An event as a sentence for people; its canonical bytes are core/event.hpp's.
#pragma once

#include <string>

#include "hotline/calendar/zone.hpp"
#include "hotline/core/event.hpp"
#include "hotline/rules/rules.hpp"

namespace hotline {

std::string event_words(const Event& event, const Zone& zone);
std::string event_words_zh(const Event& event, const Rules& rules, const Zone& zone);  // and as the rules call things

}  // namespace hotline
