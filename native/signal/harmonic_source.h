// The vocoder's excitation, made on the host: F0 to nine harmonics and noise, then their short-time spectrum.
// Pure; any thread.
#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <vector>

namespace tts {

inline constexpr std::size_t kHarmonics = 9;

/// Read from the model file by the importer, never typed in.
struct SourceConstants {
  std::array<float, kHarmonics> weights{};  // of the harmonics in the merged source
  float bias = 0.0F;
  float sine_amplitude = 0.1F;
  float noise_voiced = 0.003F;  // standard deviation where F0 is voiced
  float noise_unvoiced = 0.1F / 3.0F;
  float voiced_threshold = 10.0F;  // Hz
};

/// F0 in Hz per half-frame [2T] to the excitation [600 T] in (-1, 1). `seed` chooses the noise: sample n
/// draws from a hash of (seed, n), so the same for any plan of windows and any number of threads; `noise`
/// false leaves it out. Phase runs in double precision: in single it drifts within seconds (guides:
/// excitation error 6e-4 at 3 s).
[[nodiscard]] std::vector<float> excitation(std::span<const float> f0, const SourceConstants& source,
                                            std::uint32_t seed, bool noise = true);

/// Excitation [600 T] to har [22, 120 T + 1]: 11 magnitudes, then 11 phases, of a 20-point STFT with hop 5,
/// periodic Hann window and reflected ends.
[[nodiscard]] std::vector<float> short_time_spectrum(std::span<const float> excitation);

}  // namespace tts
