// AAC-LC in fragmented MP4: the head at once, then a fragment for every quarter of a second.
#pragma once

#include "audio/encoder/encoder.h"
#include "audio/encoder/mp4_track.h"

namespace tts {

class Mp4FragmentEncoder final : public Encoder {
 public:
  /// Throws Error(kEncoderFailed).
  explicit Mp4FragmentEncoder(const AudioFormatWish& wish);

  [[nodiscard]] Bytes encode(std::span<const float> samples) override;
  [[nodiscard]] Bytes finish() override;

 private:
  void add(const std::vector<Bytes>& units, Bytes& bytes);
  void end_fragment(Bytes& bytes);
  [[nodiscard]] Bytes head_once();

  const std::size_t units_per_fragment_;
  AacCodec codec_;
  Mp4Track track_;             // its length: what has been taken so far
  std::vector<Mp4Unit> held_;  // the fragment to come, and its bytes
  Bytes held_bytes_;
  bool has_head_ = false;
  std::uint32_t fragments_ = 0;
  std::uint64_t units_ = 0;  // in fragments that have ended
};

}  // namespace tts
