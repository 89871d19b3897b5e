#include "pages.hpp"

#include "files.hpp"

namespace hotline {

Result<std::string> unless_written(std::string text, const PageWanted& wanted) {
  if (!wanted.out) return text;
  return write_file(*wanted.out, text).map([] { return std::string{}; });
}

}  // namespace hotline
