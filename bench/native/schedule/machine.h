// A simulated machine: what its units really take. The scheduler under test learns it unit by unit.
#pragma once

#include <array>
#include <cstddef>
#include <random>

#include "engine/affine_estimate.h"
#include "engine/costs.h"

namespace tts::schedule {

/// Costs of one thread, by Unit: seconds by tokens, frames, frames with context.
using UnitLines = std::array<Line, 3>;

/// Measured on a two-core Xeon with AMX, one thread, int8 pieces, the other core busy: medians of A+P at 7 to
/// 202 tokens, D at 21 to 606 frames, G at 12 to 104 frames.
inline constexpr UnitLines kAmxThread{{{0.0195, 0.00206}, {0.0105, 0.00077}, {0.0005, 0.0017}}};

class Machine {
 public:
  Machine(const UnitLines& lines, double disturbed_share, unsigned seed)
      : lines_(lines), disturbed_(disturbed_share), random_(seed) {}

  /// Seconds of one unit: scattered by a tenth, and three times as long where something else took the core.
  [[nodiscard]] double run(Unit unit, std::size_t size) {
    const double usual = lines_[static_cast<std::size_t>(unit)].at(static_cast<double>(size));
    const bool is_disturbed = disturbed_(random_);
    return usual * std::lognormal_distribution(0.0, 0.1)(random_) * (is_disturbed ? 3.0 : 1.0);
  }

 private:
  UnitLines lines_;
  std::bernoulli_distribution disturbed_;
  std::mt19937 random_;
};

}  // namespace tts::schedule
