// RIFF/WAVE with 16-bit PCM: a 44-byte header, then samples, nothing after them (spec: openai.md, section 3).
#pragma once

#include <optional>

#include "audio/encoder/encoder.h"

namespace tts {

/// The header for `data_bytes` of audio; without a number both size fields say "unknown" (0xFFFFFFFF), and so they do
/// for more than the field can hold.
[[nodiscard]] Bytes wav_header(std::optional<std::uint64_t> data_bytes);

class WavEncoder final : public Encoder {
 public:
  [[nodiscard]] Bytes encode(std::span<const float> samples) override;
  [[nodiscard]] Bytes finish() override;
  [[nodiscard]] Bytes final_head() const override { return wav_header(data_bytes_); }

 private:
  bool has_header_ = false;
  std::uint64_t data_bytes_ = 0;
};

}  // namespace tts
