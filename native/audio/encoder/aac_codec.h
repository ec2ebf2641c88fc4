// AAC-LC access units by libavcodec, without a container.
#pragma once

#include <cstdint>
#include <memory>
#include <span>
#include <vector>

#include "audio/encoder/audio_format.h"
#include "audio/encoder/byte_order.h"

namespace tts {

inline constexpr std::size_t kAccessUnitSamples = 1024;

class AacCodec {
 public:
  /// Bitrate: 128 kbit/s, or what is wished between 32 and 144, as far as access units of 6144 bits allow at
  /// this sample rate. Throws Error(kEncoderFailed).
  explicit AacCodec(const AudioFormatWish& wish);
  ~AacCodec();
  AacCodec(const AacCodec&) = delete;
  AacCodec& operator=(const AacCodec&) = delete;

  /// Returns the access units that are ready.
  [[nodiscard]] std::vector<Bytes> encode(std::span<const float> samples);

  /// Returns the rest; nothing may follow. Decoded, there are at least priming() samples more than were
  /// encoded.
  [[nodiscard]] std::vector<Bytes> finish();

  /// AudioSpecificConfig (ISO 14496-3), what a decoder must know beforehand.
  [[nodiscard]] const Bytes& config() const { return config_; }

  /// Samples a decoder gives before the sound.
  [[nodiscard]] std::uint64_t priming() const;

  [[nodiscard]] int bitrate_kbps() const { return bitrate_kbps_; }

 private:
  struct State;

  void send(std::span<const float> samples, std::vector<Bytes>& units);
  void receive(std::vector<Bytes>& units);

  const int bitrate_kbps_;
  std::unique_ptr<State> state_;
  Bytes config_;
  std::vector<float> held_;  // samples of the access unit to come
  std::int64_t position_ = 0;
};

}  // namespace tts
