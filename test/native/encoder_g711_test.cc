#include <gtest/gtest.h>

#include <cstdlib>

#include "audio/encoder/g711.h"
#include "encoded.h"

namespace tts {
namespace {

// Expanding laws as ITU-T G.711 has them, written the other way round than the encoder: code to 16-bit level.
int from_mulaw(std::uint8_t code) {
  const int plain = code ^ 0xFF;
  const int magnitude = ((((plain & 0x0F) << 3) + 132) << ((plain >> 4) & 7)) - 132;
  return (plain & 0x80) != 0 ? -magnitude : magnitude;
}

int from_alaw(std::uint8_t code) {
  const int plain = code ^ 0x55;
  const int segment = (plain >> 4) & 7;
  const int step = ((plain & 0x0F) << 4) + 8;
  const int magnitude = segment == 0 ? step : (step + 256) << (segment - 1);
  return (plain & 0x80) != 0 ? magnitude : -magnitude;
}

TEST(G711, HasTheCodesOfTheRecommendation) {
  EXPECT_EQ(to_mulaw(0), 0xFF);
  EXPECT_EQ(to_mulaw(32767), 0x80);
  EXPECT_EQ(to_mulaw(-32768), 0x00);
  EXPECT_EQ(to_alaw(0), 0xD5);
  EXPECT_EQ(to_alaw(-1), 0x55);
  EXPECT_EQ(to_alaw(32767), 0xAA);
  EXPECT_EQ(to_alaw(-32768), 0x2A);
}

TEST(G711, ComesBackWithinHalfAStepAtEveryLevel) {
  for (int sample = -32768; sample <= 32767; ++sample) {
    const int level = std::abs(sample);
    const auto narrow = static_cast<std::int16_t>(sample);
    // A step is a sixteenth of the segment: 1/32 to 1/16 of the level, and at least 8 or 16 units.
    if (level < 32'636) {
      ASSERT_LE(std::abs(from_mulaw(to_mulaw(narrow)) - sample), std::max(4, (level + 132) / 32)) << sample;
    }
    ASSERT_LE(std::abs(from_alaw(to_alaw(narrow)) - sample), std::max(8, level / 32)) << sample;
  }
}

TEST(G711, MakesAByteOfEverySampleAt8KHz) {
  for (const std::size_t length : {0U, 1U, 119U, 12'345U}) {
    for (const AudioFormat format : {AudioFormat::kMulaw, AudioFormat::kAlaw}) {
      EXPECT_EQ(encoded({.format = format, .sample_rate = 8000}, sound(length)).size(), (length + 2) / 3);
    }
  }
}

}  // namespace
}  // namespace tts
