// A folder of its own with a few files in it, and hotline called there in the words of a shell.
//
//   Desk desk{{"office.toml", office_rules}};
//   desk.says("open office.toml --at '2023-03-03 12:00'")  ->  {0, "open until ...\n", ""}
#pragma once

#include <chrono>
#include <filesystem>
#include <initializer_list>
#include <ostream>
#include <string>
#include <string_view>
#include <vector>

namespace hotline::test {

struct Said {
  int code = -1;
  std::string out;
  std::string err;
  friend bool operator==(const Said&, const Said&) = default;
  friend std::ostream& operator<<(std::ostream& stream, const Said& said) {
    return stream << "exit " << said.code << "\nout: " << said.out << "\nerr: " << said.err;
  }
};

struct Watched {  // a terminal on the second stream, and a clock that moves by this much each time it is read
  std::chrono::milliseconds step{};
};

std::vector<std::string> words_of(std::string_view line);  // '...' and "..." keep spaces

struct File {
  std::string name;
  std::string text;
};

class Desk {
 public:
  Desk(std::initializer_list<File> files = {});
  Desk(const Desk&) = delete;
  Desk& operator=(const Desk&) = delete;
  ~Desk();

  void write(const std::string& name, std::string_view text) const;
  std::string read(const std::string& name) const;
  std::vector<std::string> names() const;  // of everything in the folder, sorted

  Said says(std::string_view line) const;
  Said says(std::string_view line, Watched watched) const;

 private:
  std::filesystem::path before_;
  std::filesystem::path folder_;
};

// Shanghai, mon-fri 09:00-12:00 and 13:00-17:30, the State Council's days; a night desk beside it in `two_calendars`.
extern const char* const office_rules;
extern const char* const two_calendars;
// One kind of order with one promise of a working day, and an escalation.
extern const char* const order_rules;

}  // namespace hotline::test
