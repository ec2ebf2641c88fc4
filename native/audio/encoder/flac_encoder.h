// Native FLAC, 16 bit, level 5 of libFLAC.
#pragma once

#include "audio/encoder/encoder.h"

namespace tts {

class FlacEncoder final : public Encoder {
 public:
  /// Streamed, the head says that length and MD5 are unknown. Throws Error(kEncoderFailed).
  explicit FlacEncoder(const AudioFormatWish& wish);
  ~FlacEncoder() override;

  [[nodiscard]] Bytes encode(std::span<const float> samples) override;
  [[nodiscard]] Bytes finish() override;
  [[nodiscard]] Head final_head() const override { return {.bytes = head_, .replaces = head_.size()}; }

 private:
  struct Stream;  // libFLAC's state and what its callbacks write

  [[nodiscard]] Bytes taken();

  std::unique_ptr<Stream> stream_;
  Bytes head_;
};

}  // namespace tts
