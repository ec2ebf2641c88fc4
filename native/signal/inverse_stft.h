// The vocoder's last step, on the host: the generator's output to samples. Pure; any thread.
#pragma once

#include <span>
#include <vector>

namespace tts {

/// How much louder than the model's training the exported graph is: the v1.0 exports never divide by the
/// window's overlap (the sum of the squared window at hop 5), which makes them 3.52 dB loud.
inline constexpr float kWindowOverlap = 1.5F;

/// post [22, frames] (log magnitudes, then angles whose sine is the phase) to 5 (frames - 1) samples:
/// S = exp(post_k) e^(i sin(post_11+k)), a 20-point inverse real DFT, Hann, overlap-add at hop 5, 10 samples
/// dropped at both ends. `gain` multiplies every sample: 1 is the v1.0 graph's level, 1 / kWindowOverlap that
/// of the training.
[[nodiscard]] std::vector<float> inverse_stft(std::span<const float> post, float gain);

}  // namespace tts
