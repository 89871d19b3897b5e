#include "log/written.hpp"

#include <atomic>
#include <fstream>
#include <iterator>

#include <fmt/format.h>
#include <unistd.h>
#include <zlib.h>

#include "support/calendars.hpp"

namespace hotline::test {

namespace {

Transition move(std::string verb, std::string from, std::string to) {
  return {.on = std::move(verb), .from = {std::move(from)}, .to = std::move(to), .by = {}, .when = {}};
}

Rules make_rules() {
  Rules rules;
  rules.calendars.emplace("office", office_2023());
  rules.attributes = {{"urgency", {"ordinary", "urgent"}, ""}, {"taken", {"inside", "outside"}, "office"}};
  rules.labels = {{"department", "承办单位"}, {"note", "Note"}};
  rules.workflows = {
      {"order",
       "received",
       {"closed"},
       {},
       {move("dispatch", "received", "handling"), move("close", "handling", "closed")}},
      {"transfer", "ringing", {"ended"}, {}, {move("connect", "ringing", "ended")}},
      {"escalation", "none", {}, {"none", "red"}, {move("withdraw", "red", "none")}},
  };
  return rules;
}

std::string without(std::string text, const std::string& part) {
  for (std::size_t at = text.find(part); at != std::string::npos; at = text.find(part)) text.erase(at, part.size());
  return text;
}

}  // namespace

const Rules& log_rules() {
  static const Rules rules = make_rules();
  return rules;
}

Folder::Folder() {
  static std::atomic<int> made = 0;
  path_ = std::filesystem::temp_directory_path() / fmt::format("hotline-log-{}-{}", ::getpid(), ++made);
  std::filesystem::create_directories(path_);
}

Folder::~Folder() {
  std::error_code ignored;
  std::filesystem::remove_all(path_, ignored);
}

std::filesystem::path Folder::write(std::string_view name, std::string_view text) const {
  std::filesystem::create_directories(path(name).parent_path());
  std::ofstream(path(name), std::ios::binary) << text;
  return path(name);
}

std::filesystem::path Folder::write_gzip(std::string_view name, std::string_view text) const {
  gzFile file = gzopen(path(name).c_str(), "wb");
  gzwrite(file, text.data(), static_cast<unsigned>(text.size()));
  gzclose(file);
  return path(name);
}

std::string show(const Command& command) {
  const Zone& zone = shanghai();
  std::string line = fmt::format("{:.10} {:.8} #{} {}", to_text(command.at, zone), to_text(command.at, zone).substr(11),
                                 command.case_id.text, command.verb);
  const auto add = [&](std::string_view what) { fmt::format_to(std::back_inserter(line), " {}", what); };
  if (!command.kind.empty()) add(command.kind);
  if (command.ticket != 1) add(fmt::format("ticket {}", command.ticket));
  if (!command.by.empty()) add("by " + command.by);
  if (command.due) add("due " + to_text(*command.due, zone).substr(0, 19));
  for (const auto& [name, value] : command.set) add(name + "=" + value);
  return line;
}

std::string show(const Result<Log>& log) {
  if (!log) {
    return "error: " + without(log.error().message, std::filesystem::temp_directory_path().string() + "/");
  }
  std::string text;
  for (const LoggedCommand& entry : log->commands) text += show(entry.command) + "\n";
  for (const Reject& reject : log->rejects)
    text += fmt::format("! {} {}: {}\n", reject.place.line, to_text(reject.reason), reject.message);
  return text;
}

std::string read(std::string_view text, const std::optional<LogMap>& map) {
  const Folder folder;
  const auto file = folder.write("log", text);
  const std::string shown = show(read_log({file}, map, log_rules()));
  return without(shown, file.parent_path().filename().string() + "/");
}

}  // namespace hotline::test
