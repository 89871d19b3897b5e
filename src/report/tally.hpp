// One promise more in a count.
#pragma once

#include "hotline/report/count.hpp"
#include "hotline/report/verdict.hpp"

namespace hotline {

inline void tally(PromiseVerdict::End end, bool breached, PromiseCount& into) {
  into.made += 1;
  if (breached) into.breached += 1;
  switch (end) {
    case PromiseVerdict::End::on_time:
      into.on_time += 1;
      break;
    case PromiseVerdict::End::late:
      into.late += 1;
      break;
    case PromiseVerdict::End::overdue:
      into.overdue += 1;
      break;
    case PromiseVerdict::End::open:
      into.open += 1;
      break;
    case PromiseVerdict::End::cancelled:
      into.cancelled += 1;
  }
}

}  // namespace hotline
