// MPEG audio layer III at a constant bitrate, by LAME, behind an ID3v2.4 tag.
#pragma once

#include "audio/encoder/encoder.h"

struct lame_global_struct;

namespace tts {

class Mp3Encoder final : public Encoder {
 public:
  /// Bitrate: 128 kbit/s, or what is wished, as near as the sample rate allows. Streamed there is no Info
  /// frame. Throws Error(kEncoderFailed).
  explicit Mp3Encoder(const AudioFormatWish& wish);

  [[nodiscard]] Bytes encode(std::span<const float> samples) override;
  [[nodiscard]] Bytes finish() override;

  /// The tag and an Info frame, in place of the tag.
  [[nodiscard]] Head final_head() const override;

 private:
  struct Closer {
    void operator()(lame_global_struct* lame) const noexcept;
  };

  [[nodiscard]] Bytes sent(Bytes frames);

  const AudioFormatWish wish_;
  const int bitrate_kbps_;
  std::unique_ptr<lame_global_struct, Closer> lame_;
  bool has_tag_ = false;
  std::uint64_t samples_ = 0;
  std::uint64_t frame_bytes_ = 0;
  std::uint16_t crc_ = 0;
};

}  // namespace tts
