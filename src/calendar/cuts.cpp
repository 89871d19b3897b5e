#include "calendar/cuts.hpp"

#include <algorithm>

namespace hotline {

Hours without(const Hours& windows, const Hours& cuts) {
  Hours left;
  for (Window window : windows) {
    for (const Window& cut : cuts) {
      if (cut.close <= window.open) continue;
      if (cut.open >= window.close) break;
      if (window.open < cut.open) left.push_back({window.open, cut.open});
      window.open = cut.close;
      if (window.open >= window.close) break;
    }
    if (window.open < window.close) left.push_back(window);
  }
  return left;
}

Hours moved(Hours cuts, std::chrono::hours by) {
  for (Window& cut : cuts) cut = {cut.open + by, cut.close + by};
  return cuts;
}

Hours merged(Hours cuts) {
  std::sort(cuts.begin(), cuts.end());
  Hours apart;
  for (const Window& cut : cuts) {
    if (apart.empty() || apart.back().close < cut.open)
      apart.push_back(cut);
    else
      apart.back().close = std::max(apart.back().close, cut.close);
  }
  return apart;
}

}  // namespace hotline
