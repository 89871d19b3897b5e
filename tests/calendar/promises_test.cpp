// Promises as they are lived: the arithmetic of whole tickets, on the nose, through pauses and changed calendars.
#include <string>

#include <doctest/doctest.h>

#include "hotline/calendar/line.hpp"
#include "support/calendars.hpp"

using namespace hotline;
using namespace hotline::test;

namespace {

// What a clock does with a line: start, pause, resume, extend. Due is never before the last of its anchors.
class Clock {
 public:
  Clock(const Calendar& calendar, const Limit& limit, Instant start)
      : line_(line_for(calendar, limit, start).value()),
        from_(start_key(line_, limit, start).value()),
        key_(from_ + budget(limit, line_.kind())),
        anchor_(start) {}

  void pause(Instant at) { from_ = line_.counted_since(from_, at); }
  void resume(Instant at) {
    const Key left = key_ - from_;
    from_ = line_.counted_since(from_, at);
    key_ = from_ + left;
    anchor_ = at;
  }
  void extend(const Limit& by) { key_ += budget(by, line_.kind()); }
  Key left() const { return key_ - from_; }
  Instant due() const { return std::max(line_.when(key_).value(), anchor_); }

 private:
  Line line_;
  Key from_;
  Key key_;
  Instant anchor_;
};

Calendar office_as_of(const std::string& known) {
  CalendarSpec spec = spec_of("Asia/Shanghai", {{"mon-fri", {"09:00-17:30"}}});
  spec.holidays.push_back(holiday_set("cn-statutory", date(known)).value());
  spec.make_up = std::chrono::Monday;
  return compiled(spec);
}

}  // namespace

TEST_CASE("T1: an enterprise's matter taken on Friday evening") {
  const Instant created = at("2023-03-03 20:15");
  CHECK(show(due_at(office_2023(), limit("24 hours on working days"), created)) == "2023-03-06 20:15");
  CHECK(show(due_at(office_2023(), limit("24 hours on working days; start next-opening"), created)) ==
        "2023-03-07 09:00");
  CHECK(show(due_at(office_2023(), limit("24 hours"), created)) == "2023-03-04 20:15");

  const Line whole_days = line_for(office_2023(), limit("24 hours on working days"), created).value();
  const Instant closed = at("2023-03-06 16:00");
  CHECK(whole_days.reached(closed) - whole_days.reached(created) == 19 * 3600 + 45 * 60);
  CHECK((closed - created).count() == 67 * 3600 + 45 * 60);
}

TEST_CASE("T2: a complex matter parked over Spring Festival") {
  const Limit fifteen = limit("15 working days");
  Clock clock(office_2023(), fifteen, at("2023-01-10 14:00"));
  CHECK(show(clock.due()) == "2023-02-03 17:30");
  clock.pause(at("2023-01-16 15:00"));
  CHECK(clock.left() == 100 * 12);  // Monday itself is not over, then eleven more
  clock.resume(at("2023-01-30 09:00"));
  CHECK(show(clock.due()) == "2023-02-14 17:30");

  Clock extended(office_2023(), fifteen, at("2023-01-10 14:00"));
  extended.extend(limit("5 working days"));
  CHECK(show(extended.due()) == "2023-02-10 17:30");
}

TEST_CASE("pauses cost what passes in them") {
  struct Row {
    std::string why, limit, start, pause, resume, due;
  };
  const Row rows[] = {
      {"working time over closed hours costs nothing", "9 working hours", "2023-03-06 09:00", "2023-03-06 17:30",
       "2023-03-07 09:00", "2023-03-07 09:30"},
      {"working time costs its open seconds", "4 working hours", "2023-03-06 09:00", "2023-03-06 10:00",
       "2023-03-06 11:00", "2023-03-06 14:00"},
      {"elapsed time costs all of it", "24 hours", "2023-03-03 16:00", "2023-03-03 18:00", "2023-03-06 09:00",
       "2023-03-07 07:00"},
      {"whole working days skip the weekend", "24 hours on working days", "2023-03-03 16:00", "2023-03-03 18:00",
       "2023-03-06 09:00", "2023-03-07 07:00"},
      {"a day count costs no day that did not close", "2 working days", "2023-03-06 10:00", "2023-03-07 10:00",
       "2023-03-07 17:29:59", "2023-03-08 17:30"},
      {"and one that did", "2 working days", "2023-03-06 10:00", "2023-03-07 10:00", "2023-03-07 17:30",
       "2023-03-09 17:30"},
      {"the start date is not counted, so its close costs nothing", "2 working days", "2023-03-06 10:00",
       "2023-03-06 11:00", "2023-03-07 11:00", "2023-03-08 17:30"},
      {"midnights likewise", "2 working days; end midnight", "2023-03-06 10:00", "2023-03-07 10:00", "2023-03-07 17:30",
       "2023-03-10 00:00"},
      {"the same time keeps its time", "2 working days; end same-time", "2023-03-06 10:00", "2023-03-07 10:00",
       "2023-03-07 17:30", "2023-03-09 10:00"},
      {"the close of the start date costs nothing", "2 working days; end same-time", "2023-03-06 10:00",
       "2023-03-06 11:00", "2023-03-06 18:00", "2023-03-08 10:00"},
      {"unless it is day 1", "2 working days; first-day include; end same-time", "2023-03-06 10:00", "2023-03-06 11:00",
       "2023-03-06 18:00", "2023-03-08 10:00"},
      {"from a rest day only working days cost", "2 working days; end same-time", "2023-03-04 10:00",
       "2023-03-05 11:00", "2023-03-06 18:00", "2023-03-08 10:00"},
      {"calendar days cost the midnights", "7 days", "2023-03-06 10:00", "2023-03-08 10:00", "2023-03-10 09:00",
       "2023-03-16 00:00"},
      {"rolled days too, and then roll", "3 days, rolled forward", "2023-03-06 10:00", "2023-03-07 10:00",
       "2023-03-09 09:00", "2023-03-14 00:00"},
      {"days at the same time cost what passed", "7 days; end same-time", "2023-03-06 10:00", "2023-03-08 10:00",
       "2023-03-08 12:00", "2023-03-13 12:00"},
  };
  for (const Row& row : rows) {
    CAPTURE(row.why);
    Clock clock(office_2023(), limit(row.limit), at(row.start));
    clock.pause(at(row.pause));
    clock.resume(at(row.resume));
    CHECK(show(clock.due()) == row.due);
  }
}

TEST_CASE("T5: deadlines by the calendar as it was known and as it was changed") {
  struct Row {
    std::string why, dispatched, known, due;
  };
  const Row rows[] = {
      {"2020 under the first notice", "2020-01-21 10:00", "2020-01-25", "2020-02-03 17:30"},
      {"2020 after the extension", "2020-01-21 10:00", "2020-01-26", "2020-02-05 17:30"},
      {"2019 under the first notice", "2019-04-25 10:00", "2019-03-21", "2019-05-03 17:30"},
      {"2019 as changed: a make-up Sunday", "2019-04-25 10:00", "2019-03-22", "2019-05-05 17:30"},
  };
  for (const Row& row : rows) {
    CAPTURE(row.why);
    CHECK(show(due_at(office_as_of(row.known), limit("5 working days"), at(row.dispatched))) == row.due);
  }
}

TEST_CASE("T5: a notice for the future moves due instants and no key") {
  const Instant dispatched = at("2020-01-21 10:00");
  const Limit five = limit("5 working days");
  const Line before = line_for(office_as_of("2020-01-25"), five, dispatched).value();
  const Line after = line_for(office_as_of("2020-01-26"), five, dispatched).value();
  const Key key = start_key(before, five, dispatched).value() + budget(five, before.kind());
  CHECK(key == start_key(after, five, dispatched).value() + budget(five, after.kind()));
  CHECK(show(before.when(key)) == "2020-02-03 17:30");
  CHECK(show(after.when(key)) == "2020-02-05 17:30");
}

TEST_CASE("T8: on the nose") {
  struct Row {
    std::string why, limit, done;
    bool on_time;
  };
  const Row rows[] = {
      {"B: as it closes", "1 working day", "2023-03-06 17:30:00", true},
      {"B: a second later", "1 working day", "2023-03-06 17:30:01", false},
      {"A: the last second", "1 working day; end midnight", "2023-03-06 23:59:59", true},
      {"A: 24:00", "1 working day; end midnight", "2023-03-06 24:00", true},
      {"A: a second later", "1 working day; end midnight", "2023-03-07 00:00:01", false},
  };
  for (const Row& row : rows) {
    CAPTURE(row.why);
    const Instant due = due_at(office_2023(), limit(row.limit), at("2023-03-03 17:00")).value();
    CHECK((at(row.done) <= due) == row.on_time);
  }
}
