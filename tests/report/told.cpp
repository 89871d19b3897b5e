#include "report/told.hpp"

#include <fstream>
#include <iterator>
#include <stdexcept>
#include <utility>

#include <unistd.h>

#include "hotline/engine/engine.hpp"
#include "hotline/store/memory_store.hpp"

namespace hotline::test {
namespace {

template <class T>
T value_of(Result<T> result) {
  if (!result) throw std::runtime_error(result.error().message);
  return std::move(*result);
}

template <class T>
T without_faults(std::optional<T> value, const std::vector<Finding>& faults) {
  std::string text;
  for (const Finding& fault : faults) text += to_text(fault) + '\n';
  if (!value) throw std::runtime_error(text);
  return std::move(*value);
}

std::vector<Event> events_of(Store& store, const CaseId& id) {
  std::vector<Event> events;
  const auto kept = value_of(store.load(id));
  for (const KeptEntry& entry : kept) {
    const auto read = value_of(events_in(entry.entry.events));
    events.insert(events.end(), read.begin(), read.end());
  }
  return events;
}

class OneFile {
 public:
  explicit OneFile(const std::string& text)
      : path_(std::filesystem::temp_directory_path() / ("hotline-told-" + std::to_string(getpid()) + ".csv")) {
    std::ofstream(path_, std::ios::binary) << text;
  }
  OneFile(const OneFile&) = delete;
  OneFile& operator=(const OneFile&) = delete;
  ~OneFile() { std::filesystem::remove(path_); }
  const std::filesystem::path& path() const { return path_; }

 private:
  std::filesystem::path path_;
};

}  // namespace

Rules sound_rules(const std::string& text) {
  Reading reading = read_rules(text, "rules.toml");
  return without_faults(std::move(reading.rules), reading.faults);
}

LogMap sound_map(const std::string& text, const Rules& rules) {
  MapReading reading = read_map(text, "map.toml", &rules);
  return without_faults(std::move(reading.map), reading.faults);
}

std::string replaced_in(std::string text, const std::string& what, const std::string& with) {
  std::size_t at = text.find(what);
  if (at == std::string::npos) throw std::runtime_error("'" + what + "' is not there");
  for (; at != std::string::npos; at = text.find(what, at + with.size())) text.replace(at, what.size(), with);
  return text;
}

std::string text_of_file(const std::filesystem::path& file) {
  std::ifstream in(file, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}

ToldLog told_log(const std::filesystem::path& log, const Rules& rules, const std::optional<LogMap>& map,
                 std::optional<Instant> until, bool keeps_events) {
  ToldLog told{rules, value_of(read_log({log}, map, rules)), {}, {}, {}};
  const auto store = open_memory_store();
  Engine engine = value_of(Engine::open(*store, rules));
  told.replayed = value_of(replay(engine, told.log, until));
  const auto visited = engine.each_case([&](const Case& matter) {
    told.cases.push_back(matter);
    if (keeps_events) told.events.push_back(events_of(*store, matter.id));
  });
  if (!visited) throw std::runtime_error(visited.error().message);
  return told;
}

ToldLog told_text(const std::string& log, const Rules& rules, const std::optional<LogMap>& map,
                  std::optional<Instant> until) {
  const OneFile file(log);
  return told_log(file.path(), rules, map, until);
}

const char* const answer_rules = R"(version = "1"
[calendar.office]
zone     = "Asia/Shanghai"
hours    = { mon-fri = ["09:00-17:30"] }
holidays = ["cn-statutory"]
make-up  = "mon"

[attribute]
urgency = ["ordinary", "urgent"]

[label]
department = "Department"

[workflow.order]
initial     = "received"
final       = ["answered"]
transitions = [ { on = "answer", from = "received", to = "answered" },
                { on = "call", from = "received", to = "received" },
                { on = "park", from = "received", to = "parked" },
                { on = "resume", from = "parked", to = "received" } ]

[target.answer]
limit    = "2 working days"
calendar = "office"
starts   = { on = "open" }
meets    = { on = "answer" }
pauses   = { in = "parked" }

[[policy]]
name    = "every order"
kind    = "order"
targets = ["answer"]

[[measure]]
name = "answered in time"
of   = { kind = "order" }
hits = { met = "answer" }
)";

}  // namespace hotline::test
