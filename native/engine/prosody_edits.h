// Durations and F0 as the caller wants them: edits of host arrays between the graph's pieces. Pure; any
// thread.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "engine/manner.h"

namespace tts {

/// The model's own rounding: max(1, round half to even(duration / speed)), pads included.
[[nodiscard]] std::vector<std::size_t> rounded_frames(std::span<const float> durations, float speed);

/// Frames per token at each token's speed. Where all are 1 the model's own rounding; otherwise divided before
/// rounding with the rounding error carried on (within 2 frames), so that the whole keeps its length, and
/// both pads left as they are: stretched pads grow a phantom vowel.
[[nodiscard]] std::vector<std::size_t> frames_at_speeds(std::span<const float> durations,
                                                        std::span<const float> speeds);

/// Speed of each token, pads included: `speed` times that of the edits. The last two sounds before the end
/// are never hurried: shortened, they lose the end of the last word.
[[nodiscard]] std::vector<float> token_speeds(std::span<const std::int64_t> tokens, float speed,
                                              std::span<const WordEdit> edits);

/// Multiplies voiced F0 (above `voiced_threshold` Hz) by 2^(semitones / 12); what is unvoiced stays unvoiced.
void shift_pitch(std::span<float> f0, float semitones, float voiced_threshold);

/// Stretches the melody about its geometric mean: F0 * (F0 / mean)^(range - 1) where it is voiced.
void scale_intonation(std::span<float> f0, float range, float voiced_threshold);

/// Pitch and energy of single words: the half-frames [2T] that their tokens sound in.
void edit_words(std::span<float> f0, std::span<float> energy, std::span<const std::size_t> frames,
                std::span<const WordEdit> edits, float voiced_threshold);

/// Silences what the model predicts inside runs of punctuation, away from the words beside them: now and then
/// it fills them with voiced noise.
void quiet_punctuation(std::span<float> f0, std::span<float> energy, std::span<const std::int64_t> tokens,
                       std::span<const std::size_t> frames);

/// matrix [rows, N] to [rows, T]: column k repeated frames[k] times. Equals the graph's 0/1 matrix product
/// exactly.
[[nodiscard]] std::vector<float> repeat_columns(std::span<const float> matrix,
                                                std::span<const std::size_t> frames);

}  // namespace tts
