#include "model/generator/norms.h"

#include <cmath>
#include <numeric>

#include "base/units.h"

namespace tts {

void fold_site(const NormSite& site, const NormStatistics& statistics, std::span<const float> style,
               FoldedNorms& folded) {
  const auto timbre = style.first(kTimbreSize);
  const auto linear = [&](std::size_t row) {
    const float* weight = site.weight.data() + row * kTimbreSize;
    return std::inner_product(timbre.begin(), timbre.end(), weight, site.bias[row]);
  };
  for (std::size_t c = 0; c < site.channels; ++c) {
    const std::size_t at = site.first + c;
    const float scale = (1.0F + linear(c)) / std::sqrt(statistics.variance[at] + site.epsilon);
    folded.scale[at] = scale;
    folded.shift[at] = linear(site.channels + c) - statistics.mean[at] * scale;
  }
}

NormStatistics merged(const NormStatistics& a, const NormStatistics& b) {
  if (a.frames == 0) return b;
  if (b.frames == 0) return a;
  NormStatistics sum{a.mean, a.variance, a.frames + b.frames};
  const double share_a = static_cast<double>(a.frames) / static_cast<double>(sum.frames);
  const double share_b = 1.0 - share_a;
  for (std::size_t i = 0; i < sum.mean.size(); ++i) {
    const double apart = static_cast<double>(a.mean[i]) - b.mean[i];
    sum.mean[i] = static_cast<float>(share_a * a.mean[i] + share_b * b.mean[i]);
    sum.variance[i] = static_cast<float>(share_a * a.variance[i] + share_b * b.variance[i] +
                                         share_a * share_b * apart * apart);
  }
  return sum;
}

}  // namespace tts
