#include "engine/costs.h"

#include <gtest/gtest.h>

#include "engine/window_plan.h"

namespace tts {
namespace {

// Units of a machine that takes `slowness` times what the prior says.
Costs costs_of(double slowness, int runs = 20) {
  const Costs prior;
  Costs costs;
  for (int i = 0; i < runs; ++i) {
    for (const std::size_t tokens : {20U, 60U, 120U}) {
      const SegmentSize size = prior.expected(tokens);
      costs.measured(Unit::kProsody, tokens, slowness * prior.of(Unit::kProsody, tokens));
      costs.measured(Unit::kDecoder, size.frames, slowness * prior.of(Unit::kDecoder, size.frames));
    }
    for (const std::size_t frames : {20U, 32U, 56U, 104U})
      costs.measured(Unit::kWindow, frames, slowness * prior.of(Unit::kWindow, frames));
  }
  return costs;
}

TEST(Costs, LearnEachKindOfUnitByItself) {
  Costs costs;
  const Costs prior;
  costs.measured(Unit::kDecoder, 100, 2.0);
  EXPECT_NEAR(costs.of(Unit::kDecoder, 100), 2.0, 1e-9);
  EXPECT_DOUBLE_EQ(costs.of(Unit::kProsody, 100), prior.of(Unit::kProsody, 100));
  EXPECT_DOUBLE_EQ(costs.of(Unit::kWindow, 100), prior.of(Unit::kWindow, 100));
}

TEST(Costs, CountTheContextOfAWindow) {
  const Costs costs = costs_of(3.0);
  EXPECT_DOUBLE_EQ(costs.window(24), costs.of(Unit::kWindow, 32));
}

TEST(Costs, AddUpToTheFirstAudioOfASegment) {
  const Costs costs;
  const SegmentSize segment{.tokens = 60, .frames = 160, .audible = 130};
  EXPECT_DOUBLE_EQ(costs.to_first_audio(segment),
                   costs.of(Unit::kProsody, 60) + costs.of(Unit::kDecoder, 160) + costs.window(kFirstWindow));
}

TEST(Costs, ExpectSegmentsLikeThoseMeasured) {
  Costs costs;
  for (int i = 0; i < 200; ++i) {
    costs.measured(SegmentSize{.tokens = 20, .frames = 140, .audible = 100});
    costs.measured(SegmentSize{.tokens = 100, .frames = 460, .audible = 420});
  }
  const SegmentSize expected = costs.expected(60);
  EXPECT_NEAR(static_cast<double>(expected.frames), 300.0, 15.0);
  EXPECT_NEAR(static_cast<double>(expected.audible), 260.0, 15.0);
  EXPECT_LE(costs.expected(1).audible, costs.expected(1).frames);
  EXPECT_GE(costs.expected(1).audible, 1U);
}

TEST(Costs, RealTimeFactorFallsWithTheWindow) {
  const Costs costs = costs_of(1.0);
  EXPECT_GT(costs.real_time_factor(kSharedWindow), costs.real_time_factor(kWideWindow));
  EXPECT_GT(costs.real_time_factor(kWideWindow), costs.real_time_factor(kLongestWindow));
  EXPECT_NEAR(costs_of(4.0).real_time_factor(kSharedWindow) / costs.real_time_factor(kSharedWindow), 4.0,
              0.1);
}

TEST(Costs, RealTimeFactorIsWorkBySecondOfAudio) {
  Costs costs;
  for (int i = 0; i < 50; ++i) {
    costs.measured(Unit::kProsody, 60, 0.2);
    costs.measured(Unit::kDecoder, 200, 0.1);
    costs.measured(Unit::kWindow, 32, 0.07);
    costs.measured(SegmentSize{.tokens = 60, .frames = 200, .audible = 160});
  }
  // 160 frames are 4 s.
  EXPECT_NEAR(costs.real_time_factor(24), (0.2 + 0.1 + 160.0 / 24 * 0.07) / 4.0, 0.002);
}

TEST(RealTimeAdmission, FitsThePromisedShareOfTheWorkers) {
  const Costs costs = costs_of(1.0);
  const double each = costs.real_time_factor(kWideWindow);
  for (const std::size_t workers : {1U, 2U, 8U}) {
    const std::size_t most = real_time_streams(costs, workers);
    EXPECT_LE(static_cast<double>(most) * each, kPromisedShare * static_cast<double>(workers));
    EXPECT_GT(static_cast<double>(most + 1) * each, kPromisedShare * static_cast<double>(workers));
    EXPECT_TRUE(can_serve_in_real_time(costs, most, workers));
    EXPECT_FALSE(can_serve_in_real_time(costs, most + 1, workers));
  }
}

TEST(RealTimeAdmission, PromisesNobodyOnAMachineSlowerThanSpeech) {
  EXPECT_FALSE(can_serve_in_real_time(costs_of(20.0), 1, 2));
  EXPECT_TRUE(can_serve_in_real_time(costs_of(20.0), 0, 2));
}

}  // namespace
}  // namespace tts
