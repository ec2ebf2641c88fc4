// Stands before every codec: it gets finite samples within [-1, 1] at its own rate, and nothing else.
#pragma once

#include <optional>

#include "audio/encoder/encoder.h"
#include "audio/resampler.h"

namespace tts {

class ConditionedEncoder final : public Encoder {
 public:
  ConditionedEncoder(std::unique_ptr<Encoder> codec, int sample_rate) : codec_(std::move(codec)) {
    if (sample_rate != kSampleRate) resampler_.emplace(sample_rate);
  }

  [[nodiscard]] Bytes encode(std::span<const float> samples) override;
  [[nodiscard]] Bytes finish() override;
  [[nodiscard]] Head final_head() const override { return codec_->final_head(); }

 private:
  std::unique_ptr<Encoder> codec_;
  std::optional<Resampler> resampler_;
};

}  // namespace tts
