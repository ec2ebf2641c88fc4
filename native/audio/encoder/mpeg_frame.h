// The frames of MPEG audio layer III: bitrates there are, sizes, and the Info frame that tells a file's true
// length.
#pragma once

#include <cstdint>

#include "audio/encoder/byte_order.h"

namespace tts {

/// The bitrate nearest to `wished_kbps` that layer III has at this sample rate: 32 to 64 below 16 kHz, to 160
/// below 32 kHz, to 320 from there.
[[nodiscard]] int nearest_mp3_bitrate(int sample_rate, int wished_kbps);

/// What the Info frame says of the frames behind it.
struct Mp3Stream {
  int sample_rate = 0;  // Hz
  int bitrate_kbps = 0;
  std::uint32_t frames = 0;
  std::uint32_t bytes = 0;  // of all of them
  int delay = 0;            // samples the encoder put before the sound, and behind it
  int padding = 0;
  std::uint16_t crc = 0;  // of all frames
};

/// A silent frame with the `Info` tag and LAME's extension of it, after the description in LAME's VbrTag.c.
/// Its own bitrate is the stream's, or the lowest one with room for the tag.
[[nodiscard]] Bytes info_frame(const Mp3Stream& stream);

/// CRC-16 (polynomial 0x8005, reflected) as the tag uses it, continued from `crc`.
[[nodiscard]] std::uint16_t crc16(const Bytes& bytes, std::uint16_t crc);

}  // namespace tts
