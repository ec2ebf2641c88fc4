#include "engine/affine_estimate.h"

#include <gtest/gtest.h>

#include <cmath>
#include <limits>
#include <random>

namespace tts {
namespace {

constexpr Line kPrior{0.02, 0.002};
constexpr Line kTruth{0.15, 0.011};  // a machine that is five times slower, and of another shape

TEST(AffineEstimate, IsThePriorBeforeAnythingWasMeasured) {
  const AffineEstimate estimate(kPrior);
  EXPECT_DOUBLE_EQ(estimate.at(50), kPrior.at(50));
  EXPECT_EQ(estimate.mean_items(), 0.0);
}

TEST(AffineEstimate, TakesTheLevelOfTheFirstMeasurementAndTheShapeOfThePrior) {
  AffineEstimate estimate(kPrior);
  estimate.measured(40, 10 * kPrior.at(40));
  EXPECT_NEAR(estimate.at(40), 10 * kPrior.at(40), 1e-9);
  EXPECT_NEAR(estimate.at(400), 10 * kPrior.at(400), 1e-9);
}

TEST(AffineEstimate, FindsTheLineOfVariedSizes) {
  AffineEstimate estimate(kPrior);
  std::mt19937 random(3);
  for (int i = 0; i < 200; ++i) {
    const std::size_t items = 8 + random() % 200;
    estimate.measured(items,
                      kTruth.at(static_cast<double>(items)) * std::lognormal_distribution(0.0, 0.05)(random));
  }
  for (const double items : {10.0, 60.0, 200.0})
    EXPECT_NEAR(estimate.at(items) / kTruth.at(items), 1.0, 0.15) << items;
}

TEST(AffineEstimate, KeepsItsShapeWhenAllSizesAreEqual) {
  AffineEstimate estimate(kPrior);
  for (int i = 0; i < 100; ++i) estimate.measured(32, 3 * kPrior.at(32));
  EXPECT_NEAR(estimate.at(32), 3 * kPrior.at(32), 1e-6);
  EXPECT_NEAR(estimate.at(104), 3 * kPrior.at(104), 1e-6);
}

TEST(AffineEstimate, IsHardlyMovedByOneOutlier) {
  AffineEstimate estimate(kPrior);
  for (int i = 0; i < 20; ++i) estimate.measured(32, 0.1);
  estimate.measured(32, 60.0);
  EXPECT_LT(estimate.at(32), 0.12);
  estimate.measured(32, 1e-6);
  EXPECT_GT(estimate.at(32), 0.09);
}

TEST(AffineEstimate, FollowsALastingChange) {
  AffineEstimate estimate(kPrior);
  for (int i = 0; i < 100; ++i) estimate.measured(32, 0.1);
  for (int i = 0; i < 40; ++i) estimate.measured(32, 0.5);
  EXPECT_NEAR(estimate.at(32), 0.5, 0.05);
}

TEST(AffineEstimate, NeverFallsWithItemsNorBelowZero) {
  AffineEstimate estimate(kPrior);
  for (int i = 0; i < 100; ++i) {
    estimate.measured(10, 1.0);  // the larger, the cheaper: no cost does that for long
    estimate.measured(100, 0.2);
  }
  EXPECT_GE(estimate.at(1000), estimate.at(10));
  EXPECT_GE(estimate.at(0), 0.0);
}

TEST(AffineEstimate, IgnoresWhatIsNoMeasurement) {
  AffineEstimate estimate(kPrior);
  estimate.measured(0, 1.0);
  estimate.measured(5, 0.0);
  estimate.measured(5, -1.0);
  estimate.measured(5, std::numeric_limits<double>::infinity());
  estimate.measured(5, std::nan(""));
  EXPECT_DOUBLE_EQ(estimate.at(5), kPrior.at(5));
}

}  // namespace
}  // namespace tts
