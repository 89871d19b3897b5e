// An event as a sentence for people; its canonical bytes are core/event.hpp's.
#pragma once

#include <string>

#include "hotline/calendar/zone.hpp"
#include "hotline/core/event.hpp"

namespace hotline {

std::string event_words(const Event& event, const Zone& zone);

}  // namespace hotline
