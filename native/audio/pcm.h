// Float samples to 16-bit PCM. Pure; any thread.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

namespace tts {

/// Clamps to [-1, 1], turns NaN and infinities into 0, rounds x * 32767.
[[nodiscard]] std::int16_t to_pcm16(float sample) noexcept;

/// The same, two bytes a sample, little-endian, appended to `bytes`.
void append_pcm16(std::span<const float> samples, std::vector<std::uint8_t>& bytes);

}  // namespace tts
