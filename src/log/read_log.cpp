#include <algorithm>
#include <numeric>
#include <system_error>
#include <tuple>
#include <utility>

#include <fmt/format.h>

#include "hotline/log/log.hpp"
#include "log/bound_map.hpp"
#include "log/names.hpp"
#include "log/rows.hpp"
#include "log/teller.hpp"
#include "rules/known_names.hpp"

namespace hotline {
namespace {

using Paths = std::vector<std::filesystem::path>;

// Without ".gz", so that a log keeps its ids when it is packed; whole paths where names alone would be the same.
std::vector<std::string> names_of(const Paths& files) {
  std::vector<std::string> names;
  for (const auto& file : files) names.push_back((file.extension() == ".gz" ? file.stem() : file.filename()).string());
  std::vector<std::string> sorted = names;
  std::sort(sorted.begin(), sorted.end());
  if (std::adjacent_find(sorted.begin(), sorted.end()) == sorted.end()) return names;
  std::transform(files.begin(), files.end(), names.begin(), [](const auto& file) { return file.generic_string(); });
  return names;
}

std::optional<Error> given_twice(const Paths& files) {
  for (auto file = files.begin(); file != files.end(); ++file)
    if (std::find(files.begin(), file, *file) != file)
      return Error{Fault::bad_input, fmt::format("the log '{}' is given twice: give it once", file->string())};
  return std::nullopt;
}

class Progress {
 public:
  Progress(const Paths& files, const std::function<void(int)>& told) : told_(told) {
    for (const auto& file : files) total_ += size_of(file);
  }

  void at(std::uint64_t bytes_of_this_file) {
    if (!told_ || total_ == 0) return;
    const auto share = static_cast<int>(std::min<std::uint64_t>(100, (done_ + bytes_of_this_file) * 100 / total_));
    if (share > last_) told_(last_ = share);
  }

  void finished(const std::filesystem::path& file) {
    done_ += size_of(file);
    at(0);
  }

 private:
  static std::uint64_t size_of(const std::filesystem::path& file) {
    std::error_code error;
    const std::uintmax_t size = std::filesystem::file_size(file, error);
    return error ? 0 : size;
  }

  const std::function<void(int)>& told_;
  std::uint64_t total_ = 0;
  std::uint64_t done_ = 0;
  int last_ = -1;
};

class Reader {
 public:
  Reader(const Paths& files, const std::optional<LogMap>& map, const Rules& rules,
         const std::function<void(int)>& progress)
      : map_(map), rules_(rules), names_(rules), teller_(names_, names_of(files)), progress_(files, progress) {
    log_.files = files;
  }

  Result<Log> read() {
    if (map_)
      if (const auto known = check_names(*map_, names_, "the map"); !known) return tl::make_unexpected(known.error());
    for (std::uint32_t file = 0; file < log_.files.size(); ++file)
      if (const auto read = read_file(file); !read) return tl::make_unexpected(read.error());
    if (const auto met = check_met(); !met) return tl::make_unexpected(met.error());
    sort();
    return std::move(log_);
  }

 private:
  Result<void> read_file(std::uint32_t file) {
    const auto& path = log_.files[file];
    Result<Input> input = Input::open(path);
    if (!input) return tl::make_unexpected(input.error());
    const Result<Form> form = form_of(*input, path.string());
    if (!form) return tl::make_unexpected(form.error());
    const auto read =
        *form == Form::csv ? read_csv(std::move(*input), file) : read_keyed(std::move(*input), *form, file);
    if (read) progress_.finished(path);
    return read;
  }

  Result<void> read_csv(Input input, std::uint32_t file) {
    const auto rows = csv_rows(std::move(input), log_.files[file].string());
    if (!rows) return tl::make_unexpected(rows.error());
    if (map_) return tell(**rows, *map_, file);
    if (const auto known = check_columns(**rows); !known) return known;
    return tell(**rows, default_map((*rows)->columns(), rules_), file);
  }

  // Without a map a log names its columns itself.
  Result<void> check_columns(const Rows& rows) const {
    std::vector<std::string> faults;
    for (std::size_t i = 0; i < needed_columns; ++i)
      if (const std::string& name = standard_columns()[i]; !has(rows.columns(), name))
        faults.push_back(fmt::format("there is no column '{}': name it so, or say with a map which one it is", name));
    for (const std::string& name : rows.columns())
      if (const Complaint complaint = names_.column(name)) faults.push_back(*complaint);
    if (faults.empty()) return {};
    return fail(Fault::bad_input, in_lines(faults, rows.place()));
  }

  Result<void> read_keyed(Input input, Form form, std::uint32_t file) {
    json_columns_ = map_ ? columns_of(*map_) : names_.columns;
    const Complain complain = [this](std::string_view key) { return *names_.column(key); };
    const auto& rows_of = form == Form::json_list ? json_list_rows : form == Form::xml_list ? xml_rows : json_rows;
    const auto rows =
        rows_of(std::move(input), log_.files[file].string(), json_columns_, map_ ? Complain{} : complain, json_met_);
    if (!first_json_) first_json_ = file;
    return tell(*rows, map_ ? *map_ : default_map(json_columns_, rules_), file);
  }

  Result<void> tell(Rows& rows, const LogMap& map, std::uint32_t file) {
    const auto bound = bind_map(map, rows.columns(), rules_, rows.place());
    if (!bound) return tl::make_unexpected(bound.error());
    Row row;
    for (;;) {
      const Result<bool> read = rows.next(row);
      if (!read) return tl::make_unexpected(read.error());
      if (!*read) return {};
      teller_.tell(row, file, *bound, log_);
      progress_.at(rows.bytes_read());
    }
  }

  // A key may be absent from a line, but one that no line has is a slip of the map. Where no line has any key that
  // counts, each of them was rejected for it.
  Result<void> check_met() const {
    if (std::find(json_met_.begin(), json_met_.end(), true) == json_met_.end()) return {};
    std::vector<std::string> missing;
    for (std::size_t i = 0; i < json_columns_.size(); ++i)
      if (!json_met_[i] && (map_ || i < needed_columns)) missing.push_back(json_columns_[i]);
    if (missing.empty()) return {};
    return fail(Fault::bad_input, fmt::format("{}: no line has the key{} {}", log_.files[*first_json_].string(),
                                              missing.size() == 1 ? "" : "s", fmt::join(missing, ", ")));
  }

  // Cheaper than moving whole commands about.
  void sort() {
    std::vector<LoggedCommand>& commands = log_.commands;
    std::vector<std::size_t> order(commands.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    std::sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) {
      if (commands[a].command.at != commands[b].command.at) return commands[a].command.at < commands[b].command.at;
      return commands[a].place < commands[b].place;
    });
    std::vector<LoggedCommand> sorted;
    sorted.reserve(commands.size());
    for (const std::size_t index : order) sorted.push_back(std::move(commands[index]));
    commands = std::move(sorted);
    std::sort(log_.stated.begin(), log_.stated.end(), [](const StatedDue& a, const StatedDue& b) {
      return std::tie(a.at, a.place, a.audit) < std::tie(b.at, b.place, b.audit);
    });
  }

  const std::optional<LogMap>& map_;
  const Rules& rules_;
  LogNames names_;
  Teller teller_;
  Progress progress_;
  Log log_;
  std::vector<std::string> json_columns_;
  std::vector<bool> json_met_;
  std::optional<std::uint32_t> first_json_;
};

}  // namespace

Result<Log> read_log(const std::vector<std::filesystem::path>& files, const std::optional<LogMap>& map,
                     const Rules& rules, const std::function<void(int)>& progress) {
  if (files.empty()) return fail(Fault::bad_input, "no log is given: name at least one file");
  if (const auto twice = given_twice(files)) return tl::make_unexpected(*twice);
  return Reader(files, map, rules, progress).read();
}

}  // namespace hotline
