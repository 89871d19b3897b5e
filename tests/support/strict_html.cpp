#include "support/strict_html.hpp"

#include <algorithm>
#include <set>

namespace hotline::test {
namespace {

bool is_name(char letter) {
  return (letter >= 'a' && letter <= 'z') || (letter >= 'A' && letter <= 'Z') || (letter >= '0' && letter <= '9') ||
         letter == '-';
}

class Reader {
 public:
  explicit Reader(std::string_view page) : page_(page) {}

  StrictHtml read() {
    take("<!DOCTYPE html>");
    while (read_.fault.empty() && at_ < page_.size()) {
      if (page_[at_] == '<')
        tag();
      else
        text();
    }
    if (read_.fault.empty() && !open_.empty()) blame("never closed: " + read_.elements[open_.back()].tag);
    return std::move(read_);
  }

 private:
  void blame(const std::string& what) {
    if (read_.fault.empty()) read_.fault = what + " at byte " + std::to_string(at_);
  }
  bool is_next(std::string_view text) const { return page_.substr(at_, text.size()) == text; }
  bool take(std::string_view text) {
    if (!is_next(text)) return blame("not " + std::string(text)), false;
    at_ += text.size();
    return true;
  }
  std::string name() {
    const std::size_t from = at_;
    while (at_ < page_.size() && is_name(page_[at_])) ++at_;
    if (at_ == from) blame("no name");
    return std::string(page_.substr(from, at_ - from));
  }

  void tag() {
    take("<");
    if (is_next("/")) return end();
    Element element{name(), {}, {}};
    while (read_.fault.empty() && is_next(" ")) {
      take(" ");
      const std::string key = name();
      take("=\"");
      std::string value;
      while (read_.fault.empty() && at_ < page_.size() && page_[at_] != '"') value += letter();
      take("\"");
      if (!element.attributes.emplace(key, value).second) blame("twice: " + key);
    }
    const bool is_single = is_next("/");
    if (is_single) take("/");
    take(">");
    const bool holds_nothing = element.tag == "input" || element.tag == "meta" || element.tag == "br";
    if (holds_nothing && !is_single) blame("not ended in itself: " + element.tag);
    const bool is_style = element.tag == "style";
    read_.elements.push_back(std::move(element));
    if (is_single) return;
    open_.push_back(read_.elements.size() - 1);
    if (is_style) {  // its text is not looked into
      const std::size_t end = page_.find("</style>", at_);
      if (end == std::string_view::npos) return blame("style without end");
      read_.elements.back().text = page_.substr(at_, end - at_);
      at_ = end;
    }
  }
  void end() {
    take("/");
    const std::string tag = name();
    take(">");
    if (open_.empty() || read_.elements[open_.back()].tag != tag) return blame("closed out of order: " + tag);
    open_.pop_back();
  }
  void text() {
    const std::string read = letter();
    if (open_.empty() && read != "\n") return blame("text outside");
    for (const std::size_t element : open_) read_.elements[element].text += read;
  }
  // One byte, or what an entity stands for.
  std::string letter() {
    const char byte = page_[at_];
    if (byte == '<' || byte == '>') return blame("a bare bracket"), "";
    if (static_cast<unsigned char>(byte) < 0x20 && byte != '\n' && byte != '\t') return blame("a control"), "";
    if (byte != '&') return ++at_, std::string(1, byte);
    static const std::map<std::string, std::string> entities{
        {"&lt;", "<"}, {"&gt;", ">"}, {"&amp;", "&"}, {"&quot;", "\""}};
    for (const auto& [entity, stands_for] : entities)
      if (is_next(entity)) return take(entity), stands_for;
    return blame("a bare ampersand"), "";
  }

  std::string_view page_;
  std::size_t at_ = 0;
  std::vector<std::size_t> open_;
  StrictHtml read_;
};

std::string attribute(const Element& element, const std::string& name) {
  const auto found = element.attributes.find(name);
  return found == element.attributes.end() ? "" : found->second;
}

}  // namespace

StrictHtml read_strictly(std::string_view page) { return Reader(page).read(); }

std::vector<std::string> StrictHtml::texts(std::string_view tag) const {
  std::vector<std::string> all;
  for (const Element& element : elements)
    if (element.tag == tag) all.push_back(element.text);
  return all;
}

std::size_t StrictHtml::count(std::string_view tag) const { return texts(tag).size(); }

const Element* StrictHtml::named(std::string_view id) const {
  const auto found =
      std::find_if(elements.begin(), elements.end(), [&](const Element& one) { return attribute(one, "id") == id; });
  return found == elements.end() ? nullptr : &*found;
}

std::vector<std::string> StrictHtml::dangling_links() const {
  std::set<std::string> ids;
  std::vector<std::string> dangling;
  for (const Element& element : elements) {
    const std::string id = attribute(element, "id");
    if (!id.empty() && !ids.insert(id).second) dangling.push_back("two of " + id);
  }
  for (const Element& element : elements) {
    const std::string to = attribute(element, "href");
    if (to.starts_with('#') && !ids.contains(to.substr(1))) dangling.push_back(to);
    for (const std::string name : {"for", "aria-labelledby"})
      if (const std::string id = attribute(element, name); !id.empty() && !ids.contains(id)) dangling.push_back(id);
  }
  return dangling;
}

std::vector<std::string> StrictHtml::fetches() const {
  std::vector<std::string> asked;
  for (const Element& element : elements) {
    for (const std::string name : {"src", "srcset", "href", "xlink:href", "data", "poster", "action", "style"})
      if (const std::string value = attribute(element, name); !value.empty() && !value.starts_with('#'))
        asked.push_back(value);
    for (const std::string tag : {"script", "link", "img", "iframe", "object", "embed", "base"})
      if (element.tag == tag) asked.push_back("<" + tag + ">");
    if (element.tag != "style") continue;
    for (const std::string word : {"url(", "@import", "http:", "https:"})
      if (element.text.find(word) != std::string::npos) asked.push_back(word);
  }
  return asked;
}

}  // namespace hotline::test
