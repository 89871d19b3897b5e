// One JSON value, written as it is made; members keep the order they are given in.
//
//   object({{"due", "2023-03-06T17:30:00+08:00"}, {"provisional", false}}).line()
#pragma once

#include <concepts>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace hotline {

class Json {
 public:
  Json(std::string_view text);
  Json(const std::string& text) : Json(std::string_view(text)) {}
  Json(const char* text) : Json(std::string_view(text)) {}
  template <std::integral Number>
  Json(Number number) : written_(std::to_string(number)) {}
  Json(bool value) : written_(value ? "true" : "false") {}

  static Json null() { return Json(Written{}, "null"); }
  static Json list(const std::vector<Json>& values);
  static Json object(const std::vector<std::pair<std::string_view, Json>>& members);

  std::string line() const { return written_ + '\n'; }

 private:
  struct Written {};
  Json(Written, std::string text) : written_(std::move(text)) {}
  std::string written_;
};

}  // namespace hotline
