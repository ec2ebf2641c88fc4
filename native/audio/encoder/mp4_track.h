// What an MP4 file says of the sound in its one track.
#pragma once

#include <algorithm>
#include <cstdint>

#include "audio/encoder/aac_codec.h"
#include "audio/encoder/byte_order.h"

namespace tts {

/// The unit of every time is one sample.
struct Mp4Track {
  std::uint32_t sample_rate = 0;  // Hz
  std::uint32_t bits_per_sec = 0;
  Bytes config;               // AudioSpecificConfig
  std::uint64_t priming = 0;  // samples a decoder gives before the sound
  std::uint64_t samples = 0;  // of the sound; 0 while it is not known
};

/// One access unit as a file counts it.
struct Mp4Unit {
  std::uint32_t bytes = 0;
  std::uint32_t samples = 0;
};

[[nodiscard]] inline Mp4Track track_of(const AacCodec& codec, int sample_rate) {
  return {.sample_rate = static_cast<std::uint32_t>(sample_rate),
          .bits_per_sec = static_cast<std::uint32_t>(codec.bitrate_kbps() * 1000),
          .config = codec.config(),
          .priming = codec.priming(),
          .samples = 0};
}

/// Access unit number `index`, cut off where priming and sound end: the codec fills the last one up.
[[nodiscard]] inline Mp4Unit unit_of(const Mp4Track& track, std::uint64_t index, std::size_t bytes) {
  const std::uint64_t end = track.priming + track.samples;
  const std::uint64_t start = std::min(end, index * kAccessUnitSamples);
  return {.bytes = static_cast<std::uint32_t>(bytes),
          .samples = static_cast<std::uint32_t>(std::min<std::uint64_t>(kAccessUnitSamples, end - start))};
}

}  // namespace tts
