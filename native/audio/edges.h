// Where the sound of a segment begins and ends, and how it is cut there. Pure; any thread.
#pragma once

#include <cstddef>
#include <span>
#include <vector>

namespace tts {

/// Frames that are heard: the predicted energy says it before anything is decoded.
struct SpeechBounds {
  std::size_t from = 0;          // first frame to keep
  std::size_t to = 0;            // one past the last frame to keep; from == to: silence
  std::size_t first_sound = 0;   // sample of the first half-frame with energy above 0
  std::size_t end_of_sound = 0;  // sample after the last such half-frame
};

/// `energy` is the model's prediction per half-frame [2T], a log of power: above 0 it is speech. Two frames
/// before the first such half-frame and three after the last are kept (measured: no onset clipped, the cut
/// parts below -62 dBFS).
[[nodiscard]] SpeechBounds speech_bounds(std::span<const float> energy);

/// Silence wanted around the sound, in milliseconds. Negative: keep all the model made on that side.
struct EdgeWish {
  float lead_ms = -1.0F;
  float tail_ms = -1.0F;
};

/// What is kept of a decoded segment: samples [start, end), then so many zeros. Known before anything is
/// decoded.
struct EdgeCut {
  std::size_t start = 0;
  std::size_t end = 0;
  std::size_t zeros = 0;
  bool fades_in = false;
  bool fades_out = false;

  [[nodiscard]] std::size_t samples() const { return end - start + zeros; }
};

/// The cut of a segment of `total` samples to its sound and the wished silences. Every cut is faded over 3
/// ms; silence beyond what is decoded is zeros. A segment without any sound becomes empty, unless a side
/// keeps all.
[[nodiscard]] EdgeCut plan_cut(std::size_t total, const SpeechBounds& bounds, const EdgeWish& wish);

/// The part of `piece`, which begins at sample `offset` of the segment, that the cut keeps. Pieces in order
/// give the whole; the one that reaches the end brings the zeros.
[[nodiscard]] std::vector<float> cut_piece(const EdgeCut& cut, std::size_t offset,
                                           std::span<const float> piece);

}  // namespace tts
