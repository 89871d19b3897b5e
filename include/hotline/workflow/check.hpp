// Can every state be reached, and does every state lead to an end? Of an escalation: can a person lower every level?
//
//   for (const std::string& fault : faults_in(workflow)) ...
//   // workflow 'order': no way leads to state 'parked'
//
// Each fault names the smallest example: the state, or the path that goes nowhere.
#pragma once

#include <string>
#include <vector>

#include "hotline/export.hpp"
#include "hotline/workflow/workflow.hpp"

namespace hotline {

HOTLINE_API std::vector<std::string> faults_in(const Workflow& workflow);

}  // namespace hotline
