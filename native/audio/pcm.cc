#include "audio/pcm.h"

#include <algorithm>
#include <cmath>

namespace tts {

void append_pcm16(std::span<const float> samples, std::vector<std::uint8_t>& bytes) {
  bytes.reserve(bytes.size() + samples.size() * 2);
  for (const float raw : samples) {
    const float sample = std::isfinite(raw) ? std::clamp(raw, -1.0F, 1.0F) : 0.0F;
    const auto value = static_cast<std::uint16_t>(static_cast<std::int16_t>(std::lrint(sample * 32767.0F)));
    bytes.push_back(static_cast<std::uint8_t>(value & 0xFFU));
    bytes.push_back(static_cast<std::uint8_t>(value >> 8U));
  }
}

}  // namespace tts
