#include <gtest/gtest.h>

#include <bit>

#include "audio/encoder/wav_encoder.h"
#include "encoded.h"

namespace tts {
namespace {

constexpr std::uint64_t kUnknown = 0xFFFFFFFF;

TEST(WavEncoder, StreamsAHeaderOfUnknownLengthAndNothingBehindTheSamples) {
  const Bytes bytes = encoded({.format = AudioFormat::kWav}, sound(150), 100);
  ASSERT_EQ(bytes.size(), 44U + 300U);
  EXPECT_EQ(text_at(bytes, 0, 4), "RIFF");
  EXPECT_EQ(little_endian(bytes, 4, 4), kUnknown);
  EXPECT_EQ(text_at(bytes, 8, 8), "WAVEfmt ");
  EXPECT_EQ(little_endian(bytes, 20, 2), 1U);
  EXPECT_EQ(little_endian(bytes, 24, 4), 24'000U);
  EXPECT_EQ(little_endian(bytes, 28, 4), 48'000U);
  EXPECT_EQ(text_at(bytes, 36, 4), "data");
  EXPECT_EQ(little_endian(bytes, 40, 4), kUnknown);
}

TEST(WavEncoder, KnowsTheTrueSizesAtTheEnd) {
  for (const std::size_t length : {0U, 1U, 150U}) {
    const Bytes bytes = encoded({.format = AudioFormat::kWav, .streamed = false}, sound(length));
    ASSERT_EQ(bytes.size(), 44U + 2 * length);
    EXPECT_EQ(little_endian(bytes, 4, 4), 36U + 2 * length);
    EXPECT_EQ(little_endian(bytes, 40, 4), 2 * length);
  }
}

TEST(WavEncoder, TellsTheSampleRate) {
  const Bytes bytes =
      encoded({.format = AudioFormat::kWav, .sample_rate = 48'000, .streamed = false}, sound(150));
  EXPECT_EQ(bytes.size(), 44U + 600U);
  EXPECT_EQ(little_endian(bytes, 24, 4), 48'000U);
  EXPECT_EQ(little_endian(bytes, 28, 4), 96'000U);
}

TEST(WavEncoder, WritesFloatsAsTheyAre) {
  const Bytes bytes = encoded({.format = AudioFormat::kFloatWav, .streamed = false}, {0.25F, -1.5F});
  ASSERT_EQ(bytes.size(), 44U + 8U);
  EXPECT_EQ(little_endian(bytes, 20, 2), 3U);
  EXPECT_EQ(little_endian(bytes, 28, 4), 96'000U);
  EXPECT_EQ(little_endian(bytes, 32, 2), 4U);
  EXPECT_EQ(little_endian(bytes, 34, 2), 32U);
  EXPECT_EQ(std::bit_cast<float>(static_cast<std::uint32_t>(little_endian(bytes, 44, 4))), 0.25F);
  EXPECT_EQ(std::bit_cast<float>(static_cast<std::uint32_t>(little_endian(bytes, 48, 4))), -1.0F);
}

TEST(WavHeader, SaysUnknownForMoreThanItsFieldHolds) {
  EXPECT_EQ(little_endian(wav_header(WavEncoding::kPcm16, 24'000, std::uint64_t{5'000'000'000}), 40, 4),
            kUnknown);
}

}  // namespace
}  // namespace tts
