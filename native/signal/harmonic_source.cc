#include "signal/harmonic_source.h"

#include <algorithm>
#include <cmath>
#include <numbers>

#include "base/units.h"
#include "signal/hann.h"

namespace tts {
namespace {

constexpr double kTwoPi = 2.0 * std::numbers::pi;

// SplitMix64's finaliser (Steele, Lea, Flood 2014): every bit of (seed, n) reaches every bit of the result.
std::uint64_t hash(std::uint64_t seed, std::uint64_t n) {
  std::uint64_t z = (seed << 32 ^ n) + 0x9E3779B97F4A7C15ULL * (n + 1);
  z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9ULL;
  z = (z ^ (z >> 27)) * 0x94D049BB133111EBULL;
  return z ^ (z >> 31);
}

// Box-Muller on the two halves of one hash.
float gaussian(std::uint32_t seed, std::uint64_t n) {
  const std::uint64_t bits = hash(seed, n);
  const float u1 = (static_cast<float>(bits >> 40) + 0.5F) * 0x1p-24F;
  const float u2 = static_cast<float>(bits & 0xFFFFFFU) * 0x1p-24F;
  return std::sqrt(-2.0F * std::log(u1)) * std::cos(static_cast<float>(kTwoPi) * u2);
}

// Cycles of the fundamental at the centre of each half-frame: the running sum of F0 over 300 samples each.
std::vector<double> cycles_at_centres(std::span<const float> f0) {
  std::vector<double> cycles(f0.size());
  double sum = 0.0;
  for (std::size_t i = 0; i < f0.size(); ++i) {
    sum += f0[i];
    cycles[i] = sum * static_cast<double>(kHalfFrameSamples) / kSampleRate;
  }
  return cycles;
}

// Sum over k of w_k sin(k a), with one sine and one cosine: sin((k+1)a) = 2 cos(a) sin(ka) - sin((k-1)a).
double harmonic_sum(double cycles, const std::array<float, kHarmonics>& weights) {
  const double angle = kTwoPi * (cycles - std::floor(cycles));
  const double twice_cosine = 2.0 * std::cos(angle);
  double before = 0.0;
  double now = std::sin(angle);
  double sum = 0.0;
  for (const float weight : weights) {
    sum += weight * now;
    const double next = twice_cosine * now - before;
    before = now;
    now = next;
  }
  return sum;
}

float norm(const std::array<float, kHarmonics>& weights) {
  float sum = 0.0F;
  for (const float weight : weights) sum += weight * weight;
  return std::sqrt(sum);
}

}  // namespace

std::vector<float> excitation(std::span<const float> f0, const SourceConstants& source, std::uint32_t seed,
                              bool noise) {
  const std::vector<double> centres = cycles_at_centres(f0);
  const float noise_scale = norm(source.weights);  // nine independent Gaussians through w are |w| times one
  std::vector<float> wave(f0.size() * kHalfFrameSamples);
  for (std::size_t i = 0; i < f0.size(); ++i) {
    const bool voiced = f0[i] > source.voiced_threshold;
    const float deviation =
        noise ? noise_scale * (voiced ? source.noise_voiced : source.noise_unvoiced) : 0.0F;
    for (std::size_t j = 0; j < kHalfFrameSamples; ++j) {
      const std::size_t n = i * kHalfFrameSamples + j;
      double value = source.bias;
      if (voiced) {
        // Linear between the centres of half-frames, constant beyond the first and last.
        const double at = std::clamp((static_cast<double>(n) + 0.5) / kHalfFrameSamples - 0.5, 0.0,
                                     static_cast<double>(f0.size() - 1));
        const auto left = static_cast<std::size_t>(at);
        const std::size_t right = std::min(left + 1, f0.size() - 1);
        const double cycles =
            centres[left] + (at - static_cast<double>(left)) * (centres[right] - centres[left]);
        value += source.sine_amplitude * harmonic_sum(cycles, source.weights);
      }
      if (noise) value += deviation * gaussian(seed, n);
      wave[n] = std::tanh(static_cast<float>(value));
    }
  }
  return wave;
}

std::vector<float> short_time_spectrum(std::span<const float> wave) {
  const std::size_t frames = wave.size() / kStftHop + 1;
  std::vector<float> har(2 * kStftBins * frames);
  if (wave.size() < kStftSize) return har;
  const auto& window = hann_window();
  const auto& table = twiddles();
  const auto last = static_cast<std::ptrdiff_t>(wave.size()) - 1;
  for (std::size_t f = 0; f < frames; ++f) {
    std::array<float, kStftSize> framed{};
    for (std::size_t n = 0; n < kStftSize; ++n) {
      auto at = static_cast<std::ptrdiff_t>(f * kStftHop + n) - static_cast<std::ptrdiff_t>(kStftSize / 2);
      if (at < 0) at = -at;
      if (at > last) at = 2 * last - at;
      framed[n] = wave[static_cast<std::size_t>(at)] * window[n];
    }
    for (std::size_t k = 0; k < kStftBins; ++k) {
      float real = 0.0F;
      float imaginary = 0.0F;
      for (std::size_t n = 0; n < kStftSize; ++n) {
        real += framed[n] * table.cosine[k][n];
        imaginary -= framed[n] * table.sine[k][n];
      }
      har[k * frames + f] = std::sqrt(real * real + imaginary * imaginary);
      har[(kStftBins + k) * frames + f] = std::atan2(imaginary, real);
    }
  }
  return har;
}

}  // namespace tts
