#include "hotline/calendar/zone.hpp"

#include <string>

#include <doctest/doctest.h>

#include "support/calendars.hpp"

using namespace hotline;
using namespace hotline::test;

namespace {

LocalTime local(const std::string& text) { return LocalTime{at(text, Zone::utc()).time_since_epoch()}; }

}  // namespace

TEST_CASE("the wall clock of a zone") {
  struct Row {
    std::string why, zone, instant, shown;
  };
  const Row rows[] = {
      {"Shanghai", "Asia/Shanghai", "2023-03-06T09:30:00Z", "2023-03-06T17:30:00+08:00"},
      {"Shanghai had summer time from 1986", "Asia/Shanghai", "1988-07-01T00:00:00Z", "1988-07-01T09:00:00+09:00"},
      {"for the last time in 1991", "Asia/Shanghai", "1991-09-14T16:00:00Z", "1991-09-15T01:00:00+09:00"},
      {"and the day after", "Asia/Shanghai", "1991-09-15T16:00:00Z", "1991-09-16T00:00:00+08:00"},
      {"not in 1992", "Asia/Shanghai", "1992-07-01T00:00:00Z", "1992-07-01T08:00:00+08:00"},
      {"New York in winter", "America/New_York", "2023-01-01T12:00:00Z", "2023-01-01T07:00:00-05:00"},
      {"New York under its rules before 2007", "America/New_York", "2006-03-20T12:00:00Z", "2006-03-20T07:00:00-05:00"},
      {"New York past the last listed transition", "America/New_York", "2045-07-01T12:00:00Z",
       "2045-07-01T08:00:00-04:00"},
      {"New York at the end of what is covered", "America/New_York", "2100-07-01T12:00:00Z",
       "2100-07-01T08:00:00-04:00"},
      {"summer time of half an hour", "Australia/Lord_Howe", "2023-01-01T00:00:00Z", "2023-01-01T11:00:00+11:00"},
      {"and without it", "Australia/Lord_Howe", "2023-07-01T00:00:00Z", "2023-07-01T10:30:00+10:30"},
      {"Apia before it crossed the date line", "Pacific/Apia", "2011-12-30T09:59:59Z", "2011-12-29T23:59:59-10:00"},
      {"and a second later: there was no 30 December", "Pacific/Apia", "2011-12-30T10:00:00Z",
       "2011-12-31T00:00:00+14:00"},
      {"Liberia kept an offset with seconds", "Africa/Monrovia", "1971-01-01T00:44:30Z",
       "1971-01-01T00:00:00-00:44:30"},
      {"a fixed offset", "+08:00", "1988-07-01T00:00:00Z", "1988-07-01T08:00:00+08:00"},
      {"a fixed offset to the west", "-03:30", "2023-07-01T00:00:00Z", "2023-06-30T20:30:00-03:30"},
      {"UTC by name", "UTC", "2023-07-01T00:00:00Z", "2023-07-01T00:00:00+00:00"},
  };
  for (const Row& row : rows) {
    CAPTURE(row.why);
    CHECK(to_text(at(row.instant), zone_of(row.zone)) == row.shown);
  }
}

TEST_CASE("local times that a clock change skips or repeats") {
  struct Row {
    std::string why, zone, local, shift, gap_end;
  };
  const Row rows[] = {
      {"inside New York's gap", "America/New_York", "2023-03-12 02:30", "2023-03-12T03:30:00-04:00",
       "2023-03-12T03:00:00-04:00"},
      {"as the gap begins", "America/New_York", "2023-03-12 02:00", "2023-03-12T03:00:00-04:00",
       "2023-03-12T03:00:00-04:00"},
      {"as the gap ends", "America/New_York", "2023-03-12 03:00", "2023-03-12T03:00:00-04:00",
       "2023-03-12T03:00:00-04:00"},
      {"repeated: the first", "America/New_York", "2023-11-05 01:30", "2023-11-05T01:30:00-04:00",
       "2023-11-05T01:30:00-04:00"},
      {"as the repeat ends", "America/New_York", "2023-11-05 02:00", "2023-11-05T02:00:00-05:00",
       "2023-11-05T02:00:00-05:00"},
      {"half an hour's gap", "Australia/Lord_Howe", "2023-10-01 02:10", "2023-10-01T02:40:00+11:00",
       "2023-10-01T02:30:00+11:00"},
      {"half an hour twice", "Australia/Lord_Howe", "2023-04-02 01:45", "2023-04-02T01:45:00+11:00",
       "2023-04-02T01:45:00+11:00"},
      {"a whole date", "Pacific/Apia", "2011-12-30 12:00", "2011-12-31T12:00:00+14:00", "2011-12-31T00:00:00+14:00"},
      {"midnight skipped", "Asia/Beirut", "2022-03-27 00:00", "2022-03-27T01:00:00+03:00", "2022-03-27T01:00:00+03:00"},
      {"Shanghai 1986", "Asia/Shanghai", "1986-05-04 02:30", "1986-05-04T03:30:00+09:00", "1986-05-04T03:00:00+09:00"},
  };
  for (const Row& row : rows) {
    CAPTURE(row.why);
    const Zone zone = zone_of(row.zone);
    CHECK(to_text(zone.to_instant(local(row.local), Skipped::shift), zone) == row.shift);
    CHECK(to_text(zone.to_instant(local(row.local), Skipped::gap_end), zone) == row.gap_end);
  }
}

TEST_CASE("transitions of an offset") {
  const Zone new_york = zone_of("America/New_York");
  CHECK(new_york.next_transition(at("2023-01-01T00:00:00Z")) == at("2023-03-12T07:00:00Z"));
  CHECK(new_york.next_transition(at("2023-03-12T07:00:00Z")) == at("2023-11-05T06:00:00Z"));
  CHECK(new_york.next_transition(at("2100-05-01T00:00:00Z")) == at("2100-11-07T06:00:00Z"));
  CHECK(zone_of("Asia/Shanghai").next_transition(at("2000-01-01T00:00:00Z")) == Instant::max());
  CHECK(zone_of("+08:00").next_transition(at("2000-01-01T00:00:00Z")) == Instant::max());
}

TEST_CASE("a zone that is not known is refused and never UTC in silence") {
  for (const std::string name : {"Asia/Shangai", "", "CST-8", "../etc/passwd", "/etc/localtime", "localtime", "+25:00",
                                 "+8", "right/UTC", "file:UTC", "Asia", "Asia/Shanghai\n"}) {
    CAPTURE(name);
    const Result<Zone> zone = Zone::load(name);
    REQUIRE_FALSE(zone);
    CHECK(zone.error().fault == Fault::not_found);
    CHECK(says(zone, "no time zone '" + name + "'"));
  }
}
