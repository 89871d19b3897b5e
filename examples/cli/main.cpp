#include <chrono>
#include <iostream>
#include <string>
#include <vector>

#include <unistd.h>

#include "command_line.hpp"
#include "world.hpp"

int main(int argc, char** argv) {
  using std::chrono::steady_clock;
  std::ios::sync_with_stdio(false);
  const auto began = steady_clock::now();
  hotline::World world{
      std::cout, std::cerr, isatty(STDERR_FILENO) == 1,
      [began] { return std::chrono::duration_cast<std::chrono::milliseconds>(steady_clock::now() - began); },
      [] { return std::chrono::floor<std::chrono::seconds>(std::chrono::system_clock::now()); }};
  const int code = hotline::run(std::vector<std::string>(argv + 1, argv + argc), world);
  if (std::cout.flush()) return code;
  return world.fail({hotline::Fault::storage, "the answer could not be written: is the disk full?"});
}
