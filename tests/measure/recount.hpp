// The figures of recount.toml, counted a second time straight from the events, by hand and slowly. It knows no rules:
// each measure is written out again, and a due instant is the key its event tells.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "hotline/core/event.hpp"
#include "hotline/measure/measure.hpp"

namespace hotline::test {

struct SlowRate {
  Fraction rate;
  std::map<std::pair<std::string, std::string>, Fraction> groups;  // by, row
};

// Of every case its events; the period is half-open.
std::map<std::string, SlowRate> slow_recount(const std::vector<std::vector<Event>>& cases, std::optional<Instant> from,
                                             std::optional<Instant> to);

}  // namespace hotline::test
