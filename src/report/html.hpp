// Markup that is well-formed whatever is put into it: what is opened is closed, and text stays text.
//
//   Html html;
//   html.open("p", {{"class", "note"}}).text("a < b").close();
//
// It reads as HTML and as XML alike. A text in two languages is written in both; the page's style shows one of them.
#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "hotline/policy/target.hpp"

namespace hotline {

using Attributes = std::vector<std::pair<std::string_view, std::string>>;

class Html {
 public:
  Html& open(std::string_view tag, const Attributes& attributes = {});
  Html& close();
  Html& single(std::string_view tag, const Attributes& attributes = {});  // without an inside
  Html& text(std::string_view text);
  Html& text(const Title& title);
  Html& plain(std::string_view text);  // where no markup may stand, as in a page's title
  Html& put(std::string_view tag, std::string_view inside) { return open(tag).text(inside).close(); }
  Html& put(std::string_view tag, const Title& inside) { return open(tag).text(inside).close(); }
  Html& put(std::string_view tag, const Attributes& attributes, std::string_view inside) {
    return open(tag, attributes).text(inside).close();
  }
  Html& put(std::string_view tag, const Attributes& attributes, const Title& inside) {
    return open(tag, attributes).text(inside).close();
  }
  Html& raw(std::string_view markup);  // written by another Html, or by hand
  std::string take();                  // with everything closed

 private:
  void tag(std::string_view tag, const Attributes& attributes, std::string_view end);
  std::string written_;
  std::vector<std::string> open_;
};

// Where a page shows one language and not both, e.g. in an attribute.
std::string in_both(const Title& title);  // "on time · 按时"; one, where they are the same or the other is empty
bool is_same_in_both(const Title& title);
const std::string& in_english(const Title& title);  // or whatever there is
const std::string& in_chinese(const Title& title);

// A title that was given once, in Chinese, is none in English: there its name stands.
Title or_name(const Title& title, const std::string& name);

// Letters, digits, '-' and '.' stay; every other byte becomes _ and two hex digits. Different names stay different.
std::string anchor(std::string_view name);

}  // namespace hotline
