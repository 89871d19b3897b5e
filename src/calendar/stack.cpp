#include "hotline/calendar/stack.hpp"

#include "calendar/known.hpp"

namespace hotline {
namespace {

void lay_weekdays(const SomeWeekdays& over, Week& week) {
  for (std::size_t i = 0; i < over.size(); ++i)
    if (over[i]) week.days[i] = *over[i];
}

// Before the layer's sets join those below: an unstated date below is the earliest of its sets' and joins in by itself.
std::optional<Date> known_with(const CalendarLayer& layer, const std::optional<Date>& below) {
  if (layer.known_until) return layer.known_until;
  if (!below) return std::nullopt;
  return earlier(below, earliest_known(layer.holidays));
}

}  // namespace

CalendarSpec laid_over(CalendarSpec below, const CalendarLayer& layer) {
  CalendarSpec spec = std::move(below);
  for (DatedHours& exception : spec.days)
    if (exception.layer.empty()) exception.layer = spec.name;
  spec.known_until = known_with(layer, spec.known_until);
  spec.name = layer.name;
  spec.revision = layer.revision;
  if (layer.zone) spec.zone = *layer.zone;
  lay_weekdays(layer.hours, spec.week);
  lay_weekdays(layer.breaks, spec.breaks);
  spec.holidays.insert(spec.holidays.end(), layer.holidays.begin(), layer.holidays.end());
  if (layer.make_up || layer.make_up_hours) {
    spec.make_up = layer.make_up;
    spec.make_up_hours = layer.make_up_hours;
  }
  spec.days.insert(spec.days.end(), layer.days.begin(), layer.days.end());
  return spec;
}

}  // namespace hotline
