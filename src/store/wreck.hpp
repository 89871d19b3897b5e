// What can be read of a damaged file, row by row: past one that cannot, it goes on with the next.
#pragma once

#include <filesystem>
#include <map>
#include <set>
#include <string>
#include <vector>

#include "hotline/base/result.hpp"
#include "store/kept_row.hpp"

namespace hotline {

struct Wreck {
  struct IndexRow {  // what an index knows of an entry, whether or not the entry itself can be read
    CaseId case_id;
    Version version = 0;
    std::optional<CommandId> command;
  };
  struct DocumentRow {
    Epoch epoch = 0;
    Document document;
  };
  struct EffectRow {
    Position position = 0;
    Effect effect;
    std::string state;
    std::optional<Instant> claimed_at;
  };

  std::vector<KeptRow> rows;   // by position; each stands alone
  std::set<Position> altered;  // that do not stand alone
  std::map<Position, IndexRow> index;
  Position last = 0;  // the last position known to have been
  Epoch epoch = 0;
  std::vector<DocumentRow> documents;
  std::map<CaseId, std::vector<Hint>> hints;
  std::vector<EffectRow> effects;
  std::vector<std::string> faults;  // of documents, hints and effects, in words
};

// Of a copy of the file (and of its log beside it), which SQLite may change as it likes.
Wreck read_wreck(const std::filesystem::path& copy);

}  // namespace hotline
