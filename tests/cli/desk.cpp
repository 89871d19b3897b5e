#include "cli/desk.hpp"

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <functional>
#include <sstream>

#include <unistd.h>

#include "command_line.hpp"

namespace hotline::test {
namespace {

namespace fs = std::filesystem;

fs::path new_folder() {
  std::string name = (fs::temp_directory_path() / "hotline-cli-XXXXXX").string();
  if (mkdtemp(name.data()) == nullptr) {
    std::perror("a test needs a temporary folder");
    std::abort();
  }
  return name;
}

Said run_with(std::string_view line, bool terminal, std::function<std::chrono::milliseconds()> elapsed) {
  std::ostringstream out;
  std::ostringstream err;
  World world{out, err, terminal, std::move(elapsed), [] { return Instant{std::chrono::seconds{1'678'075'200}}; }};
  const int code = run(words_of(line), world);
  return {code, out.str(), err.str()};
}

}  // namespace

const char* const office_rules = R"([calendar.office]
zone     = "Asia/Shanghai"
hours    = { mon-fri = ["09:00-12:00", "13:00-17:30"] }
holidays = ["cn-statutory"]
make-up  = "mon"
)";

const char* const two_calendars = R"([calendar.office]
zone  = "Asia/Shanghai"
hours = { mon-fri = ["09:00-17:30"] }
[calendar.night]
zone  = "Asia/Shanghai"
hours = { mon-sun = ["22:00-06:00"] }
)";

const char* const order_rules = R"(version = "1"
[calendar.office]
zone  = "Asia/Shanghai"
hours = { mon-fri = ["09:00-17:30"] }

[attribute]
urgency = ["ordinary", "urgent"]

[label]
department = "承办单位"

[workflow.order]
initial     = "received"
final       = ["answered"]
transitions = [ { on = "answer", from = "received", to = "answered", by = "unit" } ]

[target.answer]
limit    = "1 working day"
calendar = "office"
starts   = { on = "open" }
meets    = { on = "answer" }

[[policy]]
name    = "every order"
kind    = "order"
targets = ["answer"]

[[measure]]
name = "answered"
of   = { kind = "order" }
hits = { reached = "answered" }
by   = ["department"]

[department.tax]
title = { zh = "税务局", en = "Tax bureau" }

[number.6001]
department   = "tax"
hours        = "office"
busy-forward = ["6002"]

[number.6002]
department = "tax"
hours      = "office"

[matter.invoice]
title   = "Invoices"
owner   = "tax"
numbers = ["6001"]

[desk]
off-hours = { kind = "order", urgency = "urgent" }
failed    = { kind = "order", urgency = "ordinary" }
)";

std::vector<std::string> words_of(std::string_view line) {
  std::vector<std::string> words;
  for (std::size_t at = 0; (at = line.find_first_not_of(' ', at)) != std::string_view::npos;) {
    std::string word;
    while (at < line.size() && line[at] != ' ') {
      if (line[at] != '\'' && line[at] != '"') {
        word += line[at++];
        continue;
      }
      const std::size_t end = line.find(line[at], at + 1);
      word += line.substr(at + 1, end - at - 1);
      at = end + 1;
    }
    words.push_back(std::move(word));
  }
  return words;
}

Desk::Desk(std::initializer_list<File> files) : before_(fs::current_path()), folder_(new_folder()) {
  fs::current_path(folder_);
  for (const auto& [name, text] : files) write(name, text);
}

Desk::~Desk() {
  std::error_code ignored;
  fs::current_path(before_, ignored);
  fs::remove_all(folder_, ignored);
}

void Desk::write(const std::string& name, std::string_view text) const {
  std::ofstream(folder_ / name, std::ios::binary) << text;
}

std::string Desk::read(const std::string& name) const {
  std::ostringstream text;
  text << std::ifstream(folder_ / name, std::ios::binary).rdbuf();
  return text.str();
}

std::vector<std::string> Desk::names() const {
  std::vector<std::string> names;
  for (const auto& entry : fs::directory_iterator(folder_)) names.push_back(entry.path().filename().string());
  std::sort(names.begin(), names.end());
  return names;
}

Said Desk::says(std::string_view line) const {
  return run_with(line, false, [] { return std::chrono::milliseconds{0}; });
}

Said Desk::says(std::string_view line, Watched watched) const {
  return run_with(line, true, [watched, now = std::chrono::milliseconds{0}]() mutable { return now += watched.step; });
}

}  // namespace hotline::test
