#include "rules/characters.hpp"

#include <cstdint>
#include <optional>

#include <fmt/format.h>

#include "rules/fault_list.hpp"

namespace hotline {
namespace {

bool is_ascii(char c) { return static_cast<unsigned char>(c) < 0x80; }

struct Lead {  // what the first byte of a character promises
  std::size_t length;
  std::uint32_t bits, smallest;
};

std::optional<Lead> lead_of(unsigned char byte) {
  if (byte < 0x80) return Lead{1, byte, 0};
  if ((byte & 0xE0U) == 0xC0) return Lead{2, byte & 0x1FU, 0x80};
  if ((byte & 0xF0U) == 0xE0) return Lead{3, byte & 0x0FU, 0x800};
  if ((byte & 0xF8U) == 0xF0) return Lead{4, byte & 0x07U, 0x10000};
  return std::nullopt;
}

// The bytes of the character at the text's beginning; 0 when it is not UTF-8.
std::size_t character_length(std::string_view text) {
  const auto lead = lead_of(static_cast<unsigned char>(text[0]));
  if (!lead || lead->length > text.size()) return 0;
  std::uint32_t code = lead->bits;
  for (std::size_t i = 1; i < lead->length; ++i) {
    const auto byte = static_cast<unsigned char>(text[i]);
    if ((byte & 0xC0U) != 0x80) return 0;
    code = code << 6U | (byte & 0x3FU);
  }
  const bool surrogate = code >= 0xD800 && code <= 0xDFFF;
  return code < lead->smallest || code > 0x10FFFF || surrogate ? 0 : lead->length;
}

// Walks a text by characters, and knows where it is.
class Walk {
 public:
  explicit Walk(std::string_view text) : text_(text) {}

  bool ended() const { return text_.empty(); }
  char front() const { return text_.front(); }
  bool at(std::string_view wanted) const { return text_.starts_with(wanted); }
  std::string_view rest() const { return text_; }
  TomlPlace place() const { return place_; }

  void step() {
    const bool line_ends = front() == '\n';
    text_.remove_prefix(character_length(text_));
    place_ = line_ends ? TomlPlace{place_.line + 1, 1} : TomlPlace{place_.line, place_.column + 1};
  }
  void step(std::size_t ascii_characters) {
    for (; ascii_characters > 0 && !ended(); --ascii_characters) step();
  }

 private:
  std::string_view text_;
  TomlPlace place_{1, 1};
};

bool check_utf8(std::string_view text, FaultList& faults) {
  for (Walk walk{text}; !walk.ended(); walk.step()) {
    if (character_length(walk.rest()) != 0) continue;
    faults.add(walk.place(),
               fmt::format("this is not UTF-8 (byte 0x{:02X}): save the file as UTF-8, not as GBK or UTF-16",
                           static_cast<unsigned char>(walk.front())));
    return false;
  }
  return true;
}

void skip_comment(Walk& walk) {
  while (!walk.ended() && walk.front() != '\n') walk.step();
}

// Past the closing quotes. A text that never closes is left to the TOML reader, which stops where we do.
bool skip_text(Walk& walk) {
  const bool basic = walk.front() == '"';
  const std::string_view long_quote = basic ? R"(""")" : "'''";
  const bool is_long = walk.at(long_quote);
  const std::string_view quote = is_long ? long_quote : long_quote.substr(0, 1);
  walk.step(quote.size());
  while (!walk.ended() && !walk.at(quote)) {
    if (!is_long && walk.front() == '\n') return false;
    if (basic && walk.front() == '\\') walk.step();
    if (!walk.ended()) walk.step();
  }
  if (walk.ended()) return false;
  walk.step(quote.size());
  while (is_long && walk.at(quote.substr(0, 1))) walk.step();  // a long text may end in quotes of its own
  return true;
}

bool is_word(char c) {
  return !is_ascii(c) || (c >= '0' && c <= '9') || ((c | 0x20) >= 'a' && (c | 0x20) <= 'z') || c == '-' || c == '_';
}

struct Lookalike {  // what a Chinese keyboard writes for it
  std::string_view written, meant;
};

std::optional<Lookalike> lookalike_at(const Walk& walk) {
  constexpr Lookalike known[] = {{"“", "\""}, {"”", "\""}, {"‘", "'"},  {"’", "'"},  {"，", ","},    {"＝", "="},
                                 {"．", "."}, {"。", "."}, {"［", "["}, {"］", "]"}, {"【", "["},    {"】", "]"},
                                 {"｛", "{"}, {"｝", "}"}, {"＃", "#"}, {"　", " "}, {"\u00A0", " "}};
  for (const Lookalike& one : known)
    if (walk.at(one.written)) return one;
  return std::nullopt;
}

// Reads a word outside quotes; false when it is one that the TOML reader must not see.
bool read_word(Walk& walk, FaultList& faults) {
  const TomlPlace place = walk.place();
  if (const auto lookalike = lookalike_at(walk)) {
    faults.add(place,
               fmt::format("{} is not the plain character: write {}", quoted(lookalike->written), lookalike->meant));
    walk.step();
    return false;
  }
  const std::string_view from = walk.rest();
  bool plain = true;
  while (!walk.ended() && is_word(walk.front()) && !lookalike_at(walk)) {
    plain = plain && is_ascii(walk.front());
    walk.step();
  }
  const std::string_view word = from.substr(0, from.size() - walk.rest().size());
  if (!plain) faults.add(place, fmt::format("{} is not in quotes: write \"{}\"", quoted(word), shortened(word)));
  return plain;
}

bool check_quotes(std::string_view text, FaultList& faults) {
  bool fit = true;
  for (Walk walk{text}; !walk.ended();) {
    if (walk.front() == '#') {
      skip_comment(walk);
    } else if (walk.front() == '"' || walk.front() == '\'') {
      if (!skip_text(walk)) return fit;
    } else if (is_word(walk.front())) {
      fit = read_word(walk, faults) && fit;
    } else {
      walk.step();
    }
  }
  return fit;
}

}  // namespace

bool check_characters(std::string_view text, FaultList& faults) {
  if (!check_utf8(text, faults)) return false;
  constexpr std::string_view byte_order_mark = "\xEF\xBB\xBF";
  if (text.starts_with(byte_order_mark)) text.remove_prefix(byte_order_mark.size());
  return check_quotes(text, faults);
}

}  // namespace hotline
