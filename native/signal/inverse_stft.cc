#include "signal/inverse_stft.h"

#include <array>
#include <cmath>

#include "base/units.h"
#include "signal/hann.h"

namespace tts {
namespace {

// [k][n]: what the real and imaginary part of bin k add to point n, window and 1/20 included. Bins 1 to 9
// stand for their mirror images too; the imaginary parts of 0 and 10 cannot be heard.
struct Synthesis {
  std::array<std::array<float, kStftSize>, kStftBins> real{};
  std::array<std::array<float, kStftSize>, kStftBins> imaginary{};
};

const Synthesis& synthesis() {
  static const auto tables = [] {
    Synthesis s;
    for (std::size_t k = 0; k < kStftBins; ++k) {
      const bool single = k == 0 || k == kStftBins - 1;
      for (std::size_t n = 0; n < kStftSize; ++n) {
        const float scale = hann_window()[n] / kStftSize * (single ? 1.0F : 2.0F);
        s.real[k][n] = scale * twiddles().cosine[k][n];
        s.imaginary[k][n] = single ? 0.0F : -scale * twiddles().sine[k][n];
      }
    }
    return s;
  }();
  return tables;
}

}  // namespace

std::vector<float> inverse_stft(std::span<const float> post, float gain) {
  const std::size_t frames = post.size() / (2 * kStftBins);
  if (frames < 2) return {};
  constexpr std::size_t kDropped = kStftSize / 2;
  const auto& table = synthesis();
  std::vector<float> overlapped((frames - 1) * kStftHop + kStftSize);
  for (std::size_t f = 0; f < frames; ++f) {
    std::array<float, kStftSize> points{};
    for (std::size_t k = 0; k < kStftBins; ++k) {
      const float magnitude = gain * std::exp(post[k * frames + f]);
      const float phase = std::sin(post[(kStftBins + k) * frames + f]);
      const float real = magnitude * std::cos(phase);
      const float imaginary = magnitude * std::sin(phase);
      for (std::size_t n = 0; n < kStftSize; ++n)
        points[n] += real * table.real[k][n] + imaginary * table.imaginary[k][n];
    }
    for (std::size_t n = 0; n < kStftSize; ++n) overlapped[f * kStftHop + n] += points[n];
  }
  const auto first = overlapped.begin() + kDropped;
  return {first, first + static_cast<std::ptrdiff_t>((frames - 1) * kStftHop)};
}

}  // namespace tts
