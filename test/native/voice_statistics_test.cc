#include "engine/voice_statistics.h"

#include <gtest/gtest.h>

#include <cmath>
#include <fstream>
#include <limits>

#include "base/error.h"
#include "base/half.h"
#include "temporary_folder.h"

namespace tts {
namespace {

NormStatistics constant(float mean, float variance) {
  return {.mean = std::vector<float>(8, mean), .variance = std::vector<float>(8, variance), .frames = 10};
}

TEST(Half, KeepsElevenBitsOfANumber) {
  for (const float value : {0.0F, 1.0F, -2.5F, 0.333251953125F, 65504.0F, 0x1p-14F, 0x1p-24F, -0x1.8p-20F}) {
    EXPECT_EQ(from_half(to_half(value)), value);
  }
  EXPECT_NEAR(from_half(to_half(3.14159265F)), 3.14159265F, 1e-3);
  EXPECT_TRUE(std::isinf(from_half(to_half(1e6F))));
  EXPECT_TRUE(std::isnan(from_half(to_half(std::numeric_limits<float>::quiet_NaN()))));
}

TEST(NormStatisticsMerge, EqualsTheStatisticsOfAllTheMaterial) {
  NormStatistics a{.mean = {2.0F}, .variance = {1.0F}, .frames = 3};
  NormStatistics b{.mean = {6.0F}, .variance = {4.0F}, .frames = 1};
  const NormStatistics sum = merged(a, b);
  EXPECT_EQ(sum.frames, 4U);
  EXPECT_FLOAT_EQ(sum.mean[0], 3.0F);
  EXPECT_FLOAT_EQ(sum.variance[0], 0.75F * 1 + 0.25F * 4 + 0.75F * 0.25F * 16);
  EXPECT_EQ(merged({}, a).mean, a.mean);
}

class VoiceStatisticsTest : public testing::Test {
 protected:
  VoiceStatisticsTest() {
    VoiceStatistics made;
    made.add("a", constant(1.0F, 4.0F));
    made.add("b", constant(3.0F, 16.0F));
    made.write(table_, "abc");
  }
  TemporaryFolder folder_;
  std::filesystem::path table_ = folder_.path() / "table";
};

TEST_F(VoiceStatisticsTest, GivesBackWhatWasWritten) {
  const VoiceStatistics read(table_, "abc");
  EXPECT_EQ(read.size(), 2U);
  const VoiceTerm b{"b", 0.2F};
  const auto found = read.of({&b, 1});
  ASSERT_TRUE(found);
  EXPECT_FLOAT_EQ(found->mean[7], 3.0F);
  EXPECT_FLOAT_EQ(found->variance[7], 16.0F);
}

TEST_F(VoiceStatisticsTest, TakesTheWeightedMeanForAMix) {
  const std::vector<VoiceTerm> mix{{"a", 1.0F}, {"b", 3.0F}};
  const auto found = VoiceStatistics(table_, "abc").of(mix);
  ASSERT_TRUE(found);
  EXPECT_FLOAT_EQ(found->mean[0], 2.5F);
  EXPECT_FLOAT_EQ(found->variance[0], 13.0F);
}

TEST_F(VoiceStatisticsTest, HasNothingForUnknownOrSubtractedVoices) {
  const VoiceStatistics read(table_, "abc");
  const std::vector<VoiceTerm> unknown{{"a", 1.0F}, {"x", 1.0F}};
  const std::vector<VoiceTerm> subtracted{{"a", 1.0F}, {"b", -0.5F}};
  EXPECT_FALSE(read.of(unknown));
  EXPECT_FALSE(read.of(subtracted));
  EXPECT_FALSE(read.of({}));
}

TEST_F(VoiceStatisticsTest, IsEmptyForOtherWeights) { EXPECT_EQ(VoiceStatistics(table_, "def").size(), 0U); }

TEST_F(VoiceStatisticsTest, RefusesDamagedTables) {
  std::filesystem::resize_file(table_, std::filesystem::file_size(table_) - 3);
  EXPECT_THROW(VoiceStatistics(table_, "abc"), Error);
  std::ofstream(table_) << "something else";
  EXPECT_THROW(VoiceStatistics(table_, "abc"), Error);
  EXPECT_THROW(VoiceStatistics(folder_.path() / "missing", "abc"), Error);
}

}  // namespace
}  // namespace tts
