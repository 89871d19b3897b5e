#include "shanghai/recount.hpp"

#include <algorithm>
#include <optional>
#include <sstream>
#include <vector>

namespace hotline::test {
namespace {

using Row = std::map<std::string, std::string>;
using Second = std::int64_t;  // since Monday 27 February 2023, 00:00 in Shanghai

constexpr Second day = 86'400;
constexpr Second opens = 9 * 3'600;
constexpr Second closes = 17 * 3'600 + 30 * 60;

std::vector<std::string> cells_of(const std::string& line) {
  std::vector<std::string> cells(1);
  for (const char sign : line) sign == ',' ? cells.emplace_back() : cells.back() += sign;
  return cells;
}

Second second_of(const std::string& stamp) {  // 2023-03-01T10:20:30+08:00
  const auto number = [&](std::size_t from) { return std::stoll(stamp.substr(from, 2)); };
  const Second date = number(5) == 2 ? number(8) - 27 : number(8) + 1;
  return date * day + number(11) * 3'600 + number(14) * 60 + number(17);
}

bool working(Second at) { return at / day % 7 < 5; }
bool in_hours(Second at) { return working(at) && at % day >= opens && at % day < closes; }

Second after_24_hours_on_working_days(Second at) {
  for (Second left = day; left > 0; ++at)
    if (working(at)) --left;
  return at;
}

Second after_working_days(Second at, int count) {
  Second date = at / day;
  while (count > 0)
    if (working(++date * day)) --count;
  return date * day + closes;
}

std::string month_of(Second at) { return at < 2 * day ? "2023-02" : at < 33 * day ? "2023-03" : "2023-04"; }

struct Matter {
  std::vector<Row> rows;                    // its own
  std::map<std::string, Matter> legs = {};  // by ticket

  std::optional<Second> first(const std::string& verb, Second from = 0) const {
    for (const Row& row : rows)
      if (row.at("verb") == verb && second_of(row.at("at")) >= from) return second_of(row.at("at"));
    return std::nullopt;
  }
  bool has(const std::string& verb) const { return first(verb).has_value(); }
  std::string last(const std::string& column) const {
    std::string value;
    for (const Row& row : rows)
      if (!row.at(column).empty()) value = row.at(column);
    return value;
  }
};

class Clerk {
 public:
  explicit Clerk(Second until) : until_(until) {}

  void count(const Matter& matter) { matter.last("kind") == "transfer" ? transfer(matter) : order(matter); }
  Recount take() { return std::move(result_); }

 private:
  void add(const std::string& measure, const Matter& matter, Second at, std::int64_t hits, std::int64_t of) {
    const std::pair<std::string, std::string> groups[] = {{"", ""},
                                                          {"department", matter.last("department")},
                                                          {"matter", matter.last("matter")},
                                                          {"seat", matter.last("seat")},
                                                          {"month", month_of(at)}};
    for (const auto& group : groups) {
      Share& share = result_.rates[measure][group];
      share.of += of;
      share.hits += hits;
    }
  }
  void rate(const std::string& measure, const Matter& matter, Second at, bool hit) {
    add(measure, matter, at, hit ? 1 : 0, 1);
  }
  void rate(const std::string& measure, const Matter& matter, bool hit) {  // by intake
    rate(measure, matter, *matter.first("open"), hit);
  }

  void transfer(const Matter& matter) {
    if (!in_hours(*matter.first("open"))) return;
    rate("connected of all requests", matter, matter.has("connect"));
    if (!matter.has("hang-up")) rate("connect rate", matter, matter.has("connect"));
    for (const auto& [ticket, leg] : matter.legs) {
      rate("picked up of all attempts", matter, leg.has("pick-up"));
      if (!leg.has("abandon")) rate("attempts picked up", matter, leg.has("pick-up"));
    }
  }

  void order(const Matter& matter) {
    const auto dispatched = matter.first("dispatch"), closed = matter.first("close");
    if (matter.has("sign") || signed_by_timer(matter)) {
      rate("signed by the unit", matter, *dispatched, matter.has("sign"));
      if (!matter.has("withdraw")) rate("contacted", matter, *dispatched, matter.has("contact"));
    }
    if (dispatched) {
      rate("returned", matter, *dispatched, matter.has("return"));
      rate("granted more time", matter, *dispatched, matter.has("approve-extension"));
      if (matter.has("return")) rate("returns refused", matter, *dispatched, matter.has("refuse-return"));
    }
    if (closed) {
      rate("followed up", matter, *closed, matter.has("follow-up") && matter.last("follow-up") == "answered");
      rate("handled again", matter, *closed, matter.has("re-handle"));
    }
    rate("answered at once", matter, matter.has("answer"));
    matter.last("urgency") == "sub-urgent" ? sub_urgent(matter) : ordinary(matter);
    if (const auto contact = matter.first("contact"); contact && !matter.first("sign")) result_.signed_by_timer += 1;
  }

  void sub_urgent(const Matter& matter) {
    const Second due = after_24_hours_on_working_days(*matter.first("open"));
    const auto contacted = matter.first("contact");
    promise("sub-urgent-contact", matter, due, contacted);
    if (contacted || due < until_) rate("sub-urgent contact in time", matter, due, contacted && *contacted <= due);
    const auto closed = matter.first("close");
    promise("sub-urgent-close", matter, due, closed);
    if (in_hours(*matter.first("open"))) return;
    rate("24-hour closing rate", matter, closed && *closed <= due);
    if (matter.last("follow-up") != "answered") return;
    const std::string rating = matter.last("rating");
    rate("resolution rate", matter, matter.last("resolved") == "yes");
    rate("satisfaction rate", matter, rating == "satisfied" || rating == "fairly-satisfied");
    static const std::map<std::string, std::int64_t> tenths{
        {"satisfied", 10}, {"fairly-satisfied", 8}, {"neutral", 6}, {"dissatisfied", 0}};
    if (const auto weight = tenths.find(rating); weight != tenths.end())
      add("weighted satisfaction", matter, *matter.first("open"), weight->second, 10);
  }

  void ordinary(const Matter& matter) {
    const auto dispatched = matter.first("dispatch");
    const auto contacted = matter.first("contact");
    const bool ended = matter.has("refuse") || matter.has("withdraw");
    const bool in_time = dispatched && contacted && *contacted <= after_working_days(*dispatched, 1);
    if (!ended) rate("first contact in time", matter, in_time);
    if (!dispatched) return;
    promise("contact", matter, after_working_days(*dispatched, 1), contacted);
    const bool complex = matter.last("complexity") == "complex";
    const int limit = (complex ? 15 : 5) + closings_parked(matter);
    if (in_park(matter) && !matter.has("close")) {
      result_.promises[complex ? "resolve-complex" : "resolve-simple"].open += 1;
      return;
    }
    const Second due = after_working_days(*dispatched, limit);
    const auto closed = matter.first("close");
    promise(complex ? "resolve-complex" : "resolve-simple", matter, due, closed);
    if (!closed && (ended || due >= until_)) return;
    for (const std::string measure : {"solved in time", "solved by the first date", "in time as known then"})
      rate(measure, matter, due, closed && *closed <= due);
  }

  // An order nobody signed is signed at the close of the next working day.
  bool signed_by_timer(const Matter& matter) const {
    const auto dispatched = matter.first("dispatch");
    if (!dispatched || matter.has("sign") || matter.has("return") || matter.has("withdraw")) return false;
    return after_working_days(*dispatched, 1) < until_;
  }

  static bool in_park(const Matter& matter) {
    const auto parked = matter.first("park");
    return parked && !matter.first("resume", *parked);
  }

  // A pause costs the working days that close in it.
  static int closings_parked(const Matter& matter) {
    const auto parked = matter.first("park");
    const auto resumed = matter.first("resume");
    int days = 0;
    if (parked && resumed)
      for (Second close = *parked / day * day + closes; close <= *resumed; close += day)
        if (working(close)) ++days;
    return days;
  }

  void promise(const std::string& target, const Matter& matter, Second due, std::optional<Second> done) {
    Kept& kept = result_.promises[target];
    if (done)
      (*done <= due ? kept.on_time : kept.late) += 1;
    else if (matter.has("withdraw") || matter.has("refuse"))
      kept.cancelled += 1;
    else
      (due < until_ ? kept.overdue : kept.open) += 1;
  }

  Second until_;
  Recount result_;
};

}  // namespace

Recount recount(const std::string& csv) {
  std::istringstream lines(csv);
  std::string line;
  std::getline(lines, line);
  const std::vector<std::string> columns = cells_of(line);
  std::map<std::string, Matter> matters;
  Second until = 0;
  while (std::getline(lines, line)) {
    const std::vector<std::string> cells = cells_of(line);
    Row row;
    for (std::size_t i = 0; i < columns.size(); ++i) row[columns[i]] = cells.at(i);
    until = std::max(until, second_of(row["at"]));
    Matter& matter = matters[row["case"]];
    (row["ticket"].empty() ? matter : matter.legs[row["ticket"]]).rows.push_back(row);
  }
  Clerk clerk(until);
  for (const auto& [number, matter] : matters) clerk.count(matter);
  return clerk.take();
}

}  // namespace hotline::test
