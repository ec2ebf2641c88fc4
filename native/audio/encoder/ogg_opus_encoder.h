// Ogg Opus (RFC 7845): VBR, application audio, packets of 20 ms, five of them to a page.
#pragma once

#include <vector>

#include "audio/encoder/encoder.h"
#include "audio/encoder/ogg_stream.h"

namespace tts {

class OggOpusEncoder final : public Encoder {
 public:
  /// Bitrate: 64 kbit/s, or what is wished between 6 and 510. Throws Error(kEncoderFailed).
  explicit OggOpusEncoder(const AudioFormatWish& wish);
  ~OggOpusEncoder() override;

  [[nodiscard]] Bytes encode(std::span<const float> samples) override;
  [[nodiscard]] Bytes finish() override;

 private:
  struct Codec;

  void write_head();
  void write_packet(bool is_last);

  const AudioFormatWish wish_;
  const std::size_t packet_samples_;  // at the wished rate
  std::unique_ptr<Codec> codec_;
  OggStream ogg_;
  std::vector<float> held_;  // samples of the packet to come
  std::uint64_t samples_ = 0;
  std::uint64_t packets_ = 0;
  std::uint64_t pre_skip_ = 0;  // at 48 kHz, in which Ogg Opus counts
};

}  // namespace tts
