#include "shanghai/month.hpp"

#include <fstream>
#include <iterator>
#include <memory>
#include <stdexcept>
#include <utility>

#include <zlib.h>

#include "hotline/engine/engine.hpp"
#include "hotline/store/memory_store.hpp"

namespace hotline::test {
namespace {

std::string text_of(const std::filesystem::path& file) {
  std::ifstream in(file, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}

// A test has nobody to hand an error to.
template <class T>
T value_of(Result<T> result) {
  if (!result) throw std::runtime_error(result.error().message);
  return std::move(*result);
}

Rules rules_in(const std::string& text) {
  Reading reading = read_rules(text, "rules.toml");
  std::string faults;
  for (const Finding& fault : reading.faults) faults += to_text(fault) + '\n';
  if (!reading.rules) throw std::runtime_error(faults);
  return std::move(*reading.rules);
}

std::string replaced(std::string text, const std::string& what, const std::string& with) {
  for (std::size_t at = text.find(what); at != std::string::npos; at = text.find(what, at + with.size()))
    text.replace(at, what.size(), with);
  return text;
}

}  // namespace

std::filesystem::path shanghai_file(const std::string& name) {
  return std::filesystem::path{HOTLINE_SOURCE_DIR} / "examples" / "shanghai" / name;
}

std::string unpacked(const std::filesystem::path& file) {
  std::string text;
  gzFile in = gzopen(file.c_str(), "rb");
  if (in == nullptr) return text;
  char buffer[1 << 14];
  for (int got = 0; (got = gzread(in, buffer, sizeof buffer)) > 0;) text.append(buffer, static_cast<std::size_t>(got));
  gzclose(in);
  return text;
}

Rules shanghai_rules_where(const std::string& limit, const std::string& start) {
  const std::string text = text_of(shanghai_file("rules.toml"));
  return rules_in(replaced(replaced(text, "= \"24 hours on working days\"", "= \"" + limit + '"'), "= \"at-once\"",
                           "= \"" + start + '"'));
}

TrialMonth replayed_under(Rules rules, const std::string& log) {
  TrialMonth month{std::move(rules), {}, {}, {}, {}};
  month.log = value_of(read_log({shanghai_file(log)}, std::nullopt, month.rules));
  const std::unique_ptr<Store> store = open_memory_store();
  Engine engine = value_of(Engine::open(*store, month.rules));
  month.replayed = value_of(replay(engine, month.log));
  Counter counter(month.rules);
  const auto visited = engine.each_case([&](const Case& matter) {
    counter.add(matter);
    month.cases.push_back(matter);
  });
  if (!visited) throw std::runtime_error(visited.error().message);
  month.report = counter.report(month.replayed.until);
  return month;
}

const Rules& shanghai_rules() {
  static const Rules rules = rules_in(text_of(shanghai_file("rules.toml")));
  return rules;
}

const TrialMonth& trial_month() {
  static const TrialMonth month = replayed_under(shanghai_rules());
  return month;
}

}  // namespace hotline::test
