#include <doctest/doctest.h>
#include <fmt/format.h>

#include "hotline/policy/ladder.hpp"
#include "hotline/policy/match.hpp"

using namespace hotline;

TEST_CASE("a step of a ladder is read from its text") {
  struct Row {
    std::string why, text, step;
  };
  const auto show = [](const Result<Rung>& rung) -> std::string {
    if (!rung) return "error: " + rung.error().message;
    switch (rung->at) {
      case Rung::At::share:
        return fmt::format("{} of the limit", rung->percent);
      case Rung::At::due:
        return "due";
      case Rung::At::before_due:
        return to_text(rung->amount) + " before";
      case Rung::At::after_due:
        return to_text(rung->amount) + " after";
    }
    return "";
  };
  const std::string forms = "write \"75%\", \"due\", \"2 working hours before due\" or \"1 working day after due\"";
  const Row rows[] = {
      {"a share", "75%", "75 of the limit"},
      {"the whole", "100%", "100 of the limit"},
      {"due", "due", "due"},
      {"before", "2 working hours before due", "2 working hours before"},
      {"after", "1 working day after due", "1 working day after"},
      {"elapsed time", "30 minutes after due", "30 minutes after"},
      {"days as the calendar counts them", "24 hours on working days after due", "24 hours on working days after"},
      {"no sign", "75", "error: '75' is not a step of a ladder: " + forms},
      {"nothing", "", "error: '' is not a step of a ladder: " + forms},
      {"only a sign", "%", "error: '%' is not a step of a ladder: " + forms},
      {"none of it", "0%",
       "error: '0%' is not a step of a ladder: a share is 1% to 100%; after that write \"1 working day after due\""},
      {"an endless share", "99999999999999999999%",
       "error: '99999999999999999999%' is not a step of a ladder: a share is 1% to 100%; after that write \"1 working "
       "day after due\""},
      {"less than none", "-5%", "error: '-5%' is not a step of a ladder: a share is a whole number, as in \"75%\""},
      {"no amount", "before due", "error: 'before due' is not a step of a ladder: " + forms},
      {"an amount nobody knows", "given after due", "error: 'given after due' is not a step of a ladder: " + forms},
      {"an amount that rolls", "2 days, rolled forward after due",
       "error: '2 days, rolled forward after due' is not a step of a ladder: " + forms},
      {"an amount of nothing", "0 hours after due",
       "error: '0 hours after due' is not a step of a ladder: '0 hours' is not a limit: a limit is at least 1"},
  };
  for (const Row& row : rows) {
    CAPTURE(row.why);
    CHECK(show(parse_rung_at(row.text)) == row.step);
    if (const auto rung = parse_rung_at(row.text)) CHECK(rung->text == row.text);
  }
}

TEST_CASE("a match holds when every named attribute has a listed value") {
  const Match match{{{"urgency", {"ordinary", "urgent"}}, {"complexity", {"simple"}}}};
  struct Row {
    std::string why;
    Fields fields;
    bool holds;
  };
  const Row rows[] = {
      {"both", {{"urgency", "urgent"}, {"complexity", "simple"}, {"other", "x"}}, true},
      {"one of them wrong", {{"urgency", "urgent"}, {"complexity", "complex"}}, false},
      {"one of them missing", {{"urgency", "urgent"}}, false},
  };
  for (const Row& row : rows) {
    CAPTURE(row.why);
    CHECK(match.holds(row.fields) == row.holds);
  }
  CHECK(Match{}.holds({}));
}
