// What holds for every format alike.
#include <gtest/gtest.h>

#include <limits>
#include <tuple>

#include "base/error.h"
#include "encoded.h"

namespace tts {
namespace {

using Case = std::tuple<std::string, bool>;

class EveryFormat : public testing::TestWithParam<Case> {
 protected:
  static AudioFormatWish wish() {
    const auto& [name, streamed] = GetParam();
    const AudioFormat format = find_audio_format(name).value();
    const bool is_telephone = format == AudioFormat::kMulaw || format == AudioFormat::kAlaw;
    return {.format = format,
            .sample_rate = is_telephone ? 8000 : kSampleRate,
            .bitrate_kbps = 0,
            .streamed = streamed};
  }
};

INSTANTIATE_TEST_SUITE_P(, EveryFormat,
                         testing::Combine(testing::ValuesIn(audio_format_names()), testing::Bool()),
                         [](const testing::TestParamInfo<Case>& info) {
                           std::string name = std::get<0>(info.param);
                           std::erase(name, '-');
                           return name + (std::get<1>(info.param) ? "Streamed" : "Buffered");
                         });

TEST_P(EveryFormat, GivesTheSameBytesHoweverTheSamplesWereCut) {
  for (const std::size_t length : {0U, 1U, 119U, 12'345U}) {
    const std::vector<float> samples = sound(length);
    const Bytes whole = encoded(wish(), samples, length + 1);
    for (const std::size_t block : {1U, 119U, 480U, 5000U}) {
      ASSERT_EQ(encoded(wish(), samples, block), whole) << length << " samples by " << block;
    }
  }
}

TEST_P(EveryFormat, TakesWhatIsNoNumberAsSilenceAndClampsTheRest) {
  const float infinity = std::numeric_limits<float>::infinity();
  std::vector<float> wild = sound(5000);
  std::vector<float> tame = wild;
  for (const auto& [at, odd, plain] : {std::tuple(100, std::nanf(""), 0.0F),
                                       {101, infinity, 0.0F},
                                       {102, -infinity, 0.0F},
                                       {2000, 1.5F, 1.0F},
                                       {2001, -1e30F, -1.0F}}) {
    wild[at] = odd;
    tame[at] = plain;
  }
  EXPECT_EQ(encoded(wish(), wild), encoded(wish(), tame));
}

TEST_P(EveryFormat, SoundsTheSameStreamedOrNot) {
  AudioFormatWish other = wish();
  other.streamed = !other.streamed;
  if (wish().format == AudioFormat::kM4a) return;  // fragments are another layout of the same access units
  const std::vector<float> samples = sound(30'000);
  const Bytes one = encoded(wish(), samples);
  const Bytes two = encoded(other, samples);
  const std::size_t tail = std::min(one.size(), two.size()) - 1000;
  EXPECT_TRUE(std::equal(one.end() - static_cast<std::ptrdiff_t>(tail), one.end(),
                         two.end() - static_cast<std::ptrdiff_t>(tail)));
}

TEST_P(EveryFormat, SendsItsHeadWithTheFirstBlock) {
  const auto encoder = make_encoder(wish());
  EXPECT_FALSE(encoder->encode(sound(9600)).empty());
}

TEST(AudioFormats, RefuseSampleRatesTheyDoNotHave) {
  for (const auto& [format, rate] : {std::pair(AudioFormat::kWav, 11'025),
                                     {AudioFormat::kMp3, 96'000},
                                     {AudioFormat::kOpus, 44'100},
                                     {AudioFormat::kMulaw, 24'000},
                                     {AudioFormat::kPcm, 0}}) {
    EXPECT_THROW((void)make_encoder({.format = format, .sample_rate = rate}), Error);
  }
}

TEST(AudioFormats, AreFoundByNameIfTheyArePartOfThisBuild) {
  EXPECT_EQ(find_audio_format("opus"), AudioFormat::kOpus);
  EXPECT_EQ(find_audio_format("wav-float"), AudioFormat::kFloatWav);
  EXPECT_EQ(find_audio_format("MP3"), std::nullopt);
  for (const std::string& name : audio_format_names())
    EXPECT_TRUE(find_audio_format(name).has_value()) << name;
}

}  // namespace
}  // namespace tts
