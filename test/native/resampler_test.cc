#include "audio/resampler.h"

#include <gtest/gtest.h>

#include <cmath>
#include <numbers>

namespace tts {
namespace {

constexpr double kTau = 2 * std::numbers::pi;

std::vector<float> tone(double hz, std::size_t length) {
  std::vector<float> samples(length);
  for (std::size_t i = 0; i < length; ++i)
    samples[i] = static_cast<float>(0.5 * std::sin(kTau * hz / 24'000 * static_cast<double>(i)));
  return samples;
}

std::vector<float> resampled(int rate, const std::vector<float>& samples, std::size_t block) {
  Resampler resampler(rate);
  std::vector<float> out;
  const auto take = [&](const std::vector<float>& part) { out.insert(out.end(), part.begin(), part.end()); };
  for (std::size_t at = 0; at < samples.size(); at += block) {
    take(resampler.push(std::span(samples).subspan(at, std::min(block, samples.size() - at))));
  }
  take(resampler.finish());
  return out;
}

// Level in dB relative to the tone that went in, away from the ends.
double level(const std::vector<float>& samples) {
  const std::size_t edge = samples.size() / 4;
  double sum = 0;
  for (std::size_t i = edge; i < samples.size() - edge; ++i)
    sum += static_cast<double>(samples[i]) * samples[i];
  return 10 * std::log10(sum / static_cast<double>(samples.size() - 2 * edge) / 0.125 + 1e-20);
}

TEST(Resampler, GivesExactlyTheSamplesOfTheSameTimeHoweverTheyWereCut) {
  for (const int rate : {8000, 12'000, 16'000, 22'050, 32'000, 44'100, 48'000}) {
    for (const std::size_t length : {0U, 1U, 119U, 12'345U}) {
      const std::vector<float> samples = tone(440, length);
      const std::vector<float> whole = resampled(rate, samples, 20'000);
      EXPECT_EQ(whole.size(), (length * static_cast<std::size_t>(rate) + 23'999) / 24'000);
      EXPECT_EQ(resampled(rate, samples, 77), whole);
    }
  }
}

TEST(Resampler, IsFlatToNineTenthsOfTheNyquistFrequency) {
  for (const int rate : {8000, 16'000, 22'050, 32'000, 44'100, 48'000}) {
    const double nyquist = std::min(rate, 24'000) / 2.0;
    for (int twentieth = 1; twentieth <= 18; ++twentieth) {
      const double part = twentieth / 20.0;
      EXPECT_NEAR(level(resampled(rate, tone(part * nyquist, 24'000), 4096)), 0.0, 0.1)
          << rate << " at " << part;
    }
  }
}

TEST(Resampler, LetsNothingThroughThatTheNewRateCannotHold) {
  for (const int rate : {8000, 12'000, 16'000}) {
    for (int hz = rate * 11 / 20; hz < 12'000; hz += 300) {
      EXPECT_LT(level(resampled(rate, tone(hz, 24'000), 4096)), -90.0) << rate << " at " << hz << " Hz";
    }
  }
}

// Images: of a tone at f the faster rate could also hold 24000 - f. What is left after the tone itself is
// taken away.
TEST(Resampler, AddsNothingAboveTheOldNyquistFrequency) {
  for (const int rate : {32'000, 44'100, 48'000}) {
    for (const double hz : {1000.0, 6000.0, 10'800.0}) {
      const std::vector<float> out = resampled(rate, tone(hz, 24'000), 4096);
      const double step = kTau * hz / rate;
      double in_phase = 0;
      double quadrature = 0;
      const std::size_t edge = out.size() / 4;
      const std::size_t end = out.size() - edge;
      std::vector<float> rest(out.begin() + static_cast<std::ptrdiff_t>(edge),
                              out.begin() + static_cast<std::ptrdiff_t>(end));
      for (std::size_t i = edge; i < end; ++i) {
        in_phase += out[i] * std::sin(step * static_cast<double>(i));
        quadrature += out[i] * std::cos(step * static_cast<double>(i));
      }
      const double scale = 2.0 / static_cast<double>(end - edge);
      for (std::size_t i = edge; i < end; ++i) {
        const double at = step * static_cast<double>(i);
        rest[i - edge] -= static_cast<float>(scale * (in_phase * std::sin(at) + quadrature * std::cos(at)));
      }
      EXPECT_LT(level(rest), -90.0) << rate << " at " << hz << " Hz";
    }
  }
}

}  // namespace
}  // namespace tts
