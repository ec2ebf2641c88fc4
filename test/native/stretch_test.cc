#include "audio/stretch.h"

#include <gtest/gtest.h>

#include <cmath>
#include <numbers>

#include "base/units.h"

namespace tts {
namespace {

std::vector<float> tone(std::size_t samples, float hz) {
  std::vector<float> wave(samples);
  for (std::size_t i = 0; i < samples; ++i)
    wave[i] = 0.5F * std::sin(2 * std::numbers::pi_v<float> * hz * static_cast<float>(i) / kSampleRate);
  return wave;
}

std::size_t rising_zeros(std::span<const float> wave) {
  std::size_t count = 0;
  for (std::size_t i = 1; i < wave.size(); ++i) count += wave[i - 1] < 0 && wave[i] >= 0 ? 1 : 0;
  return count;
}

class StretchTest : public testing::TestWithParam<float> {};

TEST_P(StretchTest, GivesExactlyTheLengthAndKeepsThePitch) {
  const std::vector<float> wave = tone(48'000, 150.0F);
  Stretch stretch(GetParam(), wave.size());
  std::vector<float> all;
  for (std::size_t at = 0; at < wave.size(); at += 7000) {
    const auto piece =
        stretch.push(std::span(wave).subspan(at, std::min<std::size_t>(7000, wave.size() - at)));
    all.insert(all.end(), piece.begin(), piece.end());
  }
  ASSERT_EQ(all.size(), stretched_samples(wave.size(), GetParam()));
  const double seconds = static_cast<double>(all.size()) / kSampleRate;
  EXPECT_NEAR(static_cast<double>(rising_zeros(all)) / seconds, 150.0, 8.0);
}

INSTANTIATE_TEST_SUITE_P(Factors, StretchTest, testing::Values(0.5F, 0.8F, 1.25F, 2.0F, 3.3F));

TEST(Stretch, BoundsWhatIsTooLoudForIt) {
  Stretch stretch(2.0F, 4800);
  std::vector<float> loud = tone(4800, 200.0F);
  for (float& sample : loud) sample *= 10.0F;
  for (const float sample : stretch.push(loud)) EXPECT_LE(std::abs(sample), 1.0F);
}

TEST(SharePace, LeavesUsualSpeedsToTheModel) {
  EXPECT_EQ(share_pace(1.0F).stretch, 1.0F);
  EXPECT_EQ(share_pace(0.5F).stretch, 1.0F);
  EXPECT_FLOAT_EQ(share_pace(5.0F).model * share_pace(5.0F).stretch, 5.0F);
  EXPECT_FLOAT_EQ(share_pace(0.25F).model * share_pace(0.25F).stretch, 0.25F);
}

}  // namespace
}  // namespace tts
