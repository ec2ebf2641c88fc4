#include "engine/prosody_edits.h"

#include <gtest/gtest.h>

#include <cmath>
#include <numeric>

namespace tts {
namespace {

using Frames = std::vector<std::size_t>;

TEST(RoundedFrames, RoundsHalvesToEvenAndGivesEveryTokenAFrame) {
  EXPECT_EQ(rounded_frames(std::vector<float>{0.2F, 0.5F, 1.5F, 2.5F, 3.6F}, 1.0F), (Frames{1, 1, 2, 2, 4}));
  EXPECT_EQ(rounded_frames(std::vector<float>{10.0F, 3.0F}, 2.0F),
            (Frames{5, 2}));  // divided before rounding
}

TEST(FramesAtSpeed, IsTheModelsOwnRoundingAtSpeedOne) {
  const std::vector<float> durations{13.4F, 1.5F, 2.5F, 0.1F, 5.6F};
  EXPECT_EQ(frames_at_speed(durations, 1.0F), rounded_frames(durations, 1.0F));
}

TEST(FramesAtSpeed, LeavesThePadsAsTheyAre) {
  const std::vector<float> durations{14.0F, 4.0F, 4.0F, 6.0F};
  for (const float speed : {0.5F, 2.0F}) {
    EXPECT_EQ(frames_at_speed(durations, speed).front(), 14U);
    EXPECT_EQ(frames_at_speed(durations, speed).back(), 6U);
  }
}

TEST(FramesAtSpeed, CarriesTheRoundingErrorSoThatTheWholeKeepsItsLength) {
  std::vector<float> durations(102, 2.3F);
  for (const float speed : {0.5F, 0.7F, 1.3F, 1.5F, 2.0F}) {
    const Frames frames = frames_at_speed(durations, speed);
    const auto spoken = std::accumulate(frames.begin() + 1, frames.end() - 1, std::size_t{0});
    EXPECT_NEAR(static_cast<double>(spoken), 100 * 2.3 / speed, 2.5) << speed;
  }
}

TEST(ShiftPitch, ScalesWhatIsVoicedAndNothingElse) {
  std::vector<float> f0{0.0F, 9.0F, 100.0F, 220.0F};
  shift_pitch(f0, 12.0F, 10.0F);
  EXPECT_EQ(f0[0], 0.0F);
  EXPECT_EQ(f0[1], 9.0F);
  EXPECT_FLOAT_EQ(f0[2], 200.0F);
  EXPECT_FLOAT_EQ(f0[3], 440.0F);
}

TEST(ShiftPitch, NeverUnvoicesWhatWasVoiced) {
  std::vector<float> f0{10.5F};
  shift_pitch(f0, -6.0F, 10.0F);
  EXPECT_GT(f0[0], 10.0F);
}

TEST(RepeatColumns, EqualsTheProductWithAZeroOneMatrix) {
  const std::vector<float> matrix{1, 2, 3, 4, 5, 6};  // 2 x 3
  EXPECT_EQ(repeat_columns(matrix, Frames{2, 0, 1}), (std::vector<float>{1, 1, 3, 4, 4, 6}));
  EXPECT_TRUE(repeat_columns({}, Frames{}).empty());
}

}  // namespace
}  // namespace tts
