// Keeps peaks below full scale without distortion: a look-ahead limiter. One per utterance; one thread at a
// time.
#pragma once

#include <deque>
#include <span>
#include <vector>

namespace tts {

/// Delays by kLookAhead samples inside; what comes out in total is as long as what went in.
class Limiter {
 public:
  static constexpr float kCeiling = 0.891251F;    // -1 dBFS
  static constexpr std::size_t kLookAhead = 120;  // samples: 5 ms
  static constexpr float kRelease = 0.9992F;      // per sample: back within about 50 ms

  /// Takes samples, returns those that are decided by now.
  [[nodiscard]] std::vector<float> push(std::span<const float> samples);

  /// Returns the rest. Nothing may follow.
  [[nodiscard]] std::vector<float> finish();

 private:
  float next_gain(float sample);

  std::deque<float> delayed_;  // samples not yet out
  std::deque<float> gains_;    // released gain of the last kLookAhead samples, averaged into a ramp
  double gain_sum_ = 0.0;
  std::deque<std::pair<std::size_t, float>>
      lowest_;  // rising (sample, needed gain): front is the window's lowest
  std::size_t taken_ = 0;
  float released_ = 1.0F;
};

}  // namespace tts
