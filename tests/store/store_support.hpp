// Stores to try, and entries to put into them.
#pragma once

#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "hotline/store/store.hpp"
#include "support/temp_folder.hpp"

namespace hotline {

using test::TempFolder;

// One store under test. Closing and opening it again must change nothing (a memory store stays open).
class Bench {
 public:
  virtual ~Bench() = default;
  virtual Store& store() = 0;
  virtual void reopen() = 0;
};

std::unique_ptr<Bench> memory_bench();
std::unique_ptr<Bench> sqlite_bench(std::size_t behind);  // SqliteOptions

// Runs once for every kind of store, in epoch 1.
void each_store(const std::function<void(Bench&)>& test);

// Event n always has the same bytes, so that an entry's hash follows from its case and versions.
std::string events_of(Version expected, Version version);
Digest hash_of(const std::string& case_id, Version version);
Entry entry(const std::string& case_id, Version expected, Version version);
Unit unit(const std::string& command, std::vector<Entry> entries);  // "": no command

std::vector<Outcome> append(Store& store, const std::vector<Unit>& batch);  // which must be well formed
std::string show(const std::vector<Outcome>& outcomes);                     // "applied, conflict 2, stale"
std::string show(const Result<std::vector<KeptEntry>>& entries);            // "1 A 0-2 c1, 2 B 0-1 -" or the message
std::string show(const Result<std::vector<CaseId>>& cases);                 // "A, B" or the message
std::string show(const Result<std::vector<std::string>>& names);            // "q, r" or the message
std::string show(const Result<std::vector<DueHint>>& hints);                // "100 A, 250 B" or the message
std::string show(const Result<std::vector<WaitingEffect>>& effects);        // "A 1.0 sms body" or the message

template <class T>
std::string error_of(const Result<T>& result) {
  return result ? "no error" : result.error().message;
}

}  // namespace hotline
