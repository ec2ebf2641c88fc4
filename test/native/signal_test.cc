#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <numbers>

#include "base/units.h"
#include "signal/harmonic_source.h"
#include "signal/inverse_stft.h"

namespace tts {
namespace {

SourceConstants fundamental_only() {
  SourceConstants source;
  source.weights = {1, 0, 0, 0, 0, 0, 0, 0, 0};
  return source;
}

TEST(HarmonicSource, SingsTheFundamentalInPhaseOverSeconds) {
  const float hertz = 200.0F;
  const std::vector<float> f0(800, hertz);  // ten seconds
  const auto wave = excitation(f0, fundamental_only(), 0, false);
  ASSERT_EQ(wave.size(), 800 * kHalfFrameSamples);
  // Linear between centres from cycle c0 on: sample n stands (n + 1/2) / 300 - 1/2 half-frames behind the
  // first centre.
  for (const std::size_t n : {1000UL, 120'001UL, 239'000UL}) {
    const double cycles = hertz * (300.0 + (static_cast<double>(n) + 0.5 - 150.0)) / kSampleRate;
    const double expected = std::tanh(0.1 * std::sin(2 * std::numbers::pi * cycles));
    EXPECT_NEAR(wave[n], expected, 2e-6) << n;
  }
}

TEST(HarmonicSource, EqualsTheSumOfItsHarmonics) {
  SourceConstants source;
  for (std::size_t k = 0; k < kHarmonics; ++k) source.weights[k] = 0.1F * static_cast<float>(k) - 0.4F;
  source.bias = 0.05F;
  const std::vector<float> f0(20, 137.0F);
  const auto wave = excitation(f0, source, 0, false);
  const std::size_t n = 3'456;
  const double cycles = 137.0 * (300.0 + (static_cast<double>(n) + 0.5 - 150.0)) / kSampleRate;
  double sum = 0.05;
  for (std::size_t k = 0; k < kHarmonics; ++k) {
    sum += 0.1 * source.weights[k] * std::sin(2 * std::numbers::pi * cycles * static_cast<double>(k + 1));
  }
  EXPECT_NEAR(wave[n], std::tanh(sum), 2e-6);
}

TEST(HarmonicSource, IsSilentButForTheBiasWhereNothingIsVoiced) {
  const auto wave = excitation(std::vector<float>(10, 5.0F), fundamental_only(), 0, false);
  EXPECT_TRUE(std::ranges::all_of(wave, [](float s) { return s == 0.0F; }));
}

TEST(HarmonicSource, DrawsNoiseFromTheSeedAlone) {
  const std::vector<float> f0(100, 5.0F);
  const auto once = excitation(f0, fundamental_only(), 7);
  EXPECT_EQ(once, excitation(f0, fundamental_only(), 7));
  EXPECT_NE(once, excitation(f0, fundamental_only(), 8));
  // Sample n does not depend on what follows it.
  const auto shorter = excitation(std::span(f0).first(40), fundamental_only(), 7);
  EXPECT_TRUE(std::equal(shorter.begin(), shorter.end(), once.begin()));
}

TEST(HarmonicSource, DrawsNoiseOfTheAskedDeviation) {
  const auto wave = excitation(std::vector<float>(1000, 5.0F), fundamental_only(), 1);
  double sum = 0.0;
  double square = 0.0;
  for (const float sample : wave) {
    sum += sample;
    square += sample * sample;
  }
  const double count = static_cast<double>(wave.size());
  EXPECT_NEAR(sum / count, 0.0, 3e-4);
  EXPECT_NEAR(std::sqrt(square / count), 0.1 / 3, 5e-4);
}

TEST(InverseStft, OverlapsAndAddsItsFrames) {
  // Bin 0 alone, at magnitude 2.5 and phase 0: each frame is 2.5 / 20 under the window, four windows overlap
  // to 2.
  constexpr std::size_t kFrames = 241;
  std::vector<float> post(2 * kStftBins * kFrames, 0.0F);
  std::fill(post.begin(), post.begin() + kFrames, std::log(2.5F));
  std::fill(post.begin() + kFrames, post.begin() + kStftBins * kFrames, -46.0F);
  const auto wave = inverse_stft(post, 1.0F);
  ASSERT_EQ(wave.size(), 1200U);
  for (std::size_t n = 20; n < 1180; ++n) EXPECT_NEAR(wave[n], 2.5F / 20 * 2, 1e-6);
}

TEST(InverseStft, TurnsThePhaseByTheSineOfItsAngle) {
  // Bin 2 is 2400 Hz; angle pi/2 says phase 1. Frames of one tone agree when the phase advances with the hop.
  constexpr std::size_t kFrames = 41;
  std::vector<float> post(2 * kStftBins * kFrames, -46.0F);
  for (std::size_t f = 0; f < kFrames; ++f) {
    post[2 * kFrames + f] = 0.0F;
    post[(kStftBins + 2) * kFrames + f] = std::asin(0.7F);
  }
  const auto wave = inverse_stft(post, 1.0F);
  // Two frames a period: the hop turns bin 2 by half a cycle, so equal phases cancel but for the window's
  // shape.
  const auto frame_zero = [](double n) {
    return 2.0 / 20 * std::cos(2 * std::numbers::pi * 2 * n / 20 + 0.7);
  };
  const auto window = [](double n) { return 0.5 - 0.5 * std::cos(2 * std::numbers::pi * n / 20); };
  double expected = 0.0;  // sample 100 stands at point 110 - 5 f of frame f
  for (int f = 19; f <= 22; ++f) expected += window(110 - 5 * f) * frame_zero(110 - 5 * f);
  EXPECT_NEAR(wave[100], expected, 1e-5);
}

TEST(InverseStft, ScalesByItsGainAndAcceptsTooLittle) {
  std::vector<float> post(22 * 41, 0.0F);
  const auto one = inverse_stft(post, 1.0F);
  const auto half = inverse_stft(post, 0.5F);
  ASSERT_EQ(one.size(), 200U);
  for (std::size_t i = 0; i < one.size(); ++i) EXPECT_NEAR(half[i], one[i] / 2, 1e-6);
  EXPECT_TRUE(inverse_stft(std::vector<float>(22, 0.0F), 1.0F).empty());
  EXPECT_TRUE(inverse_stft({}, 1.0F).empty());
}

TEST(ShortTimeSpectrum, FindsASineInItsBin) {
  std::vector<float> wave(2400);
  for (std::size_t n = 0; n < wave.size(); ++n) {
    wave[n] = static_cast<float>(
        std::sin(2.0 * std::numbers::pi * 3.0 * static_cast<double>(n % kStftSize) / kStftSize));
  }
  const auto har = short_time_spectrum(wave);
  const std::size_t frames = wave.size() / kStftHop + 1;
  const std::size_t middle = frames / 2;
  EXPECT_NEAR(har[3 * frames + middle], 5.0F, 1e-4);  // half the window's sum
  EXPECT_NEAR(har[7 * frames + middle], 0.0F, 1e-4);
}

}  // namespace
}  // namespace tts
