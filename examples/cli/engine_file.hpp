// An engine over a ticket file, for one subcommand.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "commands.hpp"
#include "hotline/engine/engine.hpp"
#include "hotline/store/store.hpp"

namespace hotline {

struct EngineFile {
  std::unique_ptr<Store> store;
  Engine engine;
};

// `may_make`: a file that is not there yet is made.
Result<EngineFile> open_engine(const TicketFileArgs& args, const Rules& rules, bool may_make = false);

// When hotline is told: --now, else the machine's clock.
Result<Instant> now_of(const TicketFileArgs& args, const Zone& zone, const World& world);

// "urgency=urgent" as written on the command line.
Result<Fields> fields_of(std::string_view option, const std::vector<std::string>& written);

}  // namespace hotline
