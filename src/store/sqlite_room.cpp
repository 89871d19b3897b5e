#include "store/sqlite_room.hpp"

#include <system_error>

#include <fmt/format.h>

namespace hotline {
namespace {

constexpr std::uint64_t page = 4'096;
constexpr std::uint64_t in_log_and_file = 2;

std::uint64_t bytes_for(const Entry& entry) {
  constexpr std::uint64_t for_row = 8, for_hint = 4, for_effect = 6;
  const auto hints = entry.hints ? entry.hints->size() + for_hint : 0;
  std::uint64_t bytes = page * (for_row + for_hint * hints + for_effect * entry.effects.size());
  for (const Effect& effect : entry.effects) bytes += effect.body.size() + effect.channel.size();
  return bytes + entry.events.size() + 4 * entry.case_id.text.size();
}

std::string megabytes(std::uint64_t bytes) { return fmt::format("{:.1f} MiB", static_cast<double>(bytes) / (1 << 20)); }

}  // namespace

FreeBytes free_beside(const std::filesystem::path& file) {
  std::error_code unknown;
  return [folder = std::filesystem::absolute(file, unknown).parent_path()]() -> std::optional<std::uint64_t> {
    std::error_code error;
    const auto space = std::filesystem::space(folder, error);
    return error ? std::nullopt : std::optional<std::uint64_t>(space.available);
  };
}

std::optional<Error> refuse_if_full(const std::filesystem::path& file, std::uint64_t needed, const FreeBytes& free) {
  const auto room = free();
  if (!room || *room >= needed) return std::nullopt;
  return Error{Fault::full, fmt::format("'{}': the disk is nearly full: this needs {} free with what must stay in "
                                        "reserve, and {} are; nothing was written: make room, then ask again",
                                        file.string(), megabytes(needed), megabytes(*room))};
}

std::uint64_t bytes_for(std::span<const Unit> batch) {
  std::uint64_t bytes = 0;
  for (const Unit& unit : batch)
    for (const Entry& entry : unit.entries) bytes += bytes_for(entry);
  return in_log_and_file * bytes;
}

std::uint64_t bytes_for(std::span<const Document> documents) {
  std::uint64_t bytes = 0;
  for (const Document& document : documents) bytes += 4 * page + document.text.size();
  return in_log_and_file * bytes;
}

std::uint64_t bytes_for_rows(std::size_t rows) { return in_log_and_file * 4 * page * rows; }

}  // namespace hotline
