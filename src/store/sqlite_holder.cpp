#include "store/sqlite_holder.hpp"

#include <array>
#include <cerrno>
#include <fstream>
#include <optional>
#include <system_error>

#include <fmt/format.h>
#include <signal.h>
#include <unistd.h>

namespace hotline {
namespace {

constexpr std::string_view heading = "hotline holder";

struct Name {
  pid_t pid = 0;
  std::string host;
};

std::string this_host() {
  std::array<char, 256> name{};
  return gethostname(name.data(), name.size() - 1) == 0 ? std::string(name.data()) : std::string("unknown");
}

std::filesystem::path note_beside(const std::filesystem::path& file) {
  std::error_code ignored;
  auto note = std::filesystem::weakly_canonical(file, ignored);
  if (ignored) note = file;
  return note += ".holder";
}

std::optional<Name> read_note(const std::filesystem::path& note) {
  std::ifstream in(note);
  std::string first, second;
  Name name;
  if (!(in >> first >> second >> name.pid >> name.host) || first + ' ' + second != heading) return std::nullopt;
  return name;
}

// A file of that name that says something else belongs to somebody else.
bool may_write(const std::filesystem::path& note) {
  std::error_code error;
  const auto size = std::filesystem::file_size(note, error);
  return error == std::errc::no_such_file_or_directory || (!error && (size == 0 || read_note(note)));
}

bool is_running(const Name& name) { return name.host != this_host() || kill(name.pid, 0) == 0 || errno != ESRCH; }

}  // namespace

Holder::Holder(const std::filesystem::path& file) : note_(note_beside(file)), ours_(may_write(note_)) {
  if (!ours_) return;
  std::ofstream out(note_, std::ios::trunc);
  out << fmt::format("{} {} {}\n", heading, getpid(), this_host());
}

Holder::~Holder() {
  std::error_code ignored;
  if (ours_) std::filesystem::remove(note_, ignored);
}

bool is_held(const std::filesystem::path& file) {
  const auto name = read_note(note_beside(file));
  return name && is_running(*name);
}

std::string describe_holder(const std::filesystem::path& file) {
  const auto name = read_note(note_beside(file));
  if (!name || !is_running(*name)) return "in another process";
  if (name->pid == getpid() && name->host == this_host()) return "in this process already";
  return fmt::format("in another process (pid {} on {})", name->pid, name->host);
}

}  // namespace hotline
