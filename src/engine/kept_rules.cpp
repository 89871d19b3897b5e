#include "engine/kept_rules.hpp"

#include <fmt/format.h>

namespace hotline {
namespace {

constexpr std::string_view prefix = "rules/";

Result<std::optional<Rules>> kept(Store& store, const std::string& name) {
  return store.document(name).and_then([&](const std::optional<std::string>& text) -> Result<std::optional<Rules>> {
    if (!text) return std::nullopt;
    Reading reading = read_rules(*text, name);
    if (!reading.rules) {
      return fail(Fault::damaged, fmt::format("the rules kept in the store cannot be read: {}",
                                              to_text(reading.faults.front())));
    }
    return std::move(reading.rules);
  });
}

}  // namespace

Result<Epoch> keep_rules(Store& store, InForce& in_force) {
  const std::string current = std::string{prefix} + in_force.current().version;
  bool known = false;
  const auto names = store.documents();
  if (!names) return tl::make_unexpected(names.error());
  for (const std::string& name : *names) {
    if (!name.starts_with(prefix)) continue;
    auto rules = kept(store, name);
    if (!rules) return tl::make_unexpected(rules.error());
    if (!*rules) continue;
    if (name != current) {
      in_force.keep(std::move(**rules));
      continue;
    }
    known = true;
    if ((*rules)->text != in_force.current().text) {
      return fail(Fault::conflict, fmt::format("the store keeps version '{}' of the rules with another text: give the "
                                               "changed file a new version",
                                               in_force.current().version));
    }
  }
  const Result<Epoch> epoch = store.epoch();
  if (!epoch || known) return epoch;
  const Document document{current, in_force.current().text};
  return store.begin_epoch(*epoch, {&document, 1});
}

}  // namespace hotline
