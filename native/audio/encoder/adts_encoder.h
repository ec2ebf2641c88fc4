// AAC-LC as a stream of ADTS frames, each with a header of its own.
#pragma once

#include "audio/encoder/aac_codec.h"
#include "audio/encoder/encoder.h"

namespace tts {

class AdtsEncoder final : public Encoder {
 public:
  /// Throws Error(kEncoderFailed).
  explicit AdtsEncoder(const AudioFormatWish& wish) : codec_(wish) {}

  [[nodiscard]] Bytes encode(std::span<const float> samples) override {
    return framed(codec_.encode(samples));
  }
  [[nodiscard]] Bytes finish() override { return framed(codec_.finish()); }

 private:
  [[nodiscard]] Bytes framed(const std::vector<Bytes>& units) const;

  AacCodec codec_;
};

}  // namespace tts
