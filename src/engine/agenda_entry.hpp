// An entry of an agenda: its key above, its clock below, so that order is by key, then by clock.
#pragma once

#include <cstdint>

namespace hotline {

using AgendaEntry = std::uint64_t;

constexpr AgendaEntry agenda_entry(std::uint32_t key, std::uint32_t clock) { return std::uint64_t{key} << 32U | clock; }
constexpr std::uint32_t key_in(AgendaEntry entry) { return static_cast<std::uint32_t>(entry >> 32U); }
constexpr std::uint32_t clock_in(AgendaEntry entry) { return static_cast<std::uint32_t>(entry); }

}  // namespace hotline
