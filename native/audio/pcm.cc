#include "audio/pcm.h"

#include <algorithm>
#include <cmath>

namespace tts {

std::int16_t to_pcm16(float sample) noexcept {
  const float clean = std::isfinite(sample) ? std::clamp(sample, -1.0F, 1.0F) : 0.0F;
  return static_cast<std::int16_t>(std::lrint(clean * 32767.0F));
}

void append_pcm16(std::span<const float> samples, std::vector<std::uint8_t>& bytes) {
  bytes.reserve(bytes.size() + samples.size() * 2);
  for (const float sample : samples) {
    const auto value = static_cast<std::uint16_t>(to_pcm16(sample));
    bytes.push_back(static_cast<std::uint8_t>(value & 0xFFU));
    bytes.push_back(static_cast<std::uint8_t>(value >> 8U));
  }
}

}  // namespace tts
