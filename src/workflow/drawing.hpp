// A workflow as boxes and arrows, ready to be written in one grammar or another.
#pragma once

#include <string>
#include <vector>

#include "hotline/workflow/workflow.hpp"

namespace hotline {

struct Drawing {
  struct Box {
    std::string text;
    bool is_end = false;
    bool was = false;  // a ticket has been there
    bool is = false;   // and is there now
  };
  struct Arrow {
    std::size_t from = 0;
    std::size_t to = 0;
    std::string text;
    std::string marks;  // what it does beside, on lines of their own
    bool dashed = false;
    std::size_t times = 0;  // a ticket went this way
  };
  std::string title;
  std::vector<Box> boxes;
  std::vector<std::size_t> ends;
  std::size_t first = 0;
  std::string opening;  // what stands at the arrow into the first box
  std::vector<Arrow> arrows;
  std::string legend;  // empty: none
};

// Boxes in the order of the workflow's states; raises, then transitions.
Drawing drawing_of(const Workflow& workflow);

std::string guard_text(const Match& guard);  // "urgency=ordinary|urgent, taken=inside"
std::size_t box_of(const std::vector<std::string>& states, std::string_view state);

std::string in_dot(const Drawing& drawing);
std::string in_mermaid(const Drawing& drawing);

}  // namespace hotline
