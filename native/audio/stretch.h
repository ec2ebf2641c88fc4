// Time stretched with the pitch kept, for paces that durations alone would not survive. One per segment; one
// thread at a time.
#pragma once

#include <cstddef>
#include <memory>
#include <span>
#include <vector>

struct sonicStreamStruct;

namespace tts {

/// How a pace is shared between the model's durations and the stretcher.
struct Pace {
  float model = 1.0F;    // divides durations
  float stretch = 1.0F;  // divides the decoded sound's length
};

/// The model follows from 0.5 to 1.5; beyond that more and more tokens have a single frame, and words lose
/// sounds (at 2 three in four). Where the border serves the ear best is not settled: `bench/quality`
/// compares.
[[nodiscard]] Pace share_pace(float speed);

/// Length after stretching, in samples.
[[nodiscard]] std::size_t stretched_samples(std::size_t samples, float factor);

/// libsonic: pitch-synchronous overlap-add, made for fast speech. 16-bit inside.
class Stretch {
 public:
  /// `total`: samples that will be pushed; 2 as `factor` halves their number. Throws Error(kInferenceFailed)
  /// without memory.
  Stretch(float factor, std::size_t total);

  /// What is decided by now. All together the pushes give exactly stretched_samples(total, factor), the last
  /// one the rest.
  [[nodiscard]] std::vector<float> push(std::span<const float> samples);

 private:
  struct Deleter {
    void operator()(sonicStreamStruct* state) const noexcept;
  };
  std::unique_ptr<sonicStreamStruct, Deleter> state_;
  std::size_t awaited_;  // samples that are still to be pushed
  std::size_t owed_;     // samples that are still to be given
};

}  // namespace tts
