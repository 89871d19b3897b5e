#include "hotline/workflow/draw.hpp"

#include "workflow/drawing.hpp"

namespace hotline {

std::string to_dot(const Workflow& workflow) { return in_dot(drawing_of(workflow)); }

std::string to_mermaid(const Workflow& workflow) { return in_mermaid(drawing_of(workflow)); }

}  // namespace hotline
