// How far is it? One line on a terminal, once the work has taken a while; gone when it is done.
#pragma once

#include <functional>
#include <string_view>

#include "world.hpp"

namespace hotline {

class Progress {
 public:
  explicit Progress(World& world) : world_(world), began_(world.elapsed()) {}
  Progress(const Progress&) = delete;
  Progress& operator=(const Progress&) = delete;
  ~Progress();

  void show(std::string_view stage, int percent);
  std::function<void(int)> of(std::string_view stage) {
    return [this, stage](int percent) { show(stage, percent); };
  }

 private:
  World& world_;
  std::chrono::milliseconds began_;
  bool shown_ = false;
};

}  // namespace hotline
