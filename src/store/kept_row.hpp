// An entry as it lies in the file, with what it needs to be checked by itself.
#pragma once

#include "store/admission.hpp"
#include "store/row_sum.hpp"

namespace hotline {

struct KeptRow {
  KeptEntry kept;
  Digest hash_before{};
  Epoch epoch = 0;
  std::size_t part = 0;  // of its unit
  RowSum sum{};
};

// Over everything but the events, which are in the hash.
RowSum sum_of(const KeptRow& row);

// The bytes are as they were written, whatever has become of the rows around them.
bool stands_alone(const KeptRow& row);

bool follows(const KeptRow& row, const Head& head);

}  // namespace hotline
