// The cases in an engine's memory, by id.
#pragma once

#include <deque>
#include <utility>

#include "engine/held.hpp"
#include "store/text_index.hpp"

namespace hotline {

class HeldCases {  // each stays where it is until all are cleared; one forgotten leaves its place to the next of its id
  struct Place {
    Held held;
    bool is_held = false;
  };
  auto id_of() const {
    return [this](std::size_t number) -> std::string_view { return places_[number].held.matter.id.text; };
  }

 public:
  Held* find(const CaseId& id) {
    const auto number = index_.find(id.text, id_of());
    return number && places_[*number].is_held ? &places_[*number].held : nullptr;
  }

  Held& put(const CaseId& id, Held held) {
    const std::size_t number = index_.find_or_add(id.text, places_.size(), id_of());
    if (number == places_.size()) places_.emplace_back();
    places_[number] = {std::move(held), true};
    return places_[number].held;
  }

  void forget(const CaseId& id) {
    const auto number = index_.find(id.text, id_of());
    if (!number) return;
    Held nothing;
    nothing.matter.id = id;
    places_[*number] = {std::move(nothing), false};
  }

  void clear() { *this = {}; }
  std::size_t size() const { return places_.size(); }

 private:
  std::deque<Place> places_;
  TextIndex index_;
};

}  // namespace hotline
