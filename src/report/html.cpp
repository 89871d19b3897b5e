#include "report/html.hpp"

#include <algorithm>
#include <cassert>
#include <cstdint>
#include <iterator>
#include <optional>

#include <fmt/format.h>

namespace hotline {
namespace {

constexpr std::string_view replacement = "\xEF\xBF\xBD";  // U+FFFD

struct Letter {
  std::uint32_t code = 0;
  std::size_t bytes = 1;
};

// Nothing: the bytes there are no character.
std::optional<Letter> letter_at(std::string_view text, std::size_t at) {
  const auto byte = [&](std::size_t i) { return static_cast<std::uint8_t>(text[i]); };
  const std::uint8_t first = byte(at);
  if (first < 0x80) return Letter{first, 1};
  const std::size_t bytes = first >= 0xF0 ? 4 : first >= 0xE0 ? 3 : 2;
  if (first < 0xC2 || first > 0xF4 || at + bytes > text.size()) return std::nullopt;
  std::uint32_t code = first & (0x7FU >> bytes);
  for (std::size_t i = 1; i < bytes; ++i) {
    if ((byte(at + i) & 0xC0U) != 0x80) return std::nullopt;
    code = code << 6U | (byte(at + i) & 0x3FU);
  }
  const std::uint32_t least = bytes == 4 ? 0x10000 : bytes == 3 ? 0x800 : 0x80;
  if (code < least || code > 0x10FFFF || (code >= 0xD800 && code <= 0xDFFF)) return std::nullopt;
  return Letter{code, bytes};
}

// What neither XML nor a reader can bear: controls, and characters that are none.
bool is_fit(std::uint32_t code) {
  if (code < 0x20) return code == '\t' || code == '\n';
  return code != 0x7F && !(code >= 0x80 && code <= 0x9F) && code != 0xFFFE && code != 0xFFFF;
}

void escape(std::string_view text, std::string& into) {
  for (std::size_t at = 0; at < text.size();) {
    const auto letter = letter_at(text, at);
    const std::size_t bytes = letter ? letter->bytes : 1;
    if (!letter || !is_fit(letter->code))
      into += replacement;
    else if (letter->code == '<')
      into += "&lt;";
    else if (letter->code == '>')
      into += "&gt;";
    else if (letter->code == '&')
      into += "&amp;";
    else if (letter->code == '"')
      into += "&quot;";
    else
      into += text.substr(at, bytes);
    at += bytes;
  }
}

bool is_chinese(std::uint32_t code) {
  return (code >= 0x2E80 && code <= 0x9FFF) || (code >= 0xF900 && code <= 0xFAFF) ||
         (code >= 0xFF00 && code <= 0xFFEF) || (code >= 0x20000 && code <= 0x3FFFF);
}

bool has_chinese(std::string_view text) {
  for (std::size_t at = 0; at < text.size();) {
    const auto letter = letter_at(text, at);
    if (letter && is_chinese(letter->code)) return true;
    at += letter ? letter->bytes : 1;
  }
  return false;
}

}  // namespace

void Html::tag(std::string_view tag, const Attributes& attributes, std::string_view end) {
  written_ += '<';
  written_ += tag;
  for (const auto& [name, value] : attributes) {
    written_ += ' ';
    written_ += name;
    written_ += "=\"";
    escape(value, written_);
    written_ += '"';
  }
  written_ += end;
}

Html& Html::open(std::string_view name, const Attributes& attributes) {
  tag(name, attributes, ">");
  open_.emplace_back(name);
  return *this;
}

Html& Html::close() {
  assert(!open_.empty());
  written_ += "</" + open_.back() + '>';
  static constexpr std::string_view blocks[] = {"tr", "p", "h1", "h2", "h3", "li", "section", "table", "svg", "div"};
  if (std::find(std::begin(blocks), std::end(blocks), open_.back()) != std::end(blocks)) written_ += '\n';
  open_.pop_back();
  return *this;
}

Html& Html::single(std::string_view name, const Attributes& attributes) {
  tag(name, attributes, "/>");
  return *this;
}

Html& Html::text(std::string_view text) {
  const bool marked = has_chinese(text);  // or its letters may be drawn as Japan draws them
  if (marked) open("span", {{"lang", "zh"}});
  escape(text, written_);
  return marked ? close() : *this;
}

Html& Html::text(const Title& title) {
  if (is_same_in_both(title)) return text(in_english(title));
  for (const auto& [language, words] : {std::pair{"en", &title.en}, std::pair{"zh", &title.zh}}) {
    open("span", {{"class", language}, {"lang", language}});
    escape(*words, written_);
    close();
  }
  return *this;
}

Html& Html::plain(std::string_view text) {
  escape(text, written_);
  return *this;
}

Html& Html::raw(std::string_view markup) {
  written_ += markup;
  return *this;
}

std::string Html::take() {
  while (!open_.empty()) close();
  return std::move(written_);
}

bool is_same_in_both(const Title& title) { return title.zh.empty() || title.en.empty() || title.zh == title.en; }

const std::string& in_english(const Title& title) { return title.en.empty() ? title.zh : title.en; }
const std::string& in_chinese(const Title& title) { return title.zh.empty() ? title.en : title.zh; }

std::string in_both(const Title& title) {
  return is_same_in_both(title) ? in_english(title) : title.en + " · " + title.zh;
}

Title or_name(const Title& title, const std::string& name) {
  if (!title.en.empty() && !(title.en == title.zh && has_chinese(title.en))) return title;
  return {title.zh, name};
}

std::string anchor(std::string_view name) {
  std::string text;
  for (const char byte : name) {
    const bool stays = (byte >= 'a' && byte <= 'z') || (byte >= 'A' && byte <= 'Z') || (byte >= '0' && byte <= '9') ||
                       byte == '-' || byte == '.';
    if (stays)
      text += byte;
    else
      text += fmt::format("_{:02x}", static_cast<unsigned char>(byte));
  }
  return text;
}

}  // namespace hotline
