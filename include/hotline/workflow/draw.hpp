// What does a workflow look like?
//
//   to_dot(workflow)       // for Graphviz: dot -Tsvg
//   to_mermaid(workflow)   // for a wiki page
//
// The same workflow draws the same bytes.
#pragma once

#include <string>

#include "hotline/export.hpp"
#include "hotline/workflow/workflow.hpp"

namespace hotline {

HOTLINE_API std::string to_dot(const Workflow& workflow);
HOTLINE_API std::string to_mermaid(const Workflow& workflow);

}  // namespace hotline
