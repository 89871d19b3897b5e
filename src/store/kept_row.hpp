// An entry as it lies in the file, with what it needs to be checked by itself.
#pragma once

#include "store/admission.hpp"
#include "store/row_sum.hpp"

namespace hotline {

struct RowView {  // the columns, as they are about to be written
  Position position = 0;
  const std::optional<CommandId>& command;
  const Entry& entry;
  const Digest& hash_before;
  const Digest& hash;
  Epoch epoch = 0;
  std::size_t part = 0;                     // of its unit
  const std::optional<std::string>& hints;  // as the column has them
};

struct KeptRow {
  KeptEntry kept;
  Digest hash_before{};
  Epoch epoch = 0;
  std::size_t part = 0;
  std::optional<std::string> hints;
  RowSum sum{};

  RowView view() const {
    return {kept.position, kept.command, kept.entry, hash_before, kept.entry.hash, epoch, part, hints};
  }
};

// Over everything but the events, which are in the hash.
RowSum sum_of(const RowView& row);

// The bytes are as they were written, whatever has become of the rows around them.
bool stands_alone(const KeptRow& row);

bool follows(const KeptRow& row, const Head& head);

}  // namespace hotline
