// A straight line through measurements that come one by one, the newest counting most. Pure; one thread at a
// time.
#pragma once

#include <cstddef>

namespace tts {

/// What a measurement comes to: fixed + per_item * items.
struct Line {
  double fixed = 0.0;
  double per_item = 0.0;

  [[nodiscard]] double at(double items) const { return fixed + per_item * items; }
};

/// Follows a cost by exponentially weighted means, variance and covariance: the line of weighted least
/// squares. Before measurements it is `prior`; the first few set its level, and its slope is believed as far
/// as the measured sizes differ. A single value counts as at most three times, at least a third of what was
/// expected, so that a page fault or a suspended process does not spoil it, while a lasting change is
/// followed within some twenty measurements.
class AffineEstimate {
 public:
  explicit AffineEstimate(Line prior) : prior_(prior), line_(prior) {}

  /// Values that are not positive and finite are ignored.
  void measured(std::size_t items, double value);

  /// Never negative, never falling with `items`.
  [[nodiscard]] double at(double items) const { return line_.at(items); }

  /// How many items measurements had on average; 0 before the first one.
  [[nodiscard]] double mean_items() const { return mean_items_; }

 private:
  Line prior_;
  Line line_;
  std::size_t count_ = 0;
  double mean_items_ = 0.0;
  double mean_value_ = 0.0;
  double variance_ = 0.0;    // of items
  double covariance_ = 0.0;  // of items and value
};

}  // namespace tts
