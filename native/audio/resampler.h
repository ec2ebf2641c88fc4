// From the model's 24 kHz to the rate a client wants. One per utterance; one thread at a time.
#pragma once

#include <cstdint>
#include <memory>
#include <span>
#include <vector>

struct soxr;

namespace tts {

/// Windowed-sinc polyphase filter of libsoxr at its HQ setting: flat within 0.1 dB to 0.9 of the lower
/// Nyquist frequency, at least 90 dB down beyond it (measured in test/native/resampler_test.cc). Keeps its
/// state from block to block; the samples do not depend on how they were cut.
class Resampler {
 public:
  /// `rate` in Hz. Throws Error(kEncoderFailed).
  explicit Resampler(int rate);

  /// Takes samples at 24 kHz, returns those at the new rate that are decided by now.
  [[nodiscard]] std::vector<float> push(std::span<const float> samples);

  /// Returns the rest: in total exactly taken * rate / 24000 samples, rounded up. Nothing may follow.
  [[nodiscard]] std::vector<float> finish();

 private:
  struct Deleter {
    void operator()(soxr* state) const noexcept;
  };

  [[nodiscard]] std::vector<float> process(const float* samples, std::size_t count);

  const int rate_;
  std::unique_ptr<soxr, Deleter> state_;
  std::uint64_t taken_ = 0;
  std::uint64_t given_ = 0;
};

}  // namespace tts
