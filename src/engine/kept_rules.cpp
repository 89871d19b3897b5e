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

std::string name_of(const Rules& rules) { return std::string{prefix} + rules.version; }

// A calendar that is new counts for no clock yet; one that is gone may be missed by some.
Result<void> same_calendars(const InForceNote& kept, const InForceNote& now) {
  if (kept.pending)
    return fail(Fault::conflict,
                "an adoption of calendars in this store was interrupted: adopt them again to finish it");
  for (const auto& [name, stands_on] : kept.calendars) {
    const auto found = now.calendars.find(name);
    if (found != now.calendars.end() && found->second == stands_on) continue;
    return fail(
        Fault::conflict,
        fmt::format("calendar '{}' {} in rules '{}', and those in force in this store are '{}': look at what moves "
                    "and adopt the change, as hotline adopt does",
                    name, found == now.calendars.end() ? "is gone" : "counts otherwise", now.rules, kept.rules));
  }
  return {};
}

}  // namespace

Document document_of(const Rules& rules) { return {name_of(rules), rules.text}; }

Result<bool> keep_older_rules(Store& store, InForce& in_force) {
  const std::string current = name_of(in_force.current());
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
  return known;
}

Result<Epoch> keep_rules(Store& store, InForce& in_force) {
  const Result<bool> known = keep_older_rules(store, in_force);
  if (!known) return tl::make_unexpected(known.error());
  const auto kept = read_note(store);
  if (!kept) return tl::make_unexpected(kept.error());
  const InForceNote now = InForceNote::of(in_force.current());
  if (*kept) {
    if (const auto same = same_calendars(**kept, now); !same) return tl::make_unexpected(same.error());
  }
  std::vector<Document> documents;
  if (!*known) documents.push_back(document_of(in_force.current()));
  if (!*kept || document_of(**kept).text != document_of(now).text) documents.push_back(document_of(now));
  const Result<Epoch> epoch = store.epoch();
  if (!epoch || documents.empty()) return epoch;
  return store.begin_epoch(*epoch, documents);
}

}  // namespace hotline
