#include "engine/prosody_edits.h"

#include <algorithm>
#include <cmath>
#include <numeric>

namespace tts {
namespace {

std::size_t at_least_one_frame(float frames) { return static_cast<std::size_t>(std::max(1.0F, frames)); }

}  // namespace

std::vector<std::size_t> rounded_frames(std::span<const float> durations, float speed) {
  std::vector<std::size_t> frames;
  frames.reserve(durations.size());
  for (const float duration : durations)
    frames.push_back(at_least_one_frame(std::nearbyint(duration / speed)));
  return frames;
}

std::vector<std::size_t> frames_at_speed(std::span<const float> durations, float speed) {
  if (speed == 1.0F || durations.size() < 2) return rounded_frames(durations, speed);
  std::vector<std::size_t> frames(durations.size());
  frames.front() = at_least_one_frame(std::nearbyint(durations.front()));
  frames.back() = at_least_one_frame(std::nearbyint(durations.back()));
  constexpr float kCarriedFrames = 2.0F;
  float carried = 0.0F;
  for (std::size_t k = 1; k + 1 < durations.size(); ++k) {
    const float wanted = durations[k] / speed + carried;
    frames[k] = at_least_one_frame(std::floor(wanted + 0.5F));
    carried = std::clamp(wanted - static_cast<float>(frames[k]), -kCarriedFrames, kCarriedFrames);
  }
  return frames;
}

void shift_pitch(std::span<float> f0, float semitones, float voiced_threshold) {
  if (semitones == 0.0F) return;
  const float factor = std::exp2(semitones / 12.0F);
  for (float& value : f0) {
    if (value > voiced_threshold)
      value = std::max(value * factor, std::nextafter(voiced_threshold, 2 * voiced_threshold));
  }
}

std::vector<float> repeat_columns(std::span<const float> matrix, std::span<const std::size_t> frames) {
  const std::size_t columns = frames.size();
  const std::size_t rows = columns == 0 ? 0 : matrix.size() / columns;
  std::vector<float> repeated;
  repeated.reserve(rows * std::accumulate(frames.begin(), frames.end(), std::size_t{0}));
  for (std::size_t row = 0; row < rows; ++row) {
    for (std::size_t k = 0; k < columns; ++k)
      repeated.insert(repeated.end(), frames[k], matrix[row * columns + k]);
  }
  return repeated;
}

}  // namespace tts
