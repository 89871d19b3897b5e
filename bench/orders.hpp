// Orders of a made-up desk, told in the order in which they happen: what the benchmarks of the engine feed on.
#pragma once

#include <algorithm>
#include <stdexcept>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "bench.hpp"
#include "hotline/engine/engine.hpp"
#include "hotline/rules/rules.hpp"

namespace bench {

inline constexpr std::string_view order_rules = R"toml(
version   = "bench-1"
effective = 2023-01-01

[calendar.office]
zone     = "Asia/Shanghai"
hours    = { mon-fri = ["09:00-12:00", "13:00-17:30"] }
holidays = ["cn-statutory"]
make-up  = "mon"

[attribute]
urgency = ["ordinary", "urgent"]

[label]
department = "Department"

[workflow.order]
initial = "received"
final   = ["closed"]
transitions = [
  { on = "dispatch", from = "received",      to = "awaiting-sign", by = "dispatcher" },
  { on = "sign",     from = "awaiting-sign", to = "handling",      by = "unit" },
  { on = "contact",  from = "handling",      to = "handling",      by = "unit" },
  { on = "reply",    from = "handling",      to = "replied",       by = "unit" },
  { on = "close",    from = "replied",       to = "closed",        by = "caller" },
]

[target.contact]
limit    = "1 working day"
calendar = "office"
starts   = { on = "dispatch" }
meets    = { on = "contact" }
cancels  = { in = "closed" }

[target.resolve]
limit    = "15 working days"
calendar = "office"
starts   = { on = "dispatch" }
meets    = { on = "reply" }
cancels  = { in = "closed" }

[[policy]]
name    = "order"
kind    = "order"
targets = ["contact", "resolve"]
)toml";

inline hotline::Rules rules(std::string_view text = order_rules) {
  hotline::Reading reading = hotline::read_rules(text, "orders.toml");
  if (!reading.rules) throw std::runtime_error(to_text(reading.faults.front()));
  return std::move(*reading.rules);
}

// Six commands an order. The orders arrive evenly over some time, by default a month: most are open at once, so that
// one command seldom concerns the same order as the one before it.
inline std::vector<hotline::Told> lives(std::size_t orders, std::chrono::days over = std::chrono::days{30},
                                        std::uint64_t seed = 42) {
  using namespace std::chrono_literals;
  struct Step {
    std::string_view verb;
    std::string_view by;
    std::size_t longest;  // seconds after the step before it
  };
  static constexpr Step steps[] = {{"open", "agent", 1},         {"dispatch", "dispatcher", 3'600},
                                   {"sign", "unit", 14'400},     {"contact", "unit", 172'800},
                                   {"reply", "unit", 1'209'600}, {"close", "caller", 259'200}};
  Random random(seed);
  std::vector<hotline::Told> told;
  told.reserve(orders * std::size(steps));
  for (std::size_t order = 0; order < orders; ++order) {
    hotline::Instant at = day_start(2023) + std::chrono::seconds{over} * order / orders;
    const std::string id = fmt::format("23-{:08}", order);
    for (const Step& step : steps) {
      at += 1s + std::chrono::seconds{random.below(step.longest)};
      hotline::Command command;
      command.id.text = fmt::format("{}-{}", id, step.verb);
      command.case_id.text = id;
      command.verb = step.verb;
      command.by = step.by;
      command.at = at;
      if (step.verb == "open") {
        command.kind = "order";
        command.set = {{"department", fmt::format("department {}", random.below(119))}};
      }
      told.push_back({std::move(command), at, {}});
    }
  }
  std::stable_sort(told.begin(), told.end(),
                   [](const auto& a, const auto& b) { return a.recorded_at < b.recorded_at; });
  return told;
}

}  // namespace bench
