#include "report/svg.hpp"

#include <array>

#include <fmt/format.h>

namespace hotline {

std::string share_of_width(std::int64_t part, std::int64_t whole) {
  if (whole <= 0) return "0%";
  const std::int64_t hundredths = part * 10'000 / whole;
  return fmt::format("{}.{:02}%", hundredths / 100, hundredths % 100);
}

void open_svg(Html& html, std::int64_t height, const Title& tells) {
  html.open("svg",
            {{"width", "100%"}, {"height", std::to_string(height)}, {"role", "img"}, {"aria-label", in_both(tells)}});
}

void svg_text(Html& html, const Attributes& attributes, const Title& text) {
  if (is_same_in_both(text)) {
    html.open("text", attributes).plain(in_english(text)).close();
    return;
  }
  for (const auto& [language, words] : std::array{std::pair{"en", &text.en}, std::pair{"zh", &text.zh}}) {
    Attributes own = attributes;
    own.emplace_back("lang", language);
    std::string classes = language;
    for (auto attribute = own.begin(); attribute != own.end(); ++attribute) {
      if (attribute->first != "class") continue;
      classes += ' ' + attribute->second;
      own.erase(attribute);
      break;
    }
    own.emplace_back("class", classes);
    html.open("text", own).plain(*words).close();
  }
}

void open_part(Html& html, const std::string& link, const Title& tells) {
  if (link.empty())
    html.open("g");
  else
    html.open("a", {{"href", '#' + anchor(link.substr(1))}});
  if (!in_english(tells).empty()) html.open("title").plain(in_both(tells)).close();
}

void close_part(Html& html) { html.close(); }

}  // namespace hotline
