// Where the sound of a segment begins and ends, and how it is cut there. Pure; any thread.
#pragma once

#include <cstddef>
#include <span>
#include <vector>

namespace tts {

/// Frames that are heard: the predicted energy says it before anything is decoded.
struct SpeechBounds {
  std::size_t from = 0;         // first frame to keep
  std::size_t to = 0;           // one past the last frame to keep; from == to: silence
  std::size_t first_sound = 0;  // sample of the first half-frame with energy above 0
  std::size_t end_of_sound = 0; // sample after the last such half-frame
};

/// `energy` is the model's prediction per half-frame [2T], a log of power: above 0 it is speech. Two frames before the
/// first such half-frame and three after the last are kept (measured: no onset clipped, the cut parts below -62 dBFS).
[[nodiscard]] SpeechBounds speech_bounds(std::span<const float> energy);

/// Silence wanted around the sound, in milliseconds. Negative: keep all the model made on that side.
struct EdgeWish {
  float lead_ms = -1.0F;
  float tail_ms = -1.0F;
};

struct Trimmed {
  std::vector<float> samples;
  std::ptrdiff_t cut_in_front = 0;  // samples removed in front
};

/// Cuts a decoded segment [600 T] to its sound and the wished silences. Every cut is faded over 3 ms; silence beyond
/// what the decoder made is zeros. A segment without any sound becomes empty, unless a side keeps all.
[[nodiscard]] Trimmed trim(std::vector<float> wave, const SpeechBounds& bounds, const EdgeWish& wish);

}  // namespace tts
