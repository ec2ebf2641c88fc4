// The 20-point transform's tables, shared by both directions.
#pragma once

#include <array>
#include <cmath>
#include <numbers>

#include "base/units.h"

namespace tts {

/// Periodic Hann window of kStftSize points.
inline const std::array<float, kStftSize>& hann_window() {
  static const auto window = [] {
    std::array<float, kStftSize> values{};
    for (std::size_t n = 0; n < kStftSize; ++n) {
      values[n] = static_cast<float>(0.5 - 0.5 * std::cos(2.0 * std::numbers::pi * n / kStftSize));
    }
    return values;
  }();
  return window;
}

/// cos and sin of 2 pi k n / 20, for bin k and point n.
struct Twiddle {
  std::array<std::array<float, kStftSize>, kStftBins> cosine{};
  std::array<std::array<float, kStftSize>, kStftBins> sine{};
};

inline const Twiddle& twiddles() {
  static const auto tables = [] {
    Twiddle t;
    for (std::size_t k = 0; k < kStftBins; ++k) {
      for (std::size_t n = 0; n < kStftSize; ++n) {
        const double angle = 2.0 * std::numbers::pi * static_cast<double>(k * n % kStftSize) / kStftSize;
        t.cosine[k][n] = static_cast<float>(std::cos(angle));
        t.sine[k][n] = static_cast<float>(std::sin(angle));
      }
    }
    return t;
  }();
  return tables;
}

}  // namespace tts
