// 16-bit little-endian samples without a container.
#pragma once

#include "audio/encoder/encoder.h"
#include "audio/pcm.h"

namespace tts {

class PcmEncoder final : public Encoder {
 public:
  [[nodiscard]] Bytes encode(std::span<const float> samples) override {
    Bytes bytes;
    append_pcm16(samples, bytes);
    return bytes;
  }
  [[nodiscard]] Bytes finish() override { return {}; }
};

}  // namespace tts
