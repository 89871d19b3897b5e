// The names of countings and ends in events and queues. They are on disk for ever: add, never change.
#pragma once

#include <array>
#include <cstddef>
#include <optional>
#include <string_view>

#include "hotline/calendar/limit.hpp"

namespace hotline {

inline constexpr std::array<std::string_view, 7> counting_words = {
    "elapsed", "working-time", "whole-days", "working-days", "days", "rolled-days", "given"};
inline constexpr std::array<std::string_view, 3> end_words = {"close", "midnight", "same-time"};

constexpr std::string_view word_of(Counting counting) { return counting_words[static_cast<std::size_t>(counting)]; }
constexpr std::string_view word_of(End end) { return end_words[static_cast<std::size_t>(end)]; }

template <class Enum, std::size_t N>
constexpr std::optional<Enum> named(const std::array<std::string_view, N>& words, std::string_view text) {
  for (std::size_t i = 0; i < N; ++i) {
    if (text == words[i]) return static_cast<Enum>(i);
  }
  return std::nullopt;
}

}  // namespace hotline
