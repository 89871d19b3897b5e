#include "engine/kept_rules.hpp"

#include <fmt/format.h>

namespace hotline {
namespace {

constexpr std::string_view prefix = "rules/";

// Calendars are never bound, so those of an older version are asked nothing: its .ics files may be gone.
Result<HolidaySet> no_days(const std::string& file, const std::vector<std::string>&) {
  return HolidaySet{file, {}, std::nullopt};
}

Result<void> keep_older(const std::string& name, const std::string& text, InForce& in_force) {
  Reading reading = read_rules(text, name, std::nullopt, no_days);
  if (!reading.rules) {
    return fail(Fault::damaged,
                fmt::format("the rules kept in the store cannot be read: {}", to_text(reading.faults.front())));
  }
  in_force.keep(std::move(*reading.rules));
  return {};
}

}  // namespace

Result<Epoch> keep_rules(Store& store, InForce& in_force) {
  const std::string current = std::string{prefix} + in_force.current().version;
  bool known = false;
  const auto names = store.documents();
  if (!names) return tl::make_unexpected(names.error());
  for (const std::string& name : *names) {
    if (!name.starts_with(prefix)) continue;
    const auto text = store.document(name);
    if (!text) return tl::make_unexpected(text.error());
    if (!*text) continue;
    if (name != current) {
      if (const auto kept = keep_older(name, **text, in_force); !kept) return tl::make_unexpected(kept.error());
      continue;
    }
    known = true;
    if (**text != in_force.current().text) {
      return fail(Fault::conflict,
                  fmt::format("the store keeps version '{}' of the rules with another text: give the changed "
                              "file a new version",
                              in_force.current().version));
    }
  }
  const Result<Epoch> epoch = store.epoch();
  if (!epoch || known) return epoch;
  const Document document{current, in_force.current().text};
  return store.begin_epoch(*epoch, {&document, 1});
}

}  // namespace hotline
