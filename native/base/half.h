// IEEE 754 half precision in memory, for tables: not every compiler has the type.
#pragma once

#include <bit>
#include <cmath>
#include <cstdint>

namespace tts {

/// Rounds to nearest, ties to even; beyond the range it is infinity, below it zero (subnormals are kept).
[[nodiscard]] inline std::uint16_t to_half(float value) {
  const auto bits = std::bit_cast<std::uint32_t>(value);
  const auto sign = static_cast<std::uint16_t>(bits >> 16 & 0x8000U);
  const float magnitude = std::fabs(value);
  if (std::isnan(value)) return sign | 0x7E00U;
  if (magnitude >= 65520.0F) return sign | 0x7C00U;
  // Below the smallest normal number, halves are multiples of 2^-24.
  if (magnitude < 0x1p-14F) return sign | static_cast<std::uint16_t>(std::nearbyint(magnitude * 0x1p24F));
  const std::uint32_t rebased = (bits & 0x7FFFFFFFU) - (112U << 23);
  const std::uint32_t rounded = rebased + 0xFFFU + (rebased >> 13 & 1U);
  return sign | static_cast<std::uint16_t>(rounded >> 13);
}

[[nodiscard]] inline float from_half(std::uint16_t half) {
  const std::uint32_t sign = static_cast<std::uint32_t>(half & 0x8000U) << 16;
  const std::uint32_t magnitude = half & 0x7FFFU;
  if (magnitude >= 0x7C00U) return std::bit_cast<float>(sign | 0x7F800000U | (magnitude & 0x3FFU) << 13);
  if (magnitude < 0x400U)
    return std::bit_cast<float>(sign |
                                std::bit_cast<std::uint32_t>(static_cast<float>(magnitude) * 0x1p-24F));
  return std::bit_cast<float>(sign | ((magnitude << 13) + (112U << 23)));
}

}  // namespace tts
