// AAC-LC in one MP4 file whose tables come before the sound, with an edit list that gives back its exact
// length.
#pragma once

#include "audio/encoder/encoder.h"
#include "audio/encoder/mp4_track.h"

namespace tts {

class Mp4FileEncoder final : public Encoder {
 public:
  /// Throws Error(kEncoderFailed).
  explicit Mp4FileEncoder(const AudioFormatWish& wish);

  [[nodiscard]] Bytes encode(std::span<const float> samples) override;
  [[nodiscard]] Bytes finish() override;

  /// The tables: they are as long as the sound makes them, so more comes in than goes out. Without them the
  /// bytes are no file. Throws Error(kEncoderFailed) beyond 4 GiB.
  [[nodiscard]] Head final_head() const override;

 private:
  [[nodiscard]] Bytes sent(const std::vector<Bytes>& units);

  AacCodec codec_;
  Mp4Track track_;
  std::vector<std::uint32_t> sizes_;  // bytes of each access unit
  std::uint64_t unit_bytes_ = 0;
  bool has_head_ = false;
};

}  // namespace tts
