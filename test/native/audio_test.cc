#include <gtest/gtest.h>

#include <cmath>
#include <limits>
#include <numeric>

#include "audio/edges.h"
#include "audio/encoder/encoder.h"
#include "audio/encoder/wav_encoder.h"
#include "audio/limiter.h"
#include "audio/pcm.h"
#include "base/units.h"

namespace tts {
namespace {

// 40 half-frames, sound from 12 to 29.
std::vector<float> energy() {
  std::vector<float> values(40, -9.5F);
  std::fill(values.begin() + 12, values.begin() + 30, 4.0F);
  return values;
}

TEST(SpeechBounds, KeepsTwoFramesBeforeAndThreeAfterTheSound) {
  const SpeechBounds bounds = speech_bounds(energy());
  EXPECT_EQ(bounds.from, 4U);
  EXPECT_EQ(bounds.to, 18U);
  EXPECT_EQ(bounds.first_sound, 12 * kHalfFrameSamples);
  EXPECT_EQ(bounds.end_of_sound, 30 * kHalfFrameSamples);
}

TEST(SpeechBounds, IsEmptyForSilenceAndStaysWithinTheSegment) {
  const SpeechBounds none = speech_bounds(std::vector<float>(10, -1.0F));
  EXPECT_EQ(none.from, none.to);
  const SpeechBounds all = speech_bounds(std::vector<float>(10, 1.0F));
  EXPECT_EQ(all.from, 0U);
  EXPECT_EQ(all.to, 5U);
}

TEST(Trim, CutsToTheWishedSilencesAndFadesTheCuts) {
  const SpeechBounds bounds = speech_bounds(energy());
  const auto [samples, cut] = trim(std::vector<float>(20 * kFrameSamples, 0.5F), bounds, {.lead_ms = 20, .tail_ms = 50});
  EXPECT_EQ(cut, static_cast<std::ptrdiff_t>(12 * kHalfFrameSamples - 480));
  EXPECT_EQ(samples.size(), 480 + 18 * kHalfFrameSamples + 1200);
  EXPECT_LT(std::fabs(samples.front()), 0.01F);
  EXPECT_LT(std::fabs(samples.back()), 0.01F);
  EXPECT_FLOAT_EQ(samples[100], 0.5F);
}

TEST(Trim, FillsALongTailWithZeros) {
  const SpeechBounds bounds = speech_bounds(energy());
  const auto [samples, _] = trim(std::vector<float>(20 * kFrameSamples, 0.5F), bounds, {.lead_ms = 50, .tail_ms = 360});
  const std::size_t decoded = bounds.to * kFrameSamples - bounds.from * kFrameSamples;
  EXPECT_EQ(samples.size(), 1200 + 18 * kHalfFrameSamples + 8640);
  for (std::size_t i = decoded; i < samples.size(); ++i) ASSERT_EQ(samples[i], 0.0F);
}

TEST(Trim, KeepsAllWhenAsked) {
  const auto [samples, cut] = trim(std::vector<float>(12'000, 0.5F), speech_bounds(energy()), {});
  EXPECT_EQ(samples, std::vector<float>(12'000, 0.5F));
  EXPECT_EQ(cut, 0);
}

TEST(Trim, MakesNothingOfSilence) {
  EXPECT_TRUE(trim(std::vector<float>(6000, 0.1F), {}, {.lead_ms = 50, .tail_ms = 50}).samples.empty());
}

TEST(Pcm, RoundsClampsAndSilencesWhatIsNoNumber) {
  const float infinity = std::numeric_limits<float>::infinity();
  Bytes bytes;
  append_pcm16(std::vector<float>{0.0F, 1.0F, -1.0F, 1.5F, -9.0F, std::nanf(""), infinity, 0.5F}, bytes);
  const auto at = [&](std::size_t i) { return static_cast<std::int16_t>(bytes[2 * i] | bytes[2 * i + 1] << 8); };
  const std::vector<std::int16_t> expected{0, 32767, -32767, 32767, -32767, 0, 0, 16384};
  for (std::size_t i = 0; i < expected.size(); ++i) EXPECT_EQ(at(i), expected[i]) << i;
}

std::uint32_t number_at(const Bytes& bytes, std::size_t at) {
  return bytes[at] | bytes[at + 1] << 8 | bytes[at + 2] << 16 | static_cast<std::uint32_t>(bytes[at + 3]) << 24;
}

TEST(WavEncoder, StreamsAHeaderOfUnknownLengthAndKnowsTheTrueOneAtTheEnd) {
  const auto encoder = make_encoder(AudioFormat::kWav);
  const Bytes first = encoder->encode(std::vector<float>(100, 0.1F));
  EXPECT_EQ(first.size(), 44U + 200U);
  EXPECT_EQ(std::string(first.begin(), first.begin() + 4), "RIFF");
  EXPECT_EQ(number_at(first, 4), 0xFFFFFFFFU);
  EXPECT_EQ(number_at(first, 24), 24'000U);
  EXPECT_EQ(number_at(first, 40), 0xFFFFFFFFU);
  EXPECT_EQ(encoder->encode(std::vector<float>(50, 0.1F)).size(), 100U);
  EXPECT_TRUE(encoder->finish().empty());
  const Bytes head = encoder->final_head();
  ASSERT_EQ(head.size(), 44U);
  EXPECT_EQ(number_at(head, 4), 36U + 300U);
  EXPECT_EQ(number_at(head, 40), 300U);
}

TEST(WavEncoder, WritesAHeaderEvenWithoutSamples) {
  const auto encoder = make_encoder(AudioFormat::kWav);
  EXPECT_EQ(encoder->finish().size(), 44U);
  EXPECT_EQ(number_at(encoder->final_head(), 40), 0U);
}

TEST(WavHeader, SaysUnknownForMoreThanItsFieldHolds) {
  EXPECT_EQ(number_at(wav_header(std::uint64_t{5'000'000'000}), 40), 0xFFFFFFFFU);
}

std::vector<float> limited(const std::vector<float>& samples, std::size_t block) {
  Limiter limiter;
  std::vector<float> out;
  const auto take = [&](const std::vector<float>& part) { out.insert(out.end(), part.begin(), part.end()); };
  for (std::size_t at = 0; at < samples.size(); at += block) {
    take(limiter.push(std::span(samples).subspan(at, std::min(block, samples.size() - at))));
  }
  take(limiter.finish());
  return out;
}

TEST(Limiter, LeavesWhatIsBelowTheCeilingAsItIs) {
  std::vector<float> samples(5000);
  for (std::size_t i = 0; i < samples.size(); ++i) samples[i] = 0.88F * std::sin(0.05F * static_cast<float>(i));
  EXPECT_EQ(limited(samples, 700), samples);
}

TEST(Limiter, KeepsEveryPeakBelowTheCeilingWhateverTheBlocks) {
  std::vector<float> samples(20'000);
  for (std::size_t i = 0; i < samples.size(); ++i) {
    samples[i] = (i / 3000 % 2 == 0 ? 0.3F : 2.5F) * std::sin(0.03F * static_cast<float>(i));
  }
  samples[9] = -7.0F;
  const auto whole = limited(samples, samples.size());
  ASSERT_EQ(whole.size(), samples.size());
  for (const float sample : whole) ASSERT_LE(std::fabs(sample), Limiter::kCeiling * 1.0001F);
  EXPECT_EQ(limited(samples, 1), whole);
  EXPECT_EQ(limited(samples, 333), whole);
}

TEST(Limiter, KeepsTheLengthOfVeryShortSounds) {
  for (const std::size_t length : {0U, 1U, 50U, 119U, 120U, 121U}) {
    EXPECT_EQ(limited(std::vector<float>(length, 0.5F), 7).size(), length);
  }
}

TEST(Limiter, TurnsWhatIsNoNumberIntoSilence) {
  const auto out = limited({std::nanf(""), 0.5F, std::numeric_limits<float>::infinity()}, 3);
  EXPECT_EQ(out, (std::vector<float>{0.0F, 0.5F, 0.0F}));
}

}  // namespace
}  // namespace tts
