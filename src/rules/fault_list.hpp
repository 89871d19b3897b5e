// Everything wrong with a rules file, gathered as it is read.
#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "hotline/rules/rules.hpp"
#include "rules/toml_node.hpp"

namespace hotline {

class FaultList {
 public:
  explicit FaultList(std::string_view file) : file_(file) {}

  void add(TomlPlace place, std::string message);
  std::size_t size() const { return faults_.size(); }
  std::vector<Finding> in_file_order() &&;

 private:
  std::string file_;
  std::vector<Finding> faults_;
};

// Cut where a message would drown in it.
std::string shortened(std::string_view text);
std::string quoted(std::string_view text);  // 'text', shortened

// `"a", "b"`, cut where the list gets long.
std::string listed(const std::vector<std::string>& names);

// `unknown value 'urgnet' of 'urgency': write "urgent"`; where none is near, what there is to choose from.
std::string unknown_name(std::string_view what, std::string_view name, const std::vector<std::string>& known,
                         std::string_view where = "");

}  // namespace hotline
