// Durations and F0 as the caller wants them: edits of host arrays between the graph's pieces. Pure; any
// thread.
#pragma once

#include <cstddef>
#include <span>
#include <vector>

namespace tts {

/// The model's own rounding: max(1, round half to even(duration / speed)), pads included.
[[nodiscard]] std::vector<std::size_t> rounded_frames(std::span<const float> durations, float speed);

/// Frames per token at `speed`. At 1 the model's own rounding; otherwise divided before rounding with the
/// rounding error carried on (within 2 frames), so that the whole keeps its length, and both pads left as
/// they are: stretched pads grow a phantom vowel.
[[nodiscard]] std::vector<std::size_t> frames_at_speed(std::span<const float> durations, float speed);

/// Multiplies voiced F0 (above `voiced_threshold` Hz) by 2^(semitones / 12); what is unvoiced stays unvoiced.
void shift_pitch(std::span<float> f0, float semitones, float voiced_threshold);

/// matrix [rows, N] to [rows, T]: column k repeated frames[k] times. Equals the graph's 0/1 matrix product
/// exactly.
[[nodiscard]] std::vector<float> repeat_columns(std::span<const float> matrix,
                                                std::span<const std::size_t> frames);

}  // namespace tts
