// One byte a sample, without a container: mu-law or A-law.
#pragma once

#include "audio/encoder/encoder.h"
#include "audio/encoder/g711.h"
#include "audio/pcm.h"

namespace tts {

class G711Encoder final : public Encoder {
 public:
  using Law = std::uint8_t (*)(std::int16_t) noexcept;

  explicit G711Encoder(Law law) : law_(law) {}

  [[nodiscard]] Bytes encode(std::span<const float> samples) override {
    Bytes bytes;
    bytes.reserve(samples.size());
    for (const float sample : samples) bytes.push_back(law_(to_pcm16(sample)));
    return bytes;
  }
  [[nodiscard]] Bytes finish() override { return {}; }

 private:
  const Law law_;
};

}  // namespace tts
