// What every report in JSON has in common. The library that writes it stays in the .cpp files.
#pragma once

#include <nlohmann/json_fwd.hpp>

#include "hotline/report/count.hpp"

namespace hotline {

nlohmann::ordered_json rate_json(const Fraction& fraction, int digits);
nlohmann::ordered_json promises_json(const PromiseCount& count);

}  // namespace hotline
