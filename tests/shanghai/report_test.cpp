// What was published of the trial month, and what the report counts.
#include <algorithm>
#include <fstream>
#include <iterator>
#include <set>

#include <doctest/doctest.h>

#include "../../examples/shanghai/make_log/trial_month.hpp"
#include "hotline/calendar/iso8601.hpp"
#include "hotline/desk/plan.hpp"
#include "hotline/directory/import.hpp"
#include "shanghai/month.hpp"
#include "shanghai/recount.hpp"

namespace hotline::test {
namespace {

const MeasureCount& measured(const std::string& name, const Report& report = trial_month().report) {
  const std::vector<MeasureCount>& all = report.measures;
  const auto found =
      std::find_if(all.begin(), all.end(), [&](const MeasureCount& one) { return one.measure.name == name; });
  REQUIRE(found != all.end());
  return *found;
}

// A department's share, or all of it.
Fraction rate_of(const MeasureCount& count, const std::string& department) {
  if (department.empty()) return count.rate;
  for (const MeasureCount::Group& group : count.groups) {
    const auto row = group.rows.find(department);
    if (group.by == "department" && row != group.rows.end()) return row->second;
  }
  return {};
}

std::string text_of(const MeasureCount& count, const std::string& department) {
  return to_percent(rate_of(count, department), count.measure.digits);
}

std::string goal_of(const MeasureCount& count) {
  const auto met = count.goal_met();
  return !met ? "none" : *met ? "met" : "missed";
}

std::string plain_text(const std::filesystem::path& file) {
  std::ifstream in(file, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}

Instant at(const std::string& text) { return *parse_instant(text, *Zone::load("Asia/Shanghai")); }

TEST_CASE("the published table comes out of counted tickets") {
  struct Row {
    std::string why, measure, department;
    Fraction rate;
    std::string percent, goal;
  };
  const Row rows[] = {
      {"2,399 requests less two callers who hung up", "connect rate", "", {2172, 2397}, "90.61 %", "met"},
      {"no count of all 2,399 gives the published rate",
       "connected of all requests",
       "",
       {2172, 2399},
       "90.54 %",
       "none"},
      {"277 orders and a rate without digits", "24-hour closing rate", "", {250, 277}, "90 %", "met"},
      {"of the callers reached, not of 277", "resolution rate", "", {251, 261}, "96.2 %", "none"},
      {"the same 261 callers", "satisfaction rate", "", {241, 261}, "92.3 %", "none"},
      {"most callers are picked up at the first number, and 12 in 100 forwarded to another",
       "attempts picked up",
       "",
       {2172, 2645},
       "82.12 %",
       "none"},
      {"every call to the tax bureau was taken", "connect rate", "tax", {427, 427}, "100.00 %", ""},
      {"the tax bureau solved all", "resolution rate", "tax", {49, 49}, "100.0 %", ""},
      {"and left nobody unhappy", "satisfaction rate", "tax", {49, 49}, "100.0 %", ""},
  };
  for (const Row& row : rows) {
    CAPTURE(row.why);
    const MeasureCount& count = measured(row.measure);
    CHECK(rate_of(count, row.department) == row.rate);
    CHECK(text_of(count, row.department) == row.percent);
    if (row.department.empty()) CHECK(goal_of(count) == row.goal);
  }
}

TEST_CASE("published figures that do not add up are doubted and nothing is changed") {
  const std::set<std::string> doubted{"connect rate", "resolution rate", "satisfaction rate"};
  for (const MeasureCount& count : trial_month().report.measures) {
    CAPTURE(count.measure.name);
    CHECK(count.doubts.size() == doubted.count(count.measure.name));
  }
  CountOptions options;
  options.from = at("2023-02-27 00:00");
  options.to = at("2023-03-28 00:00");
  Counter counter(trial_month().rules, options);
  for (const Case& matter : trial_month().cases) counter.add(matter);
  const Report report = counter.report(trial_month().report.until);
  const MeasureCount& connected = measured("connect rate", report);
  CHECK(connected.rate == Fraction{2172, 2397});
  REQUIRE(connected.doubts.size() == 2);
  CHECK(connected.doubts.back() == "published of 2,399, counted of 2,397");
  CHECK(measured("24-hour closing rate", report).doubts.empty());
}

TEST_CASE("how the 24 hours are read decides the closing rate") {
  struct Row {
    std::string why, limit, start;
    std::int64_t closed_in_time;
  };
  const Row rows[] = {
      {"by the wall clock a weekend call lapses on the weekend", "24 hours", "at-once", 153},
      {"by the wall clock from the next opening", "24 hours", "next-opening", 255},
      {"all 24 hours of working days: the reading of these rules", "24 hours on working days", "at-once", 250},
      {"the same from the next opening", "24 hours on working days", "next-opening", 255},
      {"office hours alone are nearly three days", "24 working hours", "at-once", 265},
  };
  for (const Row& row : rows) {
    CAPTURE(row.why);
    const TrialMonth month = replayed_under(shanghai_rules_where(row.limit, row.start));
    CHECK(measured("24-hour closing rate", month.report).rate == Fraction{row.closed_in_time, 277});
  }
}

TEST_CASE("departments and matters and seats and months add up to the whole") {
  for (const MeasureCount& count : trial_month().report.measures) {
    CAPTURE(count.measure.name);
    for (const MeasureCount::Group& group : count.groups) {
      Fraction sum;
      for (const auto& [name, row] : group.rows) {
        if (group.by == "department") CHECK(trial_month().rules.directory.departments.contains(name));
        if (group.by == "matter") CHECK(trial_month().rules.directory.matters.contains(name));
        sum.hits += row.hits;
        sum.of += row.of;
      }
      CHECK(sum == count.rate);
    }
  }
}

TEST_CASE("every line of the log is used") {
  const TrialMonth& month = trial_month();
  const std::string csv = unpacked(shanghai_file("trial-month.csv.gz"));
  CHECK(month.log.rows == static_cast<std::uint64_t>(std::count(csv.begin(), csv.end(), '\n')) - 1);
  CHECK(month.replayed.applied == month.log.rows);
  for (const Reject& reject : month.replayed.rejects) FAIL_CHECK(reject.place.line << ": " << reject.message);
  std::int64_t tickets = 0;
  for (const Case& matter : month.cases)
    tickets += std::count_if(matter.tickets.begin(), matter.tickets.end(),
                             [](const Ticket& ticket) { return ticket.kind != escalation_kind; });
  CHECK(std::ssize(month.cases) == 3'010);
  CHECK(tickets == 3'010 + 2'647);  // each number rung is one
  CHECK(month.report.tickets == tickets);
  CHECK(month.report.until > at("2023-03-27 17:00"));
  CHECK(month.report.until <= at("2023-03-27 17:30"));
}

TEST_CASE("rates agree with a recount from the rows") {
  const Recount expected = recount(unpacked(shanghai_file("trial-month.csv.gz")));
  const std::set<std::string> without_data{
      // calls and online help are told by one-day.csv
      "calls answered",           "answered in 15 seconds", "answered on the call",
      "missed calls called back", "first response",         "online help solved",
      "actually resolved",        "policy read rightly",    "satisfaction in the end"};
  CHECK(expected.rates.size() + without_data.size() == trial_month().report.measures.size());
  for (const std::string& name : without_data) CHECK(measured(name).rate == Fraction{});
  for (const auto& [name, rows] : expected.rates) {
    CAPTURE(name);
    const MeasureCount& count = measured(name);
    std::size_t found = 0;
    for (const auto& [row, share] : rows) {
      CAPTURE(row.first);
      CAPTURE(row.second);
      if (row.first.empty()) CHECK(count.rate == Fraction{share.hits, share.of});
      for (const MeasureCount::Group& group : count.groups) {
        if (group.by != row.first) continue;
        REQUIRE(group.rows.contains(row.second));
        CHECK(group.rows.at(row.second) == Fraction{share.hits, share.of});
        ++found;
      }
    }
    for (const MeasureCount::Group& group : count.groups) found -= group.rows.size();
    CHECK(found == 0);  // nor has the report a row more
  }
}

TEST_CASE("promises agree with a recount from the rows") {
  const Recount expected = recount(unpacked(shanghai_file("trial-month.csv.gz")));
  const Grouped& by_target = trial_month().report.groups.front();
  CHECK(by_target.by == "target");
  CHECK(by_target.rows.size() == expected.promises.size());
  for (const auto& [target, kept] : expected.promises) {
    CAPTURE(target);
    REQUIRE(by_target.rows.contains(target));
    const PromiseCount& count = by_target.rows.at(target);
    CHECK(count.on_time == kept.on_time);
    CHECK(count.late == kept.late);
    CHECK(count.overdue == kept.overdue);
    CHECK(count.open == kept.open);
    CHECK(count.cancelled == kept.cancelled);
  }
  const auto ran = [](const Clock& clock) { return clock.target == "auto-sign" && clock.status == Clock::Status::ran; };
  std::int64_t signed_by_timer = 0;
  for (const Case& matter : trial_month().cases)
    signed_by_timer += std::count_if(matter.tickets.front().clocks.begin(), matter.tickets.front().clocks.end(), ran);
  CHECK(signed_by_timer == expected.signed_by_timer);
  CHECK(signed_by_timer > 0);
}

TEST_CASE("the log in the project is what its generator makes") {
  CHECK(unpacked(shanghai_file("trial-month.csv.gz")) == shanghai::trial_month());
}

TEST_CASE("the log says that it is made up and names what the directory has") {
  const Directory& directory = trial_month().rules.directory;
  std::set<std::string> seats;
  for (const Case& matter : trial_month().cases) {
    const Fields& labels = matter.tickets.front().labels;
    CAPTURE(matter.id.text);
    CHECK(labels.at("source") == "illustrative");
    CHECK(directory.departments.contains(labels.at("department")));
    CHECK(directory.matters.contains(labels.at("matter")));
    if (labels.contains("number")) CHECK(directory.numbers.contains(labels.at("number")));
    seats.insert(labels.at("seat"));
  }
  CHECK(seats.size() == 15);
}

TEST_CASE("the directory has 52 matters on 119 numbers and is what its spreadsheets say") {
  const Directory& directory = shanghai_rules().directory;
  CHECK(directory.matters.size() == 52);
  CHECK(directory.numbers.size() == 119);
  CHECK(std::count_if(directory.departments.begin(), directory.departments.end(),
                      [](const auto& one) { return one.second.parent == "city"; }) == 32);  // 16 bureaus, 16 districts
  for (const std::string name : {"departments.csv", "numbers.csv", "matters.csv", "seats.csv"}) {
    CAPTURE(name);
    const auto lines = directory_from_csv(plain_text(shanghai_file(name)));
    REQUIRE(lines);
    CHECK(shanghai_rules().text.find(*lines) != std::string::npos);
  }
}

TEST_CASE("a matter more is data only") {
  const std::string csv =
      "matter,title-zh,title-en,owner,numbers,courseware,courseware-version,one-owner,from\n"
      "import-duties,进口税费,Import duties,tax,6001 6012,course/import-duties,1,true,2023-04-01\n";
  const auto lines = directory_from_csv(csv);
  REQUIRE(lines);
  std::string text = shanghai_rules().text;
  const std::string head = "[matter]\n";
  REQUIRE(lines->starts_with(head));
  text.replace(text.find(head), head.size(), *lines);
  const Reading reading = read_rules(text, "rules.toml");
  for (const Finding& fault : reading.faults) FAIL_CHECK(to_text(fault));
  REQUIRE(reading.rules);
  CHECK(reading.rules->directory.matters.size() == 53);
  const auto plan = plan_transfer(*reading.rules, "import-duties", at("2023-04-03 10:00"), {"6001"});
  REQUIRE(plan);
  CHECK(plan->ring.front().number == "6002");  // busy-forward of 6001
  CHECK(plan->matter.courseware == Written{"course/import-duties", "1"});
  CHECK(!plan_transfer(*reading.rules, "import-duties", at("2023-03-31 10:00"), {}));  // a day before it is served
  const auto at_night = plan_transfer(*reading.rules, "import-duties", at("2023-04-03 20:00"), {});
  REQUIRE(at_night);
  CHECK(at_night->instead->attributes.at("ownership") == "to-the-end");
}

TEST_CASE("15 seats of the desk and the districts' teams help online") {
  struct Row {
    std::string why, matter, now;
    std::size_t seats;
    std::string first;
  };
  const Row rows[] = {
      {"the desk's seats serve every matter", "invoice", "2023-03-01 10:00", 15, "1"},
      {"a district's team goes first", "pudong-services", "2023-03-01 10:00", 18, "pudong-1"},
      {"out of hours nobody", "invoice", "2023-03-04 10:00", 0, ""},
  };
  for (const Row& row : rows) {
    CAPTURE(row.why);
    const auto plan = plan_help(shanghai_rules(), row.matter, at(row.now), {});
    REQUIRE(plan);
    CHECK(plan->seats.size() == row.seats);
    CHECK((plan->seats.empty() ? "" : plan->seats.front().seat) == row.first);
    if (row.seats == 0) CHECK(plan->instead->attributes.at("urgency") == "sub-urgent");
  }
}

TEST_CASE("the generator and the calendar agree on the working days") {
  const Calendar& office = trial_month().rules.calendars.at("office");
  int working_days = 0;
  for (std::int64_t date = 0; date < shanghai::days; ++date) {
    CAPTURE(shanghai::stamp(date * shanghai::day));
    const Instant noon = at(shanghai::stamp(date * shanghai::day + 12 * shanghai::hour));
    CHECK(office.is_open(noon) == shanghai::is_working(date));
    working_days += shanghai::is_working(date);
  }
  CHECK(working_days == 21);
}

TEST_CASE("the desk rings in hours and opens the right order otherwise") {
  struct Row {
    std::string why, now;
    Busy busy;
    std::string first, instead;
  };
  const Row rows[] = {
      {"in hours the matter's first number", "2023-03-01 10:00", {}, "6001", ""},
      {"a busy one forwards", "2023-03-01 10:00", {"6001"}, "6002", ""},
      {"all busy: an ordinary order", "2023-03-01 10:00", {"6001", "6002", "6003"}, "", "ordinary"},
      {"Saturday: a sub-urgent order", "2023-03-04 10:00", {}, "", "sub-urgent"},
      {"closing time is after hours", "2023-03-01 17:30", {}, "", "sub-urgent"},
  };
  for (const Row& row : rows) {
    CAPTURE(row.why);
    const auto plan = plan_transfer(shanghai_rules(), "invoice", at(row.now), row.busy);
    REQUIRE(plan);
    CHECK((plan->ring.empty() ? "" : plan->ring.front().number) == row.first);
    CHECK((plan->instead ? plan->instead->attributes.at("urgency") : "") == row.instead);
  }
}

}  // namespace
}  // namespace hotline::test
