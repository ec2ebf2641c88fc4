#include "audio/encoder/g711.h"

#include <algorithm>
#include <bit>

namespace tts {
namespace {

constexpr int kMulawBias = 33;    // on the 14-bit scale: makes segments start at powers of two
constexpr int kMulawClip = 8158;  // largest 14-bit magnitude that has a code
constexpr std::uint8_t kMulawInversion = 0x7F;
constexpr std::uint8_t kAlawInversion = 0x55;
constexpr std::uint8_t kPositive = 0x80;

// Segments double in width; the first one holds what fits into `bits` bits.
int segment_of(int magnitude, int bits) noexcept {
  return std::max(0, static_cast<int>(std::bit_width(static_cast<unsigned>(magnitude))) - bits);
}

}  // namespace

std::uint8_t to_mulaw(std::int16_t sample) noexcept {
  const bool is_negative = sample < 0;
  const int linear = (is_negative ? -sample : sample) / 4;  // 13 bits and the sign
  const int magnitude = std::min(linear, kMulawClip) + kMulawBias;
  const int segment = segment_of(magnitude, 6);
  const int code = segment << 4 | ((magnitude >> (segment + 1)) & 0x0F);
  return static_cast<std::uint8_t>((code ^ kMulawInversion) | (is_negative ? 0 : kPositive));
}

std::uint8_t to_alaw(std::int16_t sample) noexcept {
  const bool is_negative = sample < 0;
  const int magnitude = (is_negative ? -1 - sample : sample) / 8;  // 12 bits and the sign
  const int segment = segment_of(magnitude, 5);
  const int shift = std::max(1, segment);  // the first two segments have one step size
  const int code = segment << 4 | ((magnitude >> shift) & 0x0F);
  return static_cast<std::uint8_t>((code ^ kAlawInversion) | (is_negative ? 0 : kPositive));
}

}  // namespace tts
