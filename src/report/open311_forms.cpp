// The two forms of the published list.
#include <algorithm>

#include <nlohmann/json.hpp>

#include "hotline/report/open311.hpp"

namespace hotline {
namespace {

using Json = nlohmann::ordered_json;

// 37.762221815: JSON's own notation of a number, kept as it was written.
bool is_decimal(std::string_view text) {
  if (text.starts_with('-')) text.remove_prefix(1);
  const auto is_digit = [](char letter) { return letter >= '0' && letter <= '9'; };
  const auto point = text.find('.');
  const std::string_view whole = text.substr(0, point);
  const std::string_view rest = point == std::string_view::npos ? "0" : text.substr(point + 1);
  return !whole.empty() && !rest.empty() && (whole.size() == 1 || whole[0] != '0') &&
         std::all_of(whole.begin(), whole.end(), is_digit) && std::all_of(rest.begin(), rest.end(), is_digit);
}

std::string json_value(std::string_view field, const std::optional<std::string>& value) {
  if (!value) return "null";
  if ((field == "lat" || field == "long") && is_decimal(*value)) return *value;
  return Json(*value).dump(-1, ' ', false, Json::error_handler_t::replace);
}

// What XML 1.0 has no place for becomes the replacement character; JSON's writer puts it for bytes that are no UTF-8.
std::string xml_text(const std::string& value) {
  const auto whole = Json::parse(Json(value).dump(-1, ' ', false, Json::error_handler_t::replace)).get<std::string>();
  std::string text;
  for (const char letter : whole) {
    const auto byte = static_cast<unsigned char>(letter);
    if (letter == '&')
      text += "&amp;";
    else if (letter == '<')
      text += "&lt;";
    else if (letter == '>')
      text += "&gt;";
    else if (letter == '\r')
      text += "&#13;";
    else if (byte < 0x20 && letter != '\t' && letter != '\n')
      text += "\xEF\xBF\xBD";
    else
      text += letter;
  }
  return text;
}

}  // namespace

std::string to_open311_json(const std::vector<ServiceRequest>& requests) {
  std::string text = "[";
  for (const ServiceRequest& request : requests) {
    text += text.size() == 1 ? "\n  {" : ",\n  {";
    for (std::size_t i = 0; i < request.size(); ++i)
      text +=
          (i == 0 ? "\"" : ",\"") + std::string(open311_fields[i]) + "\":" + json_value(open311_fields[i], request[i]);
    text += "}";
  }
  return text + "\n]\n";
}

std::string to_open311_xml(const std::vector<ServiceRequest>& requests) {
  std::string text = "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n<service_requests>\n";
  for (const ServiceRequest& request : requests) {
    text += "  <request>\n";
    for (std::size_t i = 0; i < request.size(); ++i) {
      const std::string name(open311_fields[i]);
      text += "    <" + name + ">" + (request[i] ? xml_text(*request[i]) : "") + "</" + name + ">\n";
    }
    text += "  </request>\n";
  }
  return text + "</service_requests>\n";
}

}  // namespace hotline
