#include "engine_file.hpp"

#include <fmt/format.h>

#include "hotline/store/sqlite_store.hpp"
#include "kept.hpp"
#include "rules_file.hpp"

namespace hotline {

Result<EngineFile> open_engine(const TicketFileArgs& args, const Rules& rules, bool may_make) {
  Result<std::unique_ptr<Store>> store = [&]() -> Result<std::unique_ptr<Store>> {
    if (!may_make) return open_kept(args.db);
    return open_sqlite_store(args.db);
  }();
  if (!store) return tl::make_unexpected(store.error());
  auto engine = Engine::open(**store, rules);
  if (!engine) return tl::make_unexpected(engine.error());
  return EngineFile{std::move(*store), std::move(*engine)};
}

Result<Instant> now_of(const TicketFileArgs& args, const Zone& zone, const World& world) {
  return args.now ? read_instant("--now", *args.now, zone) : Result<Instant>(world.now());
}

Result<Fields> fields_of(std::string_view option, const std::vector<std::string>& written) {
  Fields fields;
  for (const std::string& one : written) {
    const std::size_t equals = one.find('=');
    if (equals == std::string::npos || equals == 0)
      return fail(Fault::bad_input, fmt::format("{}: '{}' names no value: write it as urgency=urgent", option, one));
    if (!fields.emplace(one.substr(0, equals), one.substr(equals + 1)).second)
      return fail(Fault::bad_input, fmt::format("{}: '{}' is given twice", option, one.substr(0, equals)));
  }
  return fields;
}

}  // namespace hotline
