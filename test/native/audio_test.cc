#include <gtest/gtest.h>

#include <cmath>
#include <limits>
#include <numeric>

#include "audio/edges.h"
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

std::vector<float> cut_all(const EdgeCut& cut, const std::vector<float>& wave, std::size_t block) {
  std::vector<float> kept;
  for (std::size_t at = 0; at < wave.size(); at += block) {
    const auto part = cut_piece(cut, at, std::span(wave).subspan(at, std::min(block, wave.size() - at)));
    kept.insert(kept.end(), part.begin(), part.end());
  }
  return kept;
}

TEST(EdgeCut, CutsToTheWishedSilencesAndFadesTheCuts) {
  const EdgeCut cut = plan_cut(20 * kFrameSamples, speech_bounds(energy()), {.lead_ms = 20, .tail_ms = 50});
  EXPECT_EQ(cut.start, 12 * kHalfFrameSamples - 480);
  EXPECT_EQ(cut.samples(), 480 + 18 * kHalfFrameSamples + 1200);
  const auto samples = cut_all(cut, std::vector<float>(20 * kFrameSamples, 0.5F), 20 * kFrameSamples);
  ASSERT_EQ(samples.size(), cut.samples());
  EXPECT_LT(std::fabs(samples.front()), 0.01F);
  EXPECT_LT(std::fabs(samples.back()), 0.01F);
  EXPECT_FLOAT_EQ(samples[100], 0.5F);
}

TEST(EdgeCut, IsTheSameInPiecesAsAtOnce) {
  std::vector<float> wave(20 * kFrameSamples);
  for (std::size_t i = 0; i < wave.size(); ++i) wave[i] = std::sin(0.01F * static_cast<float>(i));
  for (const float tail : {0.0F, 50.0F, 360.0F}) {
    const EdgeCut cut = plan_cut(wave.size(), speech_bounds(energy()), {.lead_ms = 50, .tail_ms = tail});
    const auto whole = cut_all(cut, wave, wave.size());
    EXPECT_EQ(whole.size(), cut.samples());
    EXPECT_EQ(cut_all(cut, wave, kFrameSamples), whole);
    EXPECT_EQ(cut_all(cut, wave, 777), whole);
  }
}

TEST(EdgeCut, FillsALongTailWithZeros) {
  const SpeechBounds bounds = speech_bounds(energy());
  const EdgeCut cut = plan_cut(20 * kFrameSamples, bounds, {.lead_ms = 50, .tail_ms = 360});
  const auto samples = cut_all(cut, std::vector<float>(20 * kFrameSamples, 0.5F), 1000);
  EXPECT_EQ(samples.size(), 1200 + 18 * kHalfFrameSamples + 8640);
  for (std::size_t i = cut.end - cut.start; i < samples.size(); ++i) ASSERT_EQ(samples[i], 0.0F);
}

TEST(EdgeCut, KeepsAllWhenAsked) {
  const std::vector<float> wave(12'000, 0.5F);
  EXPECT_EQ(cut_all(plan_cut(wave.size(), speech_bounds(energy()), {}), wave, 500), wave);
}

TEST(EdgeCut, MakesNothingOfSilence) {
  EXPECT_EQ(plan_cut(6000, {}, {.lead_ms = 50, .tail_ms = 50}).samples(), 0U);
}

TEST(Pcm, RoundsClampsAndSilencesWhatIsNoNumber) {
  const float infinity = std::numeric_limits<float>::infinity();
  std::vector<std::uint8_t> bytes;
  append_pcm16(std::vector<float>{0.0F, 1.0F, -1.0F, 1.5F, -9.0F, std::nanf(""), infinity, 0.5F}, bytes);
  const auto at = [&](std::size_t i) {
    return static_cast<std::int16_t>(bytes[2 * i] | bytes[2 * i + 1] << 8);
  };
  const std::vector<std::int16_t> expected{0, 32767, -32767, 32767, -32767, 0, 0, 16384};
  for (std::size_t i = 0; i < expected.size(); ++i) EXPECT_EQ(at(i), expected[i]) << i;
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
  for (std::size_t i = 0; i < samples.size(); ++i)
    samples[i] = 0.88F * std::sin(0.05F * static_cast<float>(i));
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
