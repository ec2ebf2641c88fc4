#include "audio/edges.h"

#include <algorithm>
#include <cmath>
#include <numbers>

#include "base/units.h"

namespace tts {
namespace {

constexpr std::size_t kLeadFrames = 2;
constexpr std::size_t kTailFrames = 3;
constexpr std::size_t kFadeSamples = 72;  // 3 ms

std::size_t to_samples(float ms) { return static_cast<std::size_t>(std::lround(ms * kSampleRate / 1000.0F)); }

// Raised cosine, 0 at the cut.
float fade(std::size_t distance) {
  return 0.5F - 0.5F * std::cos(std::numbers::pi_v<float> * (static_cast<float>(distance) + 0.5F) / kFadeSamples);
}

void fade_in(std::vector<float>& wave) {
  const std::size_t length = std::min(kFadeSamples, wave.size());
  for (std::size_t i = 0; i < length; ++i) wave[i] *= fade(i);
}

void fade_out(std::vector<float>& wave) {
  const std::size_t length = std::min(kFadeSamples, wave.size());
  for (std::size_t i = 0; i < length; ++i) wave[wave.size() - 1 - i] *= fade(i);
}

}  // namespace

SpeechBounds speech_bounds(std::span<const float> energy) {
  const auto sounds = [](float level) { return level > 0.0F; };
  const auto first = std::ranges::find_if(energy, sounds);
  if (first == energy.end()) return {};
  const auto h0 = static_cast<std::size_t>(first - energy.begin());
  std::size_t h1 = energy.size() - 1;
  while (!sounds(energy[h1])) --h1;
  return {.from = h0 / 2 - std::min(h0 / 2, kLeadFrames),
          .to = std::min(energy.size() / 2, h1 / 2 + 1 + kTailFrames),
          .first_sound = h0 * kHalfFrameSamples,
          .end_of_sound = (h1 + 1) * kHalfFrameSamples};
}

Trimmed trim(std::vector<float> wave, const SpeechBounds& bounds, const EdgeWish& wish) {
  const bool keeps_front = wish.lead_ms < 0.0F;
  const bool keeps_back = wish.tail_ms < 0.0F;
  if (bounds.from == bounds.to && !keeps_front && !keeps_back) {
    return {.samples = {}, .cut_in_front = static_cast<std::ptrdiff_t>(wave.size())};
  }

  std::size_t start = 0;
  if (!keeps_front) {
    const std::size_t lead = std::min(to_samples(wish.lead_ms), bounds.first_sound);
    start = std::max(bounds.first_sound - lead, bounds.from * kFrameSamples);
  }
  std::size_t end = wave.size();
  std::size_t zeros = 0;
  if (!keeps_back) {
    const std::size_t wished_end = bounds.end_of_sound + to_samples(wish.tail_ms);
    end = std::min({wished_end, bounds.to * kFrameSamples, wave.size()});
    zeros = wished_end - std::min(wished_end, end);
  }
  start = std::min(start, end);

  wave.resize(end);
  wave.erase(wave.begin(), wave.begin() + static_cast<std::ptrdiff_t>(start));
  if (start > 0) fade_in(wave);
  if (!keeps_back) fade_out(wave);
  wave.resize(wave.size() + zeros, 0.0F);
  return {.samples = std::move(wave), .cut_in_front = static_cast<std::ptrdiff_t>(start)};
}

}  // namespace tts
