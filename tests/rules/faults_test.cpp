// What an administrator reads when a rules file is wrong: one slip in the sample, one message, at the slip.
#include <doctest/doctest.h>

#include "rules/sample.hpp"

using namespace hotline;

namespace {

struct Row {
  std::string why;
  std::string before;  // in the sample
  std::string after;   // what is written instead; ^ marks where the fault is shown, and is not written
  std::string says;
  std::string place = {};  // where the fault is shown when that is elsewhere: its text with a ^
};

void check(const Row& row) {
  CAPTURE(row.why);
  const std::string text = edited(sample(), row.before, without_mark(row.after));
  const std::string place = place_in(text, row.place.empty() ? row.after : row.place);
  CHECK(faults_of(text) == "rules.toml:" + place + ": error: " + row.says + "\n");
}

}  // namespace

TEST_CASE("a slip in a calendar is placed and mended") {
  const Row rows[] = {
      {"a key mistyped", "zone        = \"Asia/Shanghai\"", "^zon = \"Asia/Shanghai\"\nzone = \"Asia/Shanghai\"",
       "unknown key 'zon' in [calendar.office]: write \"zone\""},
      {"a key missing", "zone  = \"+08:00\"\n", "", "[calendar.duty] has no 'zone': write zone = \"Asia/Shanghai\"",
       "[calendar.^duty]"},
      {"a key of no meaning", "make-up     = \"mon\"", "make-up = \"mon\"\n^colour = \"blue\"",
       "unknown key 'colour' in [calendar.office]: choose from \"zone\", \"hours\", \"breaks\", \"holidays\", "
       "\"make-up\", \"make-up-words\", \"known-until\", \"day\", \"revision\", \"extends\", \"both\", \"either\""},
      {"a revision of nothing", "make-up     = \"mon\"", "make-up = \"mon\"\nrevision = ^0",
       "0 is no revision: number them from 1"},
      {"a zone nobody has", "\"Asia/Shanghai\"", "^\"Asia/Shangai\"",
       "no time zone 'Asia/Shangai': write an IANA name, as in Asia/Shanghai, or an offset, as in +08:00; its data "
       "comes with "
       "the package tzdata"},
      {"a text where a table belongs", "hours = { mon-sun = \"00:00-24:00\" }", "hours = ^\"00:00-24:00\"",
       "'hours' is a text: write hours = { mon-fri = [\"09:00-12:00\", \"13:00-17:30\"] }"},
      {"a time that cannot exist", "\"09:00-12:00\", ", "^\"09:00-25:61\", ",
       "'09:00-25:61' is not a window: '25:61' is not a time of day: minutes end at 59"},
      {"a number in a list of windows", "\"09:00-12:00\", ", "^9, ",
       "'mon-fri' holds a number: write hours = { mon-fri = [\"09:00-12:00\", \"13:00-17:30\"] }"},
      {"windows that overlap", "[\"09:00-12:00\", \"13:00-17:30\"]", "^[\"09:00-13:30\", \"13:00-17:30\"]",
       "the windows 09:00-13:30 and 13:00-17:30 overlap"},
      {"no such weekday", "mon-sun", "^mon-sum",
       "'sum' is not a weekday: write mon, tue, wed, thu, fri, sat or sun, did you mean 'sun'?"},
      {"a weekday named twice", "mon-sun = \"00:00-24:00\"", "mon-sun = \"00:00-24:00\", ^sat = []",
       "'sat' names sat, which has its hours already: name each weekday once"},
      {"never open", "mon-sun = \"00:00-24:00\"", "mon-sun = []",
       "calendar 'duty' is never open: give it hours, as in hours = { mon-fri = [\"09:00-17:30\"] }",
       "[calendar.^duty]"},
      {"an unknown holiday set", "[\"cn-statutory\"]", "[^\"cn-statutary\"]",
       "no holiday set 'cn-statutary', did you mean 'cn-statutory'?"},
      {"a calendar file", "[\"cn-statutory\"]", "[^\"holidays.ics\"]",
       "reading .ics files is not built into this hotline; list the days as [[calendar.NAME.day]]"},
      {"a make-up day that is none", "make-up     = \"mon\"", "make-up = ^\"monday\"",
       "'monday' is not a weekday: write mon, tue, wed, thu, fri, sat or sun"},
      {"a date in quotes", "2023-12-28", "^\"2023-12-28\"", "'known-until' is a text: write known-until = 2023-12-28"},
      {"a year no calendar knows", "2023-12-28", "^2123-12-28",
       "2123-12-28 is outside 1970-2100, the years a calendar can answer for"},
      {"a day without a date", "date  = 2023-01-28\n", "",
       "this day has no date: write date = 2023-01-28, or from = 2023-01-21 and to = 2023-01-27",
       "^[[calendar.office.day]]\nhours = \"mon\""},
      {"a day with half a range", "to    = 2023-06-23\n", "",
       "this day has no date: write date = 2023-01-28, or from = 2023-01-21 and to = 2023-01-27",
       "^[[calendar.office.day]]\nfrom"},
      {"a day with two dates", "date  = 2023-01-28", "^date = 2023-01-28\nfrom = 2023-01-27",
       "this day has a 'date' and a 'from' or 'to': write one date, or from and to"},
      {"a range that ends before it begins", "to    = 2023-06-23", "to = ^2023-06-21",
       "'to' is before 'from' (2023-06-22): write the first day in 'from'"},
      {"a day without hours", "hours = [\"09:00-11:00\"]\n", "",
       "[[calendar.day]] has no 'hours': write hours = \"mon\" for a weekday's hours, [\"09:00-12:00\"] for windows, "
       "or "
       "[] for closed",
       "^[[calendar.office.day]]\nfrom"},
      {"hours that are true", "hours = [\"09:00-11:00\"]", "hours = ^true",
       "'hours' is true or false: write hours = \"mon\" for a weekday's hours, [\"09:00-12:00\"] for windows, or [] "
       "for "
       "closed"},
      {"a text instead of a calendar", "[calendar.duty]", "[calendar]\nnight = ^\"always\"\n[calendar.duty]",
       "'night' is a text: write [calendar.night]"},
  };
  for (const Row& row : rows) check(row);
}

TEST_CASE("a slip in attributes and labels is placed and mended") {
  const Row rows[] = {
      {"one value and no list", "[\"unset\", \"simple\", \"complex\"]", "^\"simple\"",
       "'complexity' lists no values: write urgency = [\"ordinary\", \"urgent\"], or taken = { during = \"office\" }"},
      {"a value twice", "\"caller-hung-up\", \"no-answer\"", "\"caller-hung-up\", \"no-answer\", ^\"no-answer\"",
       "'no-answer' is listed twice in 'outcome': leave one out"},
      {"a calendar that is not there", "during = \"office\"", "during = ^\"ofice\"",
       "unknown calendar 'ofice': write \"office\""},
      {"a word that measures use", "street     = \"街道\"", "^in = \"街道\"",
       "'in' means something else in a measure: name this label otherwise, \"ticket-in\""},
      {"a label that is an attribute too", "street     = \"街道\"", "^outcome = \"街道\"",
       "'outcome' is an attribute already: give the label another name"},
      {"a label without a text", "street     = \"街道\"", "street = ^\"\"",
       "'street' is empty: write department = \"承办单位\""},
  };
  for (const Row& row : rows) check(row);
}

TEST_CASE("a slip in a workflow is placed and mended") {
  const Row rows[] = {
      {"no first state", "initial = \"ringing\"\n", "",
       "[workflow.transfer] has no 'initial': write initial = \"received\"", "[workflow.^transfer]"},
      {"no end", "[\"connected\", \"lost\"]", "^[]", "[workflow.transfer] has no end: write final = [\"archived\"]"},
      {"a key mistyped in a transition", "{ on = \"lose\",    from", "{ on = \"lose\", ^form",
       "unknown key 'form' in a transition: write \"from\""},
      {"a verb that is hotline's own", "{ on = \"lose\", ", "{ on = ^\"open\", ",
       "the verb 'open' is every kind's own, and leads to its initial state: name this one otherwise"},
      {"a transition from nowhere", "from = \"ringing\", to = \"lost\"", "from = ^[], to = \"lost\"",
       "a transition from no state can never happen: write from = \"received\""},
      {"a guard on no attribute", "when = { complexity = \"complex\" }", "when = { ^complexty = \"complex\" }",
       "unknown attribute 'complexty': write \"complexity\""},
      {"a guard on no value", "when = { complexity = \"complex\" }", "when = { complexity = ^\"compex\" }",
       "unknown value 'compex' of 'complexity': write \"complex\""},
      {"a guard on a label", "when = { complexity = \"complex\" }", "when = { ^department = \"tax\" }",
       "'department' is a label, which rules cannot see: make it an attribute with listed values"},
      {"levels where there are none", "final   = [\"connected\", \"lost\"]",
       "final = [\"connected\", \"lost\"]\n^levels = [\"a\", \"b\"]",
       "unknown key 'levels' in [workflow.transfer]: choose from \"initial\", \"final\", \"transitions\", \"lead\""},
      {"an escalation that begins high", "initial = \"none\"", "initial = ^\"red\"",
       "an escalation begins at its lowest level: write initial = \"none\""},
      {"a level mistyped", "\"red\", \"supervised\"], to", "\"red\", ^\"superviced\"], to",
       "unknown level 'superviced': write \"supervised\""},
  };
  for (const Row& row : rows) check(row);
}

TEST_CASE("a slip in a target or timer is placed and mended") {
  const Row rows[] = {
      {"a limit without its unit", "limit   = \"2 hours\"", "limit = ^\"2\"",
       "'2' is not a limit: write '2 hours', '8 working hours', '24 hours on working days', '5 "
       "working "
       "days', '7 days', '7 days, rolled forward' or 'given'"},
      {"a limit that is a number", "limit   = \"2 hours\"", "limit = ^2",
       "'limit' is a number: write limit = \"1 working day\""},
      {"a limit of nothing", "limit   = \"2 hours\"", "limit = ^\"0 hours\"",
       "'0 hours' is not a limit: a limit is at least 1"},
      {"no limit", "limit   = \"2 hours\"\n", "",
       "[target.answer-urgent] has no 'limit': write limit = \"1 working day\"", "[target.^answer-urgent]"},
      {"a start that is none", "start     = \"next-opening\"", "start = ^\"next-day\"",
       "'next-day' is not a start: write at-once, next-opening or cut-off HH:MM, as in cut-off 17:00"},
      {"an end on a count of hours", "limit   = \"2 hours\"", "limit = \"2 hours\"\nend = ^\"midnight\"",
       "end 'midnight': only counts of days have an end, '2 hours' has none"},
      {"working time without a calendar", "limit   = \"2 hours\"", "limit = ^\"2 working hours\"",
       "'2 working hours' counts on a calendar, and [target.answer-urgent] names none: add calendar = \"office\""},
      {"the next opening of no calendar", "limit   = \"2 hours\"", "start = \"next-opening\"\nlimit = ^\"2 hours\"",
       "'2 hours' counts on a calendar, and [target.answer-urgent] names none: add calendar = \"office\""},
      {"a calendar mistyped", "limit    = \"24 hours on working days\"\ncalendar = \"office\"",
       "limit = \"24 hours on working days\"\ncalendar = ^\"ofice\"", "unknown calendar 'ofice': write \"office\""},
      {"nothing starts it", "starts  = { on = \"open\" }\n", "",
       "[target.answer-urgent] has no 'starts': write starts = { on = \"dispatch\" }", "[target.^answer-urgent]"},
      {"a verb mistyped", "meets    = { on = \"contact\" }", "meets = { on = ^\"contcat\" }",
       "unknown verb 'contcat' of 'order': write \"contact\""},
      {"a verb of another kind", "meets    = { on = \"contact\" }", "meets = { on = ^\"lose\" }",
       "unknown verb 'lose' of 'order': choose from \"dispatch\", \"refuse\", \"sign\", \"auto-sign\", \"contact\", "
       "\"park\", "
       "\"resume\", \"reply\", \"rework\", \"archive\", \"ask-unit\", \"urge\", ..."},
      {"a state mistyped", "pauses   = { in = \"parked\" }", "pauses = { in = ^\"praked\" }",
       "unknown state 'praked' of 'order': write \"parked\""},
      {"a trigger that is a text", "meets    = { on = \"contact\" }", "meets = ^\"contact\"",
       "'meets' is a text: write meets = { on = \"contact\" }"},
      {"a trigger of nothing", "pauses   = { in = \"parked\" }", "pauses = ^{}",
       "'pauses' names no verb, no state and no values: write pauses = { in = \"parked\" }"},
      {"a ladder mistyped",
       "pauses   = { in = \"parked\" }\ncancels  = { in = [\"replied\", \"refused\"] }\nladder   = \"standard\"",
       "pauses = { in = \"parked\" }\ncancels  = { in = [\"replied\", \"refused\"] }\nladder = ^\"standart\"",
       "unknown ladder 'standart': write \"standard\""},
      {"a ladder on a timer", "does     = \"auto-sign\"", "does = \"auto-sign\"\n^ladder = \"standard\"",
       "unknown key 'ladder' in [timer.auto-sign]: choose from \"title\", \"limit\", \"start\", \"first-day\", "
       "\"end\", "
       "\"calendar\", \"starts\", \"pauses\", \"resumes\", \"cancels\", \"resets\", \"continues\", ..."},
      {"a timer's verb mistyped", "does     = \"auto-sign\"", "does = ^\"auto-sing\"",
       "unknown verb 'auto-sing' of 'order': write \"auto-sign\""},
      {"a timer's verb that only people may use", "does     = \"auto-sign\"", "does = ^\"sign\"",
       "no transition lets \"system\" do 'sign': add \"system\" to its 'by'"},
      {"a timer named like a target", "[timer.auto-sign]",
       "[timer.^answer-urgent]\nlimit = \"1 hour\"\nstarts = { on = \"sign\" }\ncancels = { on = \"reply\" }\n"
       "does = \"auto-sign\"\n[timer.auto-sign]",
       "'answer-urgent' is a target already: give the timer another name"},
      {"a title in another language", "title    = { zh = \"先行联系\", en", "title = { zh = \"先行联系\", ^fr",
       "unknown key 'fr' in title: choose from \"zh\", \"en\""},
      {"a title of numbers", "title    = \"Resolve a simple matter\"", "title = ^12",
       "'title' is a number: write title = \"First contact\", or title = { zh = \"先行联系\", en = \"First contact\" "
       "}"},
  };
  for (const Row& row : rows) check(row);
}

TEST_CASE("a slip in a ladder is placed and mended") {
  const Row rows[] = {
      {"a share without its sign", "at = \"75%\"", "at = ^\"75\"",
       "'75' is not a step of a ladder: write \"75%\", \"due\", \"2 working hours before due\" or \"1 working day "
       "after due\""},
      {"a share past the whole", "at = \"75%\"", "at = ^\"120%\"",
       "'120%' is not a step of a ladder: a share is 1% to 100%; after that write \"1 working day after due\""},
      {"a share with a fraction", "at = \"75%\"", "at = ^\"7.5%\"",
       "'7.5%' is not a step of a ladder: a share is a whole number, as in \"75%\""},
      {"a level mistyped", "raise = \"yellow\"", "raise = ^\"yelow\"", "unknown level 'yelow': write \"yellow\""},
      {"a rung that does nothing", "{ at = \"2 working hours before due\", calendar = \"duty\", tell = \"handler\" }",
       "^{ at = \"2 working hours before due\", calendar = \"duty\" }",
       "this rung does nothing: write raise = \"red\", tell = [\"handler\"] or does = \"a verb\""},
      {"telling nobody at the next opening", "tell = [\"handler\", \"deputy-head\"], tell-in", "tell-in",
       "this rung has 'tell-in' and tells nobody: write tell = [\"handler\"]", "^{ at = \"due\""},
      {"a calendar mistyped", "tell-in = \"office\"", "tell-in = ^\"offices\"",
       "unknown calendar 'offices': write \"office\""},
      {"out of order", "{ at = \"75%\"", "{ at = \"80%\", tell = \"handler\" },\n ^{ at = \"75%\"",
       "the rung at '75%' comes before the one at '80%': list them in order of time"},
      {"after due above due", "rungs = [ { at = \"75%\", raise = \"yellow\", tell = [\"handler\"] },",
       "rungs = [ { at = \"1 hour after due\", raise = \"yellow\", tell = [\"handler\"] },",
       "the rung at '2 working hours before due' comes before the one at '1 hour after due': list them in order of "
       "time",
       "^{ at = \"2 working hours before due\""},
      {"working time for a target without a calendar", "limit   = \"2 hours\"",
       "limit = \"2 hours\"\nladder = \"standard\"",
       "'1 working day after due' counts on a calendar, and target 'answer-urgent' names none: add calendar = "
       "\"office\" to "
       "the rung",
       "at = ^\"1 working day after due\""},
      {"a verb that is not there", "tell = [\"supervisor\"] }", "does = ^\"supervise\" }",
       "unknown verb 'supervise' of 'order': choose from \"dispatch\", \"refuse\", \"sign\", \"auto-sign\", "
       "\"contact\", "
       "\"park\", "
       "\"resume\", \"reply\", \"rework\", \"archive\", \"ask-unit\", \"urge\""},
      {"no rungs", "ladder.standard]\nrungs = [", "ladder.empty]\nrungs = ^[]\n[ladder.standard]\nrungs = [",
       "this ladder has no rungs: write rungs = [ { at = \"due\", raise = \"red\", tell = [\"handler\"] } ]"},
  };
  for (const Row& row : rows) check(row);
}

TEST_CASE("a slip in a policy or measure is placed and mended") {
  const Row rows[] = {
      {"a name twice", "name    = \"urgent order\"", "name = ^\"simple order\"",
       "there is a policy 'simple order' already: give each its own name"},
      {"a target mistyped", "targets = [\"contact\", \"resolve-complex\"]",
       "targets = [\"contact\", ^\"resolv-complex\"]", "unknown target 'resolv-complex': write \"resolve-complex\""},
      {"no targets", "kind    = \"transfer\"\ntargets = []", "kind    = \"transfer\"",
       "[[policy]] has no 'targets': write targets = [\"contact\"], or targets = [] when nothing is promised",
       "^[[policy]]\nname    = \"transfer\""},
      {"a value mistyped", "when    = { urgency = \"urgent\" }", "when = { urgency = ^\"urgnet\" }",
       "unknown value 'urgnet' of 'urgency': write \"urgent\""},
      {"a value that is a number", "when    = { urgency = \"urgent\" }", "when = { urgency = ^1 }",
       "'urgency' is a number: write urgency = \"urgent\", or urgency = [\"ordinary\", \"urgent\"]"},
      {"a state mistyped", "hits   = { reached = \"connected\" }", "hits = { reached = ^\"conected\" }",
       "unknown state 'conected' of 'transfer': write \"connected\""},
      {"a state of another kind", "hits   = { reached = \"connected\" }", "hits = { reached = ^\"archived\" }",
       "unknown state 'archived' of 'transfer': choose from \"ringing\", \"connected\", \"lost\""},
      {"everybody hits", "hits   = { reached = \"connected\" }", "hits = ^{}",
       "'hits' says nothing, so every case would count: write hits = { reached = \"connected\" }"},
      {"a timer is no promise", "hits  = { met = \"resolve-simple\" }", "hits = { met = ^\"auto-sign\" }",
       "unknown target 'auto-sign': choose from \"contact\", \"resolve-simple\", \"resolve-complex\", "
       "\"answer-urgent\", "
       "\"answer-sub-urgent\", \"report\""},
      {"a basis mistyped", "basis  = \"intake\"", "basis = ^\"intakes\"", "unknown basis 'intakes': write \"intake\""},
      {"a goal without its sign", "goal   = \"90%\"", "goal = ^\"0.9\"",
       "'0.9' is not a goal: write a percentage up to 100, \"90%\" or \"99.5%\""},
      {"a goal nobody can reach", "goal   = \"90%\"", "goal = ^\"101%\"",
       "'101%' is not a goal: write a percentage up to 100, \"90%\" or \"99.5%\""},
      {"too many digits", "digits = 2", "digits = ^12", "12 digits cannot be shown: write 0 to 6"},
      {"a grouping mistyped", "by     = [\"department\"]", "by = [^\"departement\"]",
       "unknown attribute or label 'departement': write \"department\""},
      {"an attribute mistyped",
       "drop   = { outcome = ", "drop = { ^outcom = ", "unknown attribute, label or word 'outcom': write \"outcome\""},
      {"one of several reasons mistyped", "{ urgency = \"urgent\" }, { br", "{ urgency = ^\"urgnt\" }, { br",
       "unknown value 'urgnt' of 'urgency': write \"urgent\""},
      {"a reason that takes everybody", "{ urgency = \"urgent\" }, { br", "^{}, { br",
       "'drop' says nothing, so every case would go: write drop = { in = \"refused\" }"},
      {"reasons that are no tables", "drop   = { outcome = \"caller-hung-up\" }", "drop = [^\"caller-hung-up\"]",
       "this is a text: write drop = { outcome = \"caller-hung-up\" }, or a list of them"},
      {"a published rate without its sign", "rate = \"90.61%\"", "rate = ^\"90.61\"",
       "'90.61' is not a rate: write a percentage up to 100 with six digits after the point at most, \"90.61%\""},
      {"published for no day", "to = 2023-03-27 }", "to = ^2023-02-26 }",
       "the period ends before it begins: 'from' is its first day, 'to' its last"},
      {"published of nobody", "of = 2399", "of = ^0",
       "a rate is of 1 to 1000000000 tickets, not of 0: leave it out where it is not known"},
  };
  for (const Row& row : rows) check(row);
}

TEST_CASE("a slip in a scheme is placed and mended") {
  const std::string in_proportion = "{ measure = \"connect rate\", full = \"30\" }";
  const Row rows[] = {
      {"a measure mistyped", in_proportion, "{ measure = ^\"conect rate\", full = \"30\" }",
       "unknown measure 'conect rate': write \"connect rate\""},
      {"a measure without that breakdown", in_proportion, "{ measure = ^\"simple orders in time\", full = \"30\" }",
       "measure 'simple orders in time' is not broken down by 'department': add it to its 'by'"},
      {"no points at all", in_proportion, "^{ measure = \"connect rate\" }",
       "a part gives no points and takes none: write full = \"10\", or off = \"0.5\""},
      {"points that are none", "full = \"30\"", "full = ^\"30 points\"",
       "'30 points' are no points: write a number with two places at most, full = \"12.5\""},
      {"half points in proportion", "full = \"30\"", "full = ^\"12.5\"",
       "in proportion to a rate only whole points can be given: write a whole number, or target and slope"},
      {"a target without a slope", in_proportion, "^{ measure = \"connect rate\", full = \"30\", target = \"90%\" }",
       "a part with a target has no 'slope': write slope = \"1\", points for each percent"},
      {"a target too fine", "target = \"95%\"", "target = ^\"95.123%\"",
       "'95.123%' is not a target: write a percentage with two places at most, \"95%\" or \"99.25%\""},
      {"a floor above the full points", "floor = \"2.5\"", "floor = ^\"22.5\"",
       "the floor is above the full points: write less, or more as 'full'"},
      {"points off a rate", "off = \"0.25\"", "off = \"0.25\", ^full = \"5\"",
       "'off' takes points for each hit, 'full' is of a rate: leave one out"},
      {"a floor for a single hit", "counts = \"any\"", "counts = \"any\", ^floor = \"1\"",
       "'floor' is of a rate: leave it out, or leave out 'counts'"},
      {"a bound on what is earned", "full = \"30\"", "full = \"30\", ^at-most = \"5\"",
       "'at-most' bounds what 'off' takes: leave it out, or write off = \"0.5\""},
      {"counted otherwise", "counts = \"any\"", "counts = ^\"all\"",
       "unknown counts 'all': choose from \"rate\", \"any\", \"share\""},
      {"given without a reason", "{ points = \"-1\", why = \"common to all\" }", "^{ points = \"-1\" }",
       "'given' has no 'why': write why = \"manners\""},
      {"a department mistyped in a group", "bureaus = [\"tax\"]", "bureaus = [^\"tex\"]",
       "unknown department 'tex': write \"tax\""},
      {"points for nobody", "{ of = \"tax\", points", "{ of = ^\"tex\", points",
       "unknown department 'tex': write \"tax\""},
      {"in two groups", "districts = \"city\"", "districts = [\"city\", ^\"tax\"]",
       "'tax' is in group 'bureaus' already: leave it out of one of them"},
  };
  for (const Row& row : rows) check(row);
}

TEST_CASE("a slip in a department is placed and mended") {
  const Row rows[] = {
      {"a goal of no measure", "goals = { \"connect rate\"", "goals = { ^\"conect rate\"",
       "unknown measure 'conect rate': write \"connect rate\""},
      {"a goal that is none", "\"92.5%\"", "^\"92.5\"",
       "'92.5' is not a goal: write a percentage up to 100, \"90%\" or \"99.5%\""},
      {"a flag that is a text", "online-help = true", "online-help = ^\"yes\"",
       "flag 'online-help' is neither true nor false: write online-help = true"},
  };
  for (const Row& row : rows) check(row);
}

TEST_CASE("a slip in the directory is placed and mended") {
  const Row rows[] = {
      {"a department mistyped", "owner   = \"tax\"", "owner = ^\"tex\"", "unknown department 'tex': write \"tax\""},
      {"a number that is not there", "numbers = [\"6001\", \"6003\"]", "numbers = [\"6001\", ^\"6030\"]",
       "unknown number '6030': write \"6003\""},
      {"a number that forwards to itself", "[\"6002\"]", "[^\"6001\"]",
       "a number cannot forward to itself: leave it out"},
      {"hours that are not there", "hours      = \"duty\"", "hours = ^\"dutty\"",
       "unknown calendar 'dutty': write \"duty\""},
      {"an order of no kind", "failed    = { kind = \"order\", urgency", "failed = ^{ urgency",
       "'failed' names no kind: write failed = { kind = \"order\", urgency = \"ordinary\" }"},
      {"an order with no such value", "off-hours = { kind = \"order\", urgency = \"sub-urgent\" }",
       "off-hours = { kind = \"order\", urgency = ^\"suburgent\" }",
       "unknown value 'suburgent' of 'urgency': write \"sub-urgent\""},
      {"an order for no attribute", "urgency = \"ordinary\", department", "urgency = \"ordinary\", ^departments",
       "unknown attribute or label 'departments': write \"department\""},
      {"one way out missing", "failed    = { kind = \"order\", urgency = \"ordinary\", department = \"tax\" }\n", "",
       "[desk] has no 'failed': write failed = { kind = \"order\", urgency = \"ordinary\" }", "[^desk]"},
      {"a department above itself", "title = \"City hotline office\"",
       "title = \"City hotline office\"\nparent = \"city\"",
       "department 'city' is above itself: let one of them have no parent", "[department.^city]"},
  };
  for (const Row& row : rows) check(row);
}

TEST_CASE("a slip in seats and what is watched is placed and mended") {
  const Row rows[] = {
      {"seats of nobody", "count      = 2\n", "",
       "[seats.desk] needs to say how many seats there are: write count = 15, or seats = [\"pudong-1\", \"pudong-2\"]",
       "[seats.^desk]"},
      {"counted and named", "count      = 2", "count = 2\nseats = [\"a\"]",
       "[seats.desk] needs to say how many seats there are: write count = 15, or seats = [\"pudong-1\", \"pudong-2\"]",
       "[seats.^desk]"},
      {"no seat", "count      = 2", "count = ^0", "a group has 1 to 10000 seats, not 0"},
      {"a seat twice", "seats      = [\"tax-1\"]", "seats = [\"2\"]",
       "seat '2' is in group 'desk' already: name these otherwise, seats = [\"team-1\"]", "[seats.^team]"},
      {"hours mistyped", "hours = \"duty\"\nseats", "hours = ^\"dutty\"\nseats",
       "unknown calendar 'dutty': write \"duty\""},
      {"a seat that takes nobody", "capacity   = 3", "capacity = ^0", "a seat takes 1 to 10000 calls at once, not 0"},
      {"near without a length", "near       = \"1 working hour\"", "near = ^\"given\"",
       "'given' is no length: write one, \"5 working days\""},
      {"a verb mistyped", "reopened   = \"rework\"", "reopened = ^\"reworc\"",
       "unknown verb 'reworc': write \"rework\""},
      {"on no calendar", "near       = \"1 working hour\"\ncalendar   = \"office\"\n", "near = \"1 working hour\"\n",
       "[watch] has no 'calendar': write calendar = \"office\"", "[^watch]"},
      {"one owner by a value that is not there", "one-owner = { urgency = \"ordinary\" }",
       "one-owner = { urgency = ^\"ordinry\" }", "unknown value 'ordinry' of 'urgency': write \"ordinary\""},
  };
  for (const Row& row : rows) check(row);
}

TEST_CASE("a slip in the file as a whole is placed and mended") {
  const Row rows[] = {
      {"a table mistyped", "[label]", "[^lable]", "unknown key 'lable' in a rules file: write \"label\""},
      {"single brackets", "[[measure]]\nname  = \"simple orders in time\"",
       "[^measuer]\nname = \"simple orders in time\"", "unknown key 'measuer' in a rules file: write \"measure\""},
      {"a version that is a number", "version   = \"2023-02\"", "version = ^2023",
       "'version' is a number: write version = \"2023-02\""},
      {"a date in quotes", "effective = 2023-02-27", "effective = ^\"2023-02-27\"",
       "'effective' is a text: write effective = 2023-02-27"},
      {"a name of spaces", "[calendar.duty]",
       "[calendar.^\"  \"]\nzone = \"+08:00\"\nhours = { mon = \"09:00-10:00\" }\n[calendar.duty]",
       "this is made of spaces: write a name, \"office\""},
  };
  for (const Row& row : rows) check(row);
}
