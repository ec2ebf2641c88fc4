#include "engine/affine_estimate.h"

#include <algorithm>
#include <cmath>

namespace tts {
namespace {

constexpr double kSmoothing = 0.08;  // weight of the newest measurement once there are enough
constexpr std::size_t kTrustedAfter =
    4;                            // measurements; those before may be off by any factor from the prior
constexpr double kOutlier = 3.0;  // a factor either way
constexpr double kSpreadOfTheShape =
    0.25;  // of the mean: how far sizes must differ for the slope to be believed

}  // namespace

void AffineEstimate::measured(std::size_t items, double value) {
  if (items == 0 || !std::isfinite(value) || value <= 0.0) return;
  const auto size = static_cast<double>(items);
  if (count_ >= kTrustedAfter) value = std::clamp(value, at(size) / kOutlier, at(size) * kOutlier);
  const double weight = std::max(kSmoothing, 1.0 / static_cast<double>(++count_));
  // West's update of weighted moments: D. H. D. West, Communications of the ACM 22(9), 1979.
  const double from_mean = size - mean_items_;
  const double value_from_mean = value - mean_value_;
  mean_items_ += weight * from_mean;
  mean_value_ += weight * value_from_mean;
  variance_ = (1.0 - weight) * (variance_ + weight * from_mean * from_mean);
  covariance_ = (1.0 - weight) * (covariance_ + weight * from_mean * value_from_mean);

  // Equal sizes say nothing of the slope: then the line keeps the prior's shape at the measured level.
  const double shape = prior_.per_item * mean_value_ / std::max(prior_.at(mean_items_), 1e-12);
  const double pull = std::pow(kSpreadOfTheShape * mean_items_, 2);
  const double slope = (covariance_ + pull * shape) / (variance_ + pull);
  line_.per_item = std::clamp(slope, 0.0, mean_value_ / mean_items_);
  line_.fixed = mean_value_ - line_.per_item * mean_items_;
}

}  // namespace tts
