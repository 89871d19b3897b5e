#include "log_map.hpp"

#include "files.hpp"

namespace hotline {

std::optional<LogMap> load_map(const std::string& file, const Rules& rules, World& world, Audits audits) {
  const Result<std::string> text = read_file(file);
  if (!text) return world.fail(text.error()), std::nullopt;
  MapReading reading = read_map(*text, file, &rules);
  for (const Finding& fault : reading.faults) world.err << to_text(fault) << '\n';
  if (reading.map && audits == Audits::left_out) reading.map->audits.clear();
  return std::move(reading.map);
}

}  // namespace hotline
