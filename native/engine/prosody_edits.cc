#include "engine/prosody_edits.h"

#include <algorithm>
#include <cmath>
#include <numeric>

#include "phoneme/vocabulary.h"

namespace tts {
namespace {

// The sound leads the token grid by about three frames (measured by forced alignment of 682 words).
constexpr std::size_t kSoundLeadFrames = 3;
// Words fade out into the mark behind them, and the next one begins before its token: kept as they are.
constexpr std::size_t kDecayFrames = 5;
constexpr std::size_t kOnsetFrames = 6;
// The model's own level of silence, in its log of power.
constexpr float kSilentEnergy = -9.5F;
// One unit of predicted energy gives so many dB.
constexpr float kDbPerEnergy = 1.9F;

std::size_t at_least_one_frame(float frames) { return static_cast<std::size_t>(std::max(1.0F, frames)); }

float scaled(float value, float factor, float voiced_threshold) {
  if (value <= voiced_threshold) return value;
  return std::max(value * factor, std::nextafter(voiced_threshold, 2 * voiced_threshold));
}

// First frame of each token, and the end: [N + 1].
std::vector<std::size_t> bounds_of(std::span<const std::size_t> frames) {
  std::vector<std::size_t> bounds(frames.size() + 1, 0);
  std::partial_sum(frames.begin(), frames.end(), bounds.begin() + 1);
  return bounds;
}

}  // namespace

std::vector<std::size_t> rounded_frames(std::span<const float> durations, float speed) {
  std::vector<std::size_t> frames;
  frames.reserve(durations.size());
  for (const float duration : durations)
    frames.push_back(at_least_one_frame(std::nearbyint(duration / speed)));
  return frames;
}

std::vector<std::size_t> frames_at_speeds(std::span<const float> durations, std::span<const float> speeds) {
  const bool is_plain = std::ranges::all_of(speeds, [](float speed) { return speed == 1.0F; });
  if (is_plain || durations.size() < 2) return rounded_frames(durations, 1.0F);
  std::vector<std::size_t> frames(durations.size());
  frames.front() = at_least_one_frame(std::nearbyint(durations.front()));
  frames.back() = at_least_one_frame(std::nearbyint(durations.back()));
  constexpr float kCarriedFrames = 2.0F;
  float carried = 0.0F;
  for (std::size_t k = 1; k + 1 < durations.size(); ++k) {
    const float wanted = durations[k] / speeds[k] + carried;
    frames[k] = at_least_one_frame(std::floor(wanted + 0.5F));
    carried = std::clamp(wanted - static_cast<float>(frames[k]), -kCarriedFrames, kCarriedFrames);
  }
  return frames;
}

std::vector<float> token_speeds(std::span<const std::int64_t> tokens, float speed,
                                std::span<const WordEdit> edits) {
  std::vector<float> speeds(tokens.size(), speed);
  for (const WordEdit& edit : edits) {
    for (std::size_t k = edit.from + 1; k < edit.to + 1 && k < tokens.size(); ++k) speeds[k] *= edit.speed;
  }
  std::size_t spared = 2;
  for (std::size_t k = tokens.size(); k-- > 0 && spared > 0;) {
    if (!is_sound(tokens[k])) continue;
    speeds[k] = std::min(speeds[k], 1.0F);
    --spared;
  }
  return speeds;
}

void shift_pitch(std::span<float> f0, float semitones, float voiced_threshold) {
  if (semitones == 0.0F) return;
  const float factor = std::exp2(semitones / 12.0F);
  for (float& value : f0) value = scaled(value, factor, voiced_threshold);
}

void scale_intonation(std::span<float> f0, float range, float voiced_threshold) {
  if (range == 1.0F) return;
  double sum = 0.0;
  std::size_t voiced = 0;
  for (const float value : f0) {
    if (value <= voiced_threshold) continue;
    sum += std::log(value);
    ++voiced;
  }
  if (voiced == 0) return;
  const auto mean = static_cast<float>(std::exp(sum / static_cast<double>(voiced)));
  for (float& value : f0) {
    if (value > voiced_threshold)
      value = scaled(value, std::pow(value / mean, range - 1.0F), voiced_threshold);
  }
}

void edit_words(std::span<float> f0, std::span<float> energy, std::span<const std::size_t> frames,
                std::span<const WordEdit> edits, float voiced_threshold) {
  const std::vector<std::size_t> bounds = bounds_of(frames);
  const auto heard_at = [&](std::size_t token) {
    const std::size_t frame = bounds[std::min(token + 1, frames.size())];
    return 2 * (frame - std::min(frame, kSoundLeadFrames));
  };
  for (const WordEdit& edit : edits) {
    const std::size_t from = std::min(heard_at(edit.from), f0.size());
    const std::size_t to = std::clamp(heard_at(edit.to), from, f0.size());
    shift_pitch(f0.subspan(from, to - from), edit.pitch, voiced_threshold);
    for (float& level : energy.subspan(from, to - from)) level += edit.gain_db / kDbPerEnergy;
  }
}

void quiet_punctuation(std::span<float> f0, std::span<float> energy, std::span<const std::int64_t> tokens,
                       std::span<const std::size_t> frames) {
  const std::vector<std::size_t> bounds = bounds_of(frames);
  for (std::size_t k = 1; k < tokens.size();) {
    if (is_sound(tokens[k])) {
      ++k;
      continue;
    }
    std::size_t next = k;
    bool has_mark = false;
    for (; next < tokens.size() && !is_sound(tokens[next]); ++next)
      has_mark = has_mark || is_mark(tokens[next]);
    const bool is_end = next == tokens.size();
    const std::size_t from = bounds[k] + kDecayFrames - kSoundLeadFrames;
    const std::size_t to = is_end ? bounds[next] : bounds[next] - std::min(bounds[next], kOnsetFrames);
    for (std::size_t half = 2 * from; has_mark && half < std::min(2 * to, f0.size()); ++half) {
      f0[half] = 0.0F;
      energy[half] = std::min(energy[half], kSilentEnergy);
    }
    k = next;
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
