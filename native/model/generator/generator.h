// The vocoder's network with kernels of our own: x and har in, post out, equal to the generator graph. Its
// instance norms take their statistics either from the whole input, as the graph does, or frozen ones: then
// the network is local in time, windows need no more than kContextFrames on each inner side, and each
// convolution finishes its own activation. Any thread; runs share the team's threads one operation at a time.
#pragma once

#include <filesystem>
#include <memory>
#include <span>
#include <stop_token>
#include <vector>

#include "model/generator/kernels.h"
#include "model/generator/norms.h"

namespace tts {

class Generator {
 public:
  static constexpr std::size_t kContextFrames = 4;

  /// Packs the weights of an import for `kernels`. Throws Error(kModelLoadFailed).
  Generator(const std::filesystem::path& folder, const Kernels& kernels, int threads);
  ~Generator();

  [[nodiscard]] const char* kernels_name() const;

  /// Frozen norms of a style. Throws Error(kInvalidInput) for statistics of another model.
  [[nodiscard]] FoldedNorms fold(const NormStatistics& statistics, std::span<const float> style) const;

  /// x [512, 2n] and har [22, 120n + 1], row-major as the graph has them. Returns post [22, 120n + 1].
  /// Throws Error(kCancelled).
  [[nodiscard]] std::vector<float> run(std::span<const float> x, std::span<const float> har,
                                       const FoldedNorms& norms, const std::stop_token& stop) const;

  /// The same with statistics of this very input; `seen`, if not null, receives them.
  [[nodiscard]] std::vector<float> run_exact(std::span<const float> x, std::span<const float> har,
                                             std::span<const float> style, const std::stop_token& stop,
                                             NormStatistics* seen = nullptr) const;

 private:
  struct Network;
  std::unique_ptr<Network> network_;
};

}  // namespace tts
