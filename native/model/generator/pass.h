// One run through the generator's layers. Used by one thread; the team's threads help with each operation.
#pragma once

#include <memory>
#include <span>
#include <stop_token>
#include <vector>

#include "model/generator/buffers.h"
#include "model/generator/network.h"
#include "model/generator/norms.h"
#include "model/generator/team.h"

namespace tts {

/// The memory of a run, kept from one to the next.
struct Workspace {
  Stream input;      // of a stage
  Stream harmonics;  // [120n + 1][22]
  Activated har;
  Stream sum;   // of the stage's three blocks
  Stream main;  // upsampled and noise: what the three blocks start from
  Stream noise;
  Stream running;  // inside a block
  Stream inner;    // between a step's convolutions, when statistics are to be taken of it
  Activated outer_activated, inner_activated;
};

class Pass {
 public:
  Pass(const NetworkLayers& layers, Team& team, Workspace& work, const std::stop_token& stop)
      : layers_(layers), team_(team), work_(work), stop_(stop) {}

  /// x [512, 2n], har [22, 120n + 1] to post [22, 120n + 1], with folded norms. Throws Error(kCancelled).
  [[nodiscard]] std::vector<float> frozen(std::span<const float> x, std::span<const float> har,
                                          const FoldedNorms& norms);

  /// The same with statistics taken from this input; they go to `seen` if it is not null.
  [[nodiscard]] std::vector<float> exact(std::span<const float> x, std::span<const float> har,
                                         std::span<const float> style, NormStatistics* seen);

 private:
  std::vector<float> run(std::span<const float> x, std::span<const float> har);
  void read(std::span<const float> x, std::span<const float> har);
  void run_stage(const Stage& stage, Stream& input, float factor, bool is_last);
  void run_block(const Block& block, Stream& input, const float* add_too, float* target);
  void normalise(Stream& stream, const NormSite& site, Activated& to);
  void convolve(const Layer& layer, const void* in, std::size_t row_step, std::size_t rows, Convolution task);
  void convolve_over(const Layer& layer, const Activated& in, std::size_t rows, const Convolution& task);
  void leak(Stream& stream, float factor, float slope, Activated& to);
  void take_statistics(Stream& stream, const NormSite& site);
  [[nodiscard]] Snake snake(const NormSite& site) const;

  const NetworkLayers& layers_;
  Team& team_;
  Workspace& work_;
  const std::stop_token& stop_;
  const FoldedNorms* norms_ = nullptr;
  bool is_exact_ = false;
  std::span<const float> style_;  // exact only
  NormStatistics statistics_;     // exact only
  FoldedNorms own_norms_;         // exact only
};

}  // namespace tts
