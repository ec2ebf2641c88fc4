#include "engine/prosody_edits.h"

#include <gtest/gtest.h>

#include <cmath>
#include <numeric>

namespace tts {
namespace {

using Frames = std::vector<std::size_t>;

Frames frames_at_speed(const std::vector<float>& durations, float speed) {
  return frames_at_speeds(durations, std::vector<float>(durations.size(), speed));
}

TEST(RoundedFrames, RoundsHalvesToEvenAndGivesEveryTokenAFrame) {
  EXPECT_EQ(rounded_frames(std::vector<float>{0.2F, 0.5F, 1.5F, 2.5F, 3.6F}, 1.0F), (Frames{1, 1, 2, 2, 4}));
  EXPECT_EQ(rounded_frames(std::vector<float>{10.0F, 3.0F}, 2.0F),
            (Frames{5, 2}));  // divided before rounding
}

TEST(FramesAtSpeeds, IsTheModelsOwnRoundingAtSpeedOne) {
  const std::vector<float> durations{13.4F, 1.5F, 2.5F, 0.1F, 5.6F};
  EXPECT_EQ(frames_at_speed(durations, 1.0F), rounded_frames(durations, 1.0F));
}

TEST(FramesAtSpeeds, LeavesThePadsAsTheyAre) {
  const std::vector<float> durations{14.0F, 4.0F, 4.0F, 6.0F};
  for (const float speed : {0.5F, 2.0F}) {
    EXPECT_EQ(frames_at_speed(durations, speed).front(), 14U);
    EXPECT_EQ(frames_at_speed(durations, speed).back(), 6U);
  }
}

TEST(FramesAtSpeeds, CarriesTheRoundingErrorSoThatTheWholeKeepsItsLength) {
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

TEST(ScaleIntonation, StretchesTheMelodyAboutItsMean) {
  std::vector<float> f0{0.0F, 100.0F, 400.0F};
  scale_intonation(f0, 0.0F, 10.0F);
  EXPECT_EQ(f0[0], 0.0F);
  EXPECT_NEAR(f0[1], 200.0F, 0.01F);
  EXPECT_NEAR(f0[2], 200.0F, 0.01F);
  f0 = {100.0F, 400.0F};
  scale_intonation(f0, 2.0F, 10.0F);
  EXPECT_NEAR(f0[0], 50.0F, 0.01F);
  EXPECT_NEAR(f0[1], 800.0F, 0.01F);
}

constexpr std::int64_t kA = 43;
constexpr std::int64_t kStop = 4;
constexpr std::int64_t kBlank = 16;

TEST(TokenSpeeds, HurryAllButTheLastTwoSounds) {
  const std::vector<std::int64_t> tokens{0, kA, kA, kA, kA, kStop, 0};
  EXPECT_EQ(token_speeds(tokens, 1.5F, {}), (std::vector<float>{1.5F, 1.5F, 1.5F, 1, 1, 1.5F, 1.5F}));
  EXPECT_EQ(token_speeds(tokens, 0.5F, {})[4], 0.5F);  // slower is never harmful
}

TEST(TokenSpeeds, AreThoseOfTheWordsWhereWordsHaveTheirOwn) {
  const std::vector<std::int64_t> tokens{0, kA, kA, kBlank, kA, kA, kA, 0};
  const std::vector<WordEdit> edits{{.from = 0, .to = 2, .speed = 0.5F}};
  EXPECT_EQ(token_speeds(tokens, 1.0F, edits), (std::vector<float>{1, 0.5F, 0.5F, 1, 1, 1, 1, 1}));
}

TEST(EditWords, ChangeTheHalfFramesTheirTokensSoundIn) {
  std::vector<float> f0(40, 100.0F);
  std::vector<float> energy(40, 4.0F);
  const std::vector<WordEdit> edits{{.from = 1, .to = 2, .pitch = 12.0F, .gain_db = 3.8F}};
  edit_words(f0, energy, Frames{6, 4, 4, 6}, edits, 10.0F);  // token 1 is frames 10 to 14, heard from 7 to 11
  for (std::size_t half = 0; half < 40; ++half) {
    const bool is_inside = half >= 14 && half < 22;
    EXPECT_FLOAT_EQ(f0[half], is_inside ? 200.0F : 100.0F) << half;
    EXPECT_FLOAT_EQ(energy[half], is_inside ? 6.0F : 4.0F) << half;
  }
}

TEST(EditWords, OutsideTheSegmentChangeNothing) {
  std::vector<float> f0(8, 100.0F);
  std::vector<float> energy(8, 4.0F);
  const std::vector<WordEdit> edits{{.from = 400, .to = 500, .pitch = 12.0F}};
  edit_words(f0, energy, Frames{2, 2}, edits, 10.0F);
  EXPECT_EQ(f0, std::vector<float>(8, 100.0F));
}

TEST(QuietPunctuation, SilencesTheInsideOfAPauseAndSparesTheWordsBesideIt) {
  std::vector<float> f0(120, 100.0F);
  std::vector<float> energy(120, 4.0F);
  const std::vector<std::int64_t> tokens{0, kA, kStop, kBlank, kA, 0};
  quiet_punctuation(f0, energy, tokens, Frames{5, 10, 20, 5, 10, 10});
  for (std::size_t half = 0; half < 120; ++half) {
    const bool is_quiet = half >= 34 && half < 68;  // the mark and the blank are frames 15 to 40
    EXPECT_EQ(f0[half], is_quiet ? 0.0F : 100.0F) << half;
    EXPECT_EQ(energy[half], is_quiet ? -9.5F : 4.0F) << half;
  }
}

TEST(QuietPunctuation, LeavesBlanksBetweenWordsAlone) {
  std::vector<float> f0(60, 100.0F);
  std::vector<float> energy(60, 4.0F);
  const std::vector<std::int64_t> tokens{0, kA, kBlank, kA, 0};
  quiet_punctuation(f0, energy, tokens, Frames{5, 5, 10, 5, 5});
  EXPECT_EQ(f0, std::vector<float>(60, 100.0F));
}

TEST(RepeatColumns, EqualsTheProductWithAZeroOneMatrix) {
  const std::vector<float> matrix{1, 2, 3, 4, 5, 6};  // 2 x 3
  EXPECT_EQ(repeat_columns(matrix, Frames{2, 0, 1}), (std::vector<float>{1, 1, 3, 4, 4, 6}));
  EXPECT_TRUE(repeat_columns({}, Frames{}).empty());
}

}  // namespace
}  // namespace tts
