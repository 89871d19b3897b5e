// An .ics file. What is refused names the file; what is read has each date once, in order, among the years there are.
#include <string>
#include <string_view>

#include "fuzz/target.hpp"
#include "hotline/calendar/ics.hpp"

using namespace hotline;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view text = fuzz::text_of(data, size);
  for (const bool make_up : {false, true}) {
    const Result<HolidaySet> set =
        read_ics(text, "city.ics", make_up ? std::vector<std::string>{"班"} : std::vector<std::string>{});
    if (!set) {
      fuzz::expect(set.error().message.starts_with("city.ics:"), "a refusal names the file");
      continue;
    }
    const Holiday* before = nullptr;
    for (const Holiday& day : set->days) {
      fuzz::expect(day.date.ok() && first_date <= day.date && day.date <= last_date, "a day is one there is");
      fuzz::expect(before == nullptr || before->date < day.date, "days are in order and each is there once");
      fuzz::expect(make_up || !day.works, "without make-up words no day works");
      before = &day;
    }
  }
  return 0;
}
