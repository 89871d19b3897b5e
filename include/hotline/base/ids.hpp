// Names given by the host: a case number is not a command number, so they are not the same type.
#pragma once

#include <compare>
#include <functional>
#include <string>
#include <type_traits>

namespace hotline {

template <class Tag>
struct Id {
  std::string text;
  friend auto operator<=>(const Id&, const Id&) = default;
};

using CaseId = Id<struct CaseTag>;        // the citizen's matter, as the host numbers it
using CommandId = Id<struct CommandTag>;  // one request; the same id twice is the same request

static_assert(!std::is_convertible_v<CaseId, CommandId>);

}  // namespace hotline

// Not noexcept, though it never throws: libstdc++ then keeps the hash beside the id, instead of working it out again
// for every neighbour it passes.
template <class Tag>
struct std::hash<hotline::Id<Tag>> {
  std::size_t operator()(const hotline::Id<Tag>& id) const { return std::hash<std::string>{}(id.text); }
};
