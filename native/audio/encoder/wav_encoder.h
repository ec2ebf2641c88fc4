// RIFF/WAVE: a 44-byte header, then samples, nothing after them (spec: openai.md, section 3).
#pragma once

#include <optional>

#include "audio/encoder/encoder.h"

namespace tts {

enum class WavEncoding : std::uint8_t { kPcm16, kFloat };

/// The header for `data_bytes` of audio; without a number both size fields say "unknown" (0xFFFFFFFF), and so
/// they do for more than the field can hold.
[[nodiscard]] Bytes wav_header(WavEncoding encoding, int sample_rate,
                               std::optional<std::uint64_t> data_bytes);

class WavEncoder final : public Encoder {
 public:
  WavEncoder(WavEncoding encoding, int sample_rate) : encoding_(encoding), sample_rate_(sample_rate) {}

  [[nodiscard]] Bytes encode(std::span<const float> samples) override;
  [[nodiscard]] Bytes finish() override;
  [[nodiscard]] Head final_head() const override;

 private:
  const WavEncoding encoding_;
  const int sample_rate_;
  bool has_header_ = false;
  std::uint64_t data_bytes_ = 0;
};

}  // namespace tts
