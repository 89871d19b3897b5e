// How does a program end that does this? For what ends in std::abort().
#pragma once

#include <array>
#include <csignal>
#include <stdexcept>
#include <string>

#include <fcntl.h>
#include <sys/wait.h>
#include <unistd.h>

namespace hotline::test {

struct End {
  bool aborted = false;
  std::string said;  // on its standard error
};

// In a process of its own.
template <class Work>
End end_of(const Work& work) {
  std::array<int, 2> ends{};
  if (pipe(ends.data()) != 0) throw std::runtime_error("no pipe");
  const pid_t child = fork();
  if (child < 0) throw std::runtime_error("no process");
  if (child == 0) {
    std::signal(SIGABRT, SIG_DFL);  // not the test runner's
    dup2(ends[1], STDERR_FILENO);
    dup2(open("/dev/null", O_WRONLY), STDOUT_FILENO);  // what the runner has yet to write is the runner's
    work();
    _exit(0);
  }
  close(ends[1]);
  End end;
  std::array<char, 256> piece{};
  for (ssize_t read = 0; (read = ::read(ends[0], piece.data(), piece.size())) > 0;)
    end.said.append(piece.data(), static_cast<std::size_t>(read));
  close(ends[0]);
  int status = 0;
  waitpid(child, &status, 0);
  end.aborted = WIFSIGNALED(status) && WTERMSIG(status) == SIGABRT;
  return end;
}

}  // namespace hotline::test
