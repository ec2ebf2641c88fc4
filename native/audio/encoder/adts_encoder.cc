#include "audio/encoder/adts_encoder.h"

namespace tts {
namespace {

constexpr std::size_t kHeaderBytes = 7;

// ISO 14496-3, 1.A.3.2: MPEG-4, no checksum, a full bit reservoir is not promised (0x7FF: variable rate).
void append_header(Bytes& bytes, const Bytes& config, std::size_t unit_bytes) {
  // The config begins with 5 bits of object type, 4 of rate index, 4 of channels.
  const unsigned type = config.at(0) >> 3U;
  const unsigned rate = (config.at(0) & 0x07U) << 1U | config.at(1) >> 7U;
  const unsigned channels = config.at(1) >> 3U & 0x0FU;
  const auto size = static_cast<unsigned>(kHeaderBytes + unit_bytes);
  bytes.push_back(0xFF);
  bytes.push_back(0xF1);
  bytes.push_back(static_cast<std::uint8_t>((type - 1) << 6U | rate << 2U | channels >> 2U));
  bytes.push_back(static_cast<std::uint8_t>((channels & 3U) << 6U | size >> 11U));
  bytes.push_back(static_cast<std::uint8_t>(size >> 3U));
  bytes.push_back(static_cast<std::uint8_t>((size & 7U) << 5U | 0x1FU));
  bytes.push_back(0xFC);
}

}  // namespace

Bytes AdtsEncoder::framed(const std::vector<Bytes>& units) const {
  Bytes bytes;
  for (const Bytes& unit : units) {
    append_header(bytes, codec_.config(), unit.size());
    append(bytes, unit);
  }
  return bytes;
}

}  // namespace tts
