#include "store/carve.hpp"

#include <algorithm>
#include <array>
#include <cstring>
#include <map>
#include <optional>
#include <string>
#include <vector>

namespace hotline {
namespace {

// The shapes below are SQLite's file format: pages, cells, records and the frames of a log.
constexpr std::size_t file_header = 100;
constexpr std::size_t log_header = 32;
constexpr std::size_t frame_header = 24;
constexpr std::size_t columns = 13;
constexpr std::size_t columns_in_format_1 = 11;
constexpr std::size_t columns_in_format_2 = 12;
constexpr unsigned char leaf_of_table = 0x0d;

std::uint64_t number_at(std::string_view bytes, std::size_t place, std::size_t size) {
  std::uint64_t number = 0;
  for (std::size_t i = place; i < place + size; ++i) number = number << 8 | static_cast<unsigned char>(bytes[i]);
  return number;
}

// Takes bytes from the front and knows when there were too few.
class Reader {
 public:
  explicit Reader(std::string_view bytes) : bytes_(bytes) {}

  bool failed() const { return failed_; }
  std::size_t place() const { return place_; }

  std::string_view take(std::uint64_t size) {
    if (failed_ || size > bytes_.size() - place_) {
      failed_ = true;
      return {};
    }
    place_ += static_cast<std::size_t>(size);
    return bytes_.substr(place_ - static_cast<std::size_t>(size), static_cast<std::size_t>(size));
  }

  std::uint64_t varint() {
    std::uint64_t number = 0;
    for (int i = 0; i < 9; ++i) {
      const auto byte = take(1);
      if (failed_) return 0;
      const auto value = static_cast<unsigned char>(byte[0]);
      if (i == 8) return number << 8 | value;
      number = number << 7 | (value & 0x7f);
      if (value < 0x80) break;
    }
    return number;
  }

 private:
  std::string_view bytes_;
  std::size_t place_ = 0;
  bool failed_ = false;
};

struct Column {
  std::uint64_t type = 0;
  std::string_view bytes;

  bool is_text() const { return type >= 13 && type % 2 == 1; }
  bool is_null() const { return type == 0; }
  bool is_integer() const { return type >= 1 && type <= 9 && type != 7; }
  bool is_blob(std::size_t size) const { return bytes.size() == size && type == 12 + 2 * size; }

  std::int64_t integer() const {
    if (type == 8 || type == 9) return type == 9 ? 1 : 0;
    const auto high = !bytes.empty() && static_cast<unsigned char>(bytes[0]) >= 0x80;
    std::uint64_t number = high ? ~std::uint64_t{0} : 0;
    for (const char byte : bytes) number = number << 8 | static_cast<unsigned char>(byte);
    return static_cast<std::int64_t>(number);
  }
  std::uint64_t count() const { return static_cast<std::uint64_t>(integer()); }
  template <class Array>
  Array array() const {
    Array array{};
    std::memcpy(array.data(), bytes.data(), array.size());
    return array;
  }
};

std::uint64_t size_of(std::uint64_t type) {
  constexpr std::array<std::uint64_t, 12> sizes = {0, 1, 2, 3, 4, 6, 8, 8, 0, 0, 0, 0};
  return type < sizes.size() ? sizes[static_cast<std::size_t>(type)] : (type - 12) / 2;
}

std::optional<std::vector<Column>> columns_of(std::string_view record) {
  Reader reader(record);
  const auto header = reader.varint();
  std::vector<Column> found;
  while (!reader.failed() && reader.place() < header && found.size() < columns) found.push_back({reader.varint(), {}});
  if (reader.failed() || reader.place() != header || found.size() < columns_in_format_1) return std::nullopt;
  for (Column& column : found) column.bytes = reader.take(size_of(column.type));
  if (reader.failed() || reader.place() != record.size()) return std::nullopt;
  return found;
}

// In the order of the table's columns.
std::optional<KeptRow> row_of(std::uint64_t position, std::string_view record) {
  const auto found = columns_of(record);
  if (!found) return std::nullopt;
  constexpr auto digest = std::tuple_size_v<Digest>;
  const Column *column = found->data(), &id = column[0], &case_id = column[1], &expected = column[2],
               &version = column[3], &recorded_at = column[4], &epoch = column[5], &command = column[6],
               &part = column[7], &before = column[8], &hash = column[9], &events = column[10];
  const bool has_sum = found->size() >= columns_in_format_2;
  const bool has_hints = found->size() == columns && !column[12].is_null();
  const bool fits = id.is_null() && case_id.is_text() && expected.is_integer() && version.is_integer() &&
                    recorded_at.is_integer() && epoch.is_integer() && (command.is_null() || command.is_text()) &&
                    part.is_integer() && before.is_blob(digest) && hash.is_blob(digest) && events.is_text() &&
                    (!has_sum || column[11].is_blob(std::tuple_size_v<RowSum>)) && (!has_hints || column[12].is_text());
  if (!fits) return std::nullopt;
  KeptRow row;
  row.kept.position = position;
  if (command.is_text()) row.kept.command = CommandId{std::string(command.bytes)};
  row.kept.entry.case_id.text = case_id.bytes;
  row.kept.entry.expected = expected.count();
  row.kept.entry.version = version.count();
  row.kept.entry.recorded_at = Instant(std::chrono::seconds(recorded_at.integer()));
  row.kept.entry.hash = hash.array<Digest>();
  row.kept.entry.events = events.bytes;
  row.hash_before = before.array<Digest>();
  row.epoch = epoch.count();
  row.part = part.count();
  if (has_hints) row.hints = column[12].bytes;
  row.sum = has_sum ? column[11].array<RowSum>() : sum_of(row.view());
  return row;
}

class Pages {
 public:
  Pages(std::string_view file, std::string_view log) : file_(file), log_(log) {
    if (file.size() >= file_header) size_ = number_at(file, 16, 2) == 1 ? 65'536 : number_at(file, 16, 2);
    if (size_ < 512 || (size_ & (size_ - 1)) != 0) size_ = 4'096;  // the header is damaged: SQLite's own default
    for (auto at = log_header; at + frame_header + size_ <= log_.size(); at += frame_header + size_)
      in_log_[number_at(log_, at, 4)] = log_.substr(at + frame_header, size_);
  }

  void each(const std::function<void(std::string_view, std::size_t)>& visit) const {
    for (std::size_t at = 0; at + size_ <= file_.size(); at += size_)
      visit(file_.substr(at, size_), at == 0 ? file_header : 0);
    for (auto at = log_header; at + frame_header + size_ <= log_.size(); at += frame_header + size_)
      visit(log_.substr(at + frame_header, size_), number_at(log_, at, 4) == 1 ? file_header : 0);
  }

  std::string_view page(std::uint64_t number, bool logged) const {
    if (const auto found = in_log_.find(number); logged && found != in_log_.end()) return found->second;
    if (number == 0 || number > file_.size() / size_) return {};
    return file_.substr(static_cast<std::size_t>(number - 1) * size_, size_);
  }

  std::size_t size() const { return size_; }
  std::size_t bytes() const { return file_.size() + log_.size(); }

 private:
  std::string_view file_, log_;
  std::size_t size_ = 4'096;
  std::map<std::uint64_t, std::string_view> in_log_;  // as last logged
};

// A record that is too long for its page goes on in a list of others.
std::optional<std::string> record_of(const Pages& pages, Reader& cell, std::uint64_t length, bool logged) {
  const std::uint64_t usable = pages.size();
  if (length > pages.bytes()) return std::nullopt;
  const auto most = usable - 35, least = (usable - 12) * 32 / 255 - 23;
  const auto rest = least + (length < least ? 0 : (length - least) % (usable - 4));
  const auto here = length <= most ? length : rest <= most ? rest : least;
  std::string record(cell.take(here));
  if (length > here) {
    const auto link = cell.take(4);
    if (cell.failed()) return std::nullopt;
    for (auto next = number_at(link, 0, 4); record.size() < length;) {
      const auto page = pages.page(next, logged);
      if (page.empty()) return std::nullopt;
      record += page.substr(4, static_cast<std::size_t>(std::min<std::uint64_t>(usable - 4, length - record.size())));
      next = number_at(page, 0, 4);
    }
  }
  if (cell.failed()) return std::nullopt;
  return record;
}

void carve_page(const Pages& pages, std::string_view page, std::size_t start,
                const std::function<void(KeptRow)>& found) {
  if (static_cast<unsigned char>(page[start]) != leaf_of_table) return;
  const auto cells = number_at(page, start + 3, 2);
  for (std::uint64_t i = 0; i < cells; ++i) {
    const auto pointer = start + 8 + 2 * static_cast<std::size_t>(i);
    if (pointer + 2 > page.size()) return;
    const auto at = number_at(page, pointer, 2);
    if (at >= page.size()) continue;
    for (const bool logged : {true, false}) {
      Reader cell(page.substr(static_cast<std::size_t>(at)));
      const auto length = cell.varint();
      const auto position = cell.varint();
      const auto record = record_of(pages, cell, length, logged);
      auto row = record ? row_of(position, *record) : std::nullopt;
      if (!row || !stands_alone(*row)) continue;
      found(std::move(*row));
      break;
    }
  }
}

}  // namespace

void carve(std::string_view file, std::string_view log, const std::function<void(KeptRow)>& found) {
  const Pages pages(file, log);
  pages.each([&](std::string_view page, std::size_t start) { carve_page(pages, page, start, found); });
}

}  // namespace hotline
