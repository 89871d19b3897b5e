// What would have been kept and broken, had these rules watched this log?
//
//   const auto replayed = replay(engine, *log, until);
//   replayed->rejects;                            // lines the rules do not allow, beside those that cannot be read
//
// Every command is told at its own instant, on virtual time; then time passes to `until`.
// Promises: the same log and rules give the same events, whatever the batch size.
#pragma once

#include <functional>
#include <optional>
#include <vector>

#include "hotline/engine/engine.hpp"
#include "hotline/export.hpp"
#include "hotline/log/log.hpp"

namespace hotline {

struct Replayed {
  std::uint64_t applied = 0;
  std::uint64_t after_until = 0;  // commands later than `until`, left out
  Instant until{};
  std::vector<Reject> rejects;  // of the log and of the rules, by place
};

// `until`: default the log's last instant. `progress`: told the share of commands done, 0-100, now and then.
HOTLINE_API Result<Replayed> replay(Engine& engine, const Log& log, std::optional<Instant> until = std::nullopt,
                                    const std::function<void(int)>& progress = {});

}  // namespace hotline
