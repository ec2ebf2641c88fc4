// Float samples to 16-bit little-endian PCM. Pure; any thread.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

namespace tts {

/// Clamps to [-1, 1], turns NaN and infinities into 0, rounds x * 32767. Two bytes a sample, appended to `bytes`.
void append_pcm16(std::span<const float> samples, std::vector<std::uint8_t>& bytes);

}  // namespace tts
