#include "audio/limiter.h"

#include <algorithm>
#include <cmath>

namespace tts {

// The gain a sample needs is held back by the look-ahead (lowest of the window), rises slowly (release), and
// is averaged over one more window, so that it is down when the peak arrives: every sample leaves at most at
// kCeiling.
float Limiter::next_gain(float sample) {
  const float level = std::fabs(sample);
  const float needed = level > kCeiling ? kCeiling / level : 1.0F;
  while (!lowest_.empty() && lowest_.back().second >= needed) lowest_.pop_back();
  lowest_.emplace_back(taken_, needed);
  if (lowest_.front().first + kLookAhead < taken_) lowest_.pop_front();
  ++taken_;
  released_ = std::min(lowest_.front().second, 1.0F - (1.0F - released_) * kRelease);
  gains_.push_back(released_);
  gain_sum_ += released_;
  if (gains_.size() > kLookAhead) {
    gain_sum_ -= gains_.front();
    gains_.pop_front();
  }
  return static_cast<float>(gain_sum_ / static_cast<double>(gains_.size()));
}

std::vector<float> Limiter::push(std::span<const float> samples) {
  std::vector<float> out;
  out.reserve(samples.size());
  for (const float raw : samples) {
    const float sample = std::isfinite(raw) ? raw : 0.0F;  // C11: what is no number is silence
    const float gain = next_gain(sample);
    delayed_.push_back(sample);
    if (delayed_.size() <= kLookAhead) continue;
    out.push_back(std::clamp(delayed_.front() * gain, -1.0F, 1.0F));
    delayed_.pop_front();
  }
  return out;
}

std::vector<float> Limiter::finish() {
  const std::vector<float> silence(kLookAhead, 0.0F);  // pushes out all that is delayed, itself stays
  return push(silence);
}

}  // namespace tts
