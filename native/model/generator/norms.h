// Adaptive instance normalisation as two constants per channel: scale v + shift, from statistics and style.
#pragma once

#include <span>
#include <vector>

#include "model/generator/network.h"

namespace tts {

/// Mean and variance of what each of the 48 normalisation sites reads, per channel, one site after the other.
struct NormStatistics {
  std::vector<float> mean;
  std::vector<float> variance;
  std::size_t frames = 0;  // of sound they were taken from
};

/// Frozen norms of a style: two constants per channel and site. Cheap; once per voice.
struct FoldedNorms {
  std::vector<float> scale;
  std::vector<float> shift;
};

/// scale = (1 + gamma) / sqrt(variance + epsilon), shift = beta - mean scale, with gamma and beta linear in
/// the timbre half of `style`.
void fold_site(const NormSite& site, const NormStatistics& statistics, std::span<const float> style,
               FoldedNorms& folded);

/// Statistics of the merged material: counts add, means weigh by count, variances take the means' distance in
/// (Chan, Golub, LeVeque 1979). Either may be empty.
[[nodiscard]] NormStatistics merged(const NormStatistics& a, const NormStatistics& b);

/// Calls visit(site) for all sites, in the order of their channels.
template <typename Visit>
void for_each_site(const NetworkLayers& layers, Visit visit) {
  const auto visit_block = [&](const Block& block) {
    for (const Step& step : block) {
      visit(step.before);
      visit(step.between);
    }
  };
  for (const Stage& stage : layers.stages) {
    visit_block(stage.noise_block);
    for (const Block& block : stage.blocks) visit_block(block);
  }
}

}  // namespace tts
