#include "rules/sections.hpp"

namespace hotline {

std::map<std::string, Title> read_words(RulesSource& source) {
  std::map<std::string, Title> words;
  const TomlNode* all = source.root.find("word");
  if (!all || !all->is(TomlNode::Kind::table)) return words;
  const NameList known = source.names.words();
  for (const TomlNode& node : all->children) {
    check_known("word", {node.key, node.key_place}, known, source.faults,
                ", no state, verb, role, attribute, value or kind of these rules");
    const KeyRule rule{node.key, Shape::title, ""};
    TomlNode alone;
    alone.children = {node};
    words[node.key] = TableReader{alone, "[word]", {&rule, 1}, source.faults}.title_of(node.key);
  }
  return words;
}

}  // namespace hotline
