// Is there room on the disk, and enough of it left afterwards? Asked before anything is written: a disk found full in
// the middle of a commit stops the store.
#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <optional>
#include <span>

#include "hotline/base/error.hpp"
#include "hotline/store/store.hpp"

namespace hotline {

using FreeBytes = std::function<std::optional<std::uint64_t>()>;  // none: unknown, and then nothing is refused

FreeBytes free_beside(const std::filesystem::path& file);

std::optional<Error> refuse_if_full(const std::filesystem::path& file, std::uint64_t needed, const FreeBytes& free);

// More than they will take: every entry with pages of its own, in the log and again in the file.
std::uint64_t bytes_for(std::span<const Unit> batch);
std::uint64_t bytes_for(std::span<const Document> documents);
std::uint64_t bytes_for_rows(std::size_t rows);  // of small columns, each in a tree and the index of it

}  // namespace hotline
