// Plays a fuzz target without a fuzzer: its corpus, then a fixed number of inputs made from it by a seed.
//
//   play CORPUS COUNT [SEED]
#include <algorithm>
#include <array>
#include <csignal>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <random>
#include <string>
#include <vector>

#include "fuzz/target.hpp"

namespace {

using Random = std::mt19937_64;

std::size_t below(Random& random, std::size_t count) { return static_cast<std::size_t>(random() % count); }

std::vector<std::string> read_corpus(const char* folder) {
  std::vector<std::filesystem::path> files;
  for (const auto& entry : std::filesystem::directory_iterator(folder)) files.push_back(entry.path());
  std::sort(files.begin(), files.end());
  std::vector<std::string> corpus;
  for (const auto& file : files) {
    std::ifstream in(file, std::ios::binary);
    corpus.emplace_back(std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>());
  }
  return corpus;
}

// A piece of some other input, or a byte that means something.
std::string some_piece(const std::vector<std::string>& corpus, Random& random) {
  constexpr std::string_view telling = "0129-:;,.\"'[]{}=# \n\r\t\\\x80\xE7";
  const std::string& other = corpus[below(random, corpus.size())];
  if (other.empty() || random() % 2 == 0) return std::string(1, telling[below(random, telling.size())]);
  return other.substr(below(random, other.size()), 1 + below(random, 24));
}

std::string mutated(const std::vector<std::string>& corpus, Random& random) {
  std::string text = corpus[below(random, corpus.size())];
  for (std::size_t changes = 1 + below(random, 4); changes > 0; --changes) {
    const std::size_t at = below(random, text.size() + 1);
    const std::size_t longest = std::array<std::size_t, 3>{0, 1, 8}[below(random, 3)];
    const std::size_t length = std::min(text.size() - at, longest == 8 ? 1 + below(random, 8) : longest);
    text.replace(at, length, random() % 4 == 0 ? "" : some_piece(corpus, random));
  }
  return text;
}

// What an input that breaks the target was.
std::string playing;

void show_input() { std::fprintf(stderr, "the input was:\n%s\n", playing.c_str()); }

}  // namespace

int main(int argc, char** argv) {
  if (argc < 3) {
    std::fprintf(stderr, "usage: %s CORPUS COUNT [SEED]\n", argv[0]);
    return 2;
  }
  const std::vector<std::string> corpus = read_corpus(argv[1]);
  if (corpus.empty()) {
    std::fprintf(stderr, "there is no input in %s\n", argv[1]);
    return 2;
  }
  const long count = std::atol(argv[2]);
  const unsigned long seed = argc > 3 ? std::strtoul(argv[3], nullptr, 10) : 2023;
  Random random(seed);
  std::printf("%zu inputs of the corpus and %ld made from them, seed %lu\n", corpus.size(), count, seed);
  std::signal(SIGABRT, [](int) { show_input(); });
  const auto play = [](const std::string& text) {
    playing = text;
    LLVMFuzzerTestOneInput(reinterpret_cast<const std::uint8_t*>(playing.data()), playing.size());
  };
  for (const std::string& text : corpus) play(text);
  for (long i = 0; i < count; ++i) play(mutated(corpus, random));
  return 0;
}
