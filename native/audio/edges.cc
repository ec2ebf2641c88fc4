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
  return 0.5F -
         0.5F * std::cos(std::numbers::pi_v<float> * (static_cast<float>(distance) + 0.5F) / kFadeSamples);
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

EdgeCut plan_cut(std::size_t total, const SpeechBounds& bounds, const EdgeWish& wish) {
  const bool keeps_front = wish.lead_ms < 0.0F;
  const bool keeps_back = wish.tail_ms < 0.0F;
  if (bounds.from == bounds.to && !keeps_front && !keeps_back) return {.start = total, .end = total};

  EdgeCut cut{.end = total, .fades_out = !keeps_back};
  if (!keeps_front) {
    const std::size_t lead = std::min(to_samples(wish.lead_ms), bounds.first_sound);
    cut.start = std::max(bounds.first_sound - lead, bounds.from * kFrameSamples);
  }
  if (!keeps_back) {
    const std::size_t wished_end = bounds.end_of_sound + to_samples(wish.tail_ms);
    cut.end = std::min({wished_end, bounds.to * kFrameSamples, total});
    cut.zeros = wished_end - std::min(wished_end, cut.end);
  }
  cut.start = std::min(cut.start, cut.end);
  cut.fades_in = cut.start > 0;
  return cut;
}

std::vector<float> cut_piece(const EdgeCut& cut, std::size_t offset, std::span<const float> piece) {
  const std::size_t first = std::max(cut.start, offset);
  const std::size_t last = std::min(cut.end, offset + piece.size());
  std::vector<float> kept;
  for (std::size_t at = first; at < last; ++at) {
    float sample = piece[at - offset];
    if (cut.fades_in && at - cut.start < kFadeSamples) sample *= fade(at - cut.start);
    if (cut.fades_out && cut.end - 1 - at < kFadeSamples) sample *= fade(cut.end - 1 - at);
    kept.push_back(sample);
  }
  const bool ends_here = offset < cut.end && cut.end <= offset + piece.size();
  if (ends_here) kept.resize(kept.size() + cut.zeros, 0.0F);
  return kept;
}

}  // namespace tts
