// What goes into and comes out of a graph: numbers with a shape. No library behind it.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <vector>

namespace tts {

using Shape = std::vector<std::int64_t>;

struct Array {
  std::vector<float> values;  // row-major
  Shape shape;
};

/// A graph's input, borrowed for one run. Exactly one of the spans is used.
struct Input {
  const char* name;
  Shape shape;
  std::span<const float> numbers;
  std::span<const std::int64_t> tokens;
};

}  // namespace tts
