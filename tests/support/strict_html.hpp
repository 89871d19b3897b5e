// A page read strictly, as XML is: every tag closed in its order, every attribute quoted, nothing left bare.
#pragma once

#include <cstddef>
#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace hotline::test {

struct Element {
  std::string tag;
  std::map<std::string, std::string> attributes;
  std::string text;  // all that is within it
};

struct StrictHtml {
  std::string fault;  // empty: well-formed
  std::vector<Element> elements;

  std::vector<std::string> texts(std::string_view tag) const;
  std::size_t count(std::string_view tag) const;
  const Element* named(std::string_view id) const;
  std::vector<std::string> dangling_links() const;  // that lead to no id of the page
  std::vector<std::string> fetches() const;         // whatever a browser would ask a network for
};

StrictHtml read_strictly(std::string_view page);

}  // namespace hotline::test
