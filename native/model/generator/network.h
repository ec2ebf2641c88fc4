// The generator's layers, packed for one form of the kernels. Written once, read by any thread.
#pragma once

#include <array>
#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "model/generator/kernels.h"
#include "model/generator/weights.h"

namespace tts {

inline constexpr std::size_t kStages = 2;
inline constexpr std::size_t kBlocksPerStage = 3;
inline constexpr std::size_t kSteps = 3;

/// Memory that starts at a cache line and may be read a little beyond its end.
class Packed {
 public:
  explicit Packed(std::size_t bytes);
  [[nodiscard]] void* data() { return data_.get(); }
  [[nodiscard]] const void* data() const { return data_.get(); }

 private:
  struct Free {
    void operator()(void* memory) const;
  };
  std::unique_ptr<void, Free> data_;
};

/// A convolution over time, or a transposed one seen as one that makes `stride` output rows at once.
struct Layer {
  std::size_t taps = 0;
  std::size_t inputs = 0;    // per tap, padded to the kernels' block
  std::size_t channels = 0;  // the input's own
  std::size_t outputs = 0;   // padded to the kernels' block
  std::size_t dilation = 1;
  std::size_t stride = 1;
  std::size_t pad = 0;
  float slope = 0.0F;  // of the LeakyReLU before it, where there is one
  Packed weights{0};
  std::vector<float> bias;  // [outputs]
};

/// Where the style enters: scale and shift are linear in its timbre half.
struct NormSite {
  std::size_t channels = 0;
  std::size_t first = 0;      // of its channels among all sites'
  std::vector<float> weight;  // [2 channels][128]
  std::vector<float> bias;    // [2 channels]
  float epsilon = 0.0F;
  std::vector<float> turns;       // [channels] alpha / pi
  std::vector<float> reciprocal;  // [channels]
};

struct Step {
  NormSite before;  // of the first convolution
  Layer first;
  NormSite between;
  Layer second;
};

using Block = std::array<Step, kSteps>;

struct Stage {
  Layer upsampler;
  Layer noise;
  Block noise_block;
  std::array<Block, kBlocksPerStage> blocks;
};

struct NetworkLayers {
  NetworkLayers(const GeneratorWeights& weights, const Kernels& kernels);

  const Kernels& kernels;
  std::array<Stage, kStages> stages;
  Layer post;
  std::size_t norm_channels = 0;  // of all sites together
};

}  // namespace tts
