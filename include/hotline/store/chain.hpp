// Has anybody, or any disk, changed a case's history?
//
//   Digest head = chain_start(case_id);
//   head = chain_next(head, R"({"event":"opened",...})");   // one event's canonical bytes, without the line end
//
// Each digest is BLAKE2b-256 of the one before it and of one event, so that a case's last digest stands for every byte
// of its history, however its events were grouped into entries.
#pragma once

#include <array>
#include <cstddef>
#include <string_view>

#include "hotline/base/ids.hpp"
#include "hotline/export.hpp"

namespace hotline {

using Digest = std::array<std::byte, 32>;

HOTLINE_API Digest chain_start(const CaseId& case_id);
HOTLINE_API Digest chain_next(const Digest& before, std::string_view event);
HOTLINE_API Digest chain_over(Digest before, std::string_view lines);  // every '\n'-ended line in turn

}  // namespace hotline
