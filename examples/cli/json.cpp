#include "json.hpp"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

namespace hotline {
namespace {

// Text that is not UTF-8 still gives JSON that any reader takes.
std::string quoted(std::string_view text) {
  return nlohmann::json(text).dump(-1, ' ', false, nlohmann::json::error_handler_t::replace);
}

}  // namespace

Json::Json(std::string_view text) : written_(quoted(text)) {}

Json Json::list(const std::vector<Json>& values) {
  std::vector<std::string_view> parts;
  for (const Json& value : values) parts.push_back(value.written_);
  return Json(Written{}, fmt::format("[{}]", fmt::join(parts, ",")));
}

Json Json::object(const std::vector<std::pair<std::string_view, Json>>& members) {
  std::vector<std::string> parts;
  for (const auto& [name, value] : members) parts.push_back(quoted(name) + ":" + value.written_);
  return Json(Written{}, fmt::format("{{{}}}", fmt::join(parts, ",")));
}

}  // namespace hotline
