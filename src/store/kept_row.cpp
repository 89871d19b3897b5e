#include "store/kept_row.hpp"

namespace hotline {

namespace {

std::string_view bytes_of(const Digest& digest) {
  return {reinterpret_cast<const char*>(digest.data()), digest.size()};
}

}  // namespace

RowSum sum_of(const RowView& row) {
  const Entry& entry = row.entry;
  RowSummer summer;
  summer.add(row.position)
      .add(row.command ? std::string_view(row.command->text) : std::string_view())
      .add(std::string_view(entry.case_id.text))
      .add(entry.expected)
      .add(entry.version)
      .add(entry.recorded_at.time_since_epoch().count())
      .add(row.epoch)
      .add(row.part)
      .add(bytes_of(row.hash_before))
      .add(bytes_of(row.hash));
  if (row.hints) summer.add(std::string_view(*row.hints));
  return summer.end();
}

bool stands_alone(const KeptRow& row) {
  const Entry& entry = row.kept.entry;
  const auto lines = count_lines(entry.events);
  return lines > 0 && entry.events.back() == '\n' && entry.version == entry.expected + lines &&
         (entry.expected > 0 || row.hash_before == chain_start(entry.case_id)) &&
         chain_over(row.hash_before, entry.events) == entry.hash && sum_of(row.view()) == row.sum;
}

bool follows(const KeptRow& row, const Head& head) {
  return row.kept.entry.expected == head.version && row.hash_before == head.hash;
}

}  // namespace hotline
