#include "graphviz.hpp"

#include <array>
#include <cerrno>
#include <cstdio>
#include <memory>

#include <fcntl.h>
#include <fmt/format.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

extern char** environ;

namespace hotline {
namespace {

using File = std::unique_ptr<std::FILE, int (*)(std::FILE*)>;

tl::unexpected<Error> no_room() { return fail(Fault::bad_input, "no room for a temporary file to draw from"); }

std::string all_of(int pipe) {
  std::string text;
  std::array<char, 4096> part{};
  for (;;) {
    const ssize_t got = read(pipe, part.data(), part.size());
    if (got < 0 && errno == EINTR) continue;
    if (got <= 0) return text;
    text.append(part.data(), static_cast<std::size_t>(got));
  }
}

// No shell is asked: the program's name and its one option are fixed.
int spawn_dot(pid_t& child, int input, int output) {
  posix_spawn_file_actions_t actions;
  posix_spawn_file_actions_init(&actions);
  posix_spawn_file_actions_adddup2(&actions, input, STDIN_FILENO);
  posix_spawn_file_actions_adddup2(&actions, output, STDOUT_FILENO);
  std::string name = "dot";
  std::string option = "-Tsvg";
  char* const words[] = {name.data(), option.data(), nullptr};
  const int error = posix_spawnp(&child, "dot", &actions, nullptr, words, environ);
  posix_spawn_file_actions_destroy(&actions);
  return error;
}

}  // namespace

Result<std::string> svg_of(std::string_view dot) {
  const File input{std::tmpfile(), std::fclose};
  if (!input || std::fwrite(dot.data(), 1, dot.size(), input.get()) != dot.size() || std::fflush(input.get()) != 0)
    return no_room();
  std::rewind(input.get());
  std::array<int, 2> ends{};
  if (pipe2(ends.data(), O_CLOEXEC) != 0) return no_room();
  pid_t child = 0;
  const int error = spawn_dot(child, fileno(input.get()), ends[1]);
  close(ends[1]);
  std::string svg = error == 0 ? all_of(ends[0]) : std::string{};
  close(ends[0]);
  if (error != 0)
    return fail(Fault::not_found,
                "Graphviz draws svg, and its program 'dot' is not here: install the package graphviz, or take --format "
                "dot");
  int status = 0;
  while (waitpid(child, &status, 0) < 0 && errno == EINTR) continue;
  if (!WIFEXITED(status) || WEXITSTATUS(status) != 0)
    return fail(Fault::bad_input, "Graphviz could not draw this: take --format dot and see");
  return svg;
}

}  // namespace hotline
