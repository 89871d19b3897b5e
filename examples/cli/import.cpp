// hotline import FILE...: numbers, matters, departments or seats from a spreadsheet, as lines for a rules file.
#include "hotline/directory/import.hpp"

#include <fmt/format.h>

#include "commands.hpp"
#include "files.hpp"

namespace hotline {

int run_import(const ImportArgs& args, World& world) {
  std::string text;
  for (const std::string& file : args.files) {
    const auto csv = read_file(file);
    if (!csv) return world.fail(csv.error());
    const auto lines = directory_from_csv(*csv);
    if (!lines) return world.fail({lines.error().fault, fmt::format("{}: {}", file, lines.error().message)});
    text += (text.empty() ? "" : "\n") + *lines;
  }
  world.out << text;
  return answered;
}

}  // namespace hotline
