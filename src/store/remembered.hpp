// What the only writer of a file need not ask it again: what it wrote itself, or looked up and found to be so.
#pragma once

#include <cstddef>
#include <string>
#include <unordered_map>
#include <utility>

namespace hotline {

template <class Value>
class Remembered {  // by id; it may forget at any time, and does so all at once when it is full
 public:
  Value* find(const std::string& id) {
    const auto found = values_.find(id);
    return found == values_.end() ? nullptr : &found->second;
  }
  Value& put(const std::string& id, Value value) {
    if (values_.size() >= most) values_.clear();
    return values_.insert_or_assign(id, std::move(value)).first->second;
  }
  void forget(const std::string& id) { values_.erase(id); }

 private:
  static constexpr std::size_t most = 100'000;
  std::unordered_map<std::string, Value> values_;
};

}  // namespace hotline
