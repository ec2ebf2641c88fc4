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
unsigned segment_of(unsigned magnitude, unsigned bits) noexcept {
  const auto width = static_cast<unsigned>(std::bit_width(magnitude));
  return width > bits ? width - bits : 0U;
}

}  // namespace

std::uint8_t to_mulaw(std::int16_t sample) noexcept {
  const bool is_negative = sample < 0;
  const int linear = (is_negative ? -sample : sample) / 4;  // 13 bits and the sign
  const auto magnitude = static_cast<unsigned>(std::min(linear, kMulawClip) + kMulawBias);
  const unsigned segment = segment_of(magnitude, 6);
  const unsigned code = segment << 4U | (magnitude >> (segment + 1U) & 0x0FU);
  return static_cast<std::uint8_t>((code ^ kMulawInversion) | (is_negative ? 0U : kPositive));
}

std::uint8_t to_alaw(std::int16_t sample) noexcept {
  const bool is_negative = sample < 0;
  const auto magnitude =
      static_cast<unsigned>((is_negative ? -1 - sample : sample) / 8);  // 12 bits and the sign
  const unsigned segment = segment_of(magnitude, 5);
  const unsigned shift = std::max(1U, segment);  // the first two segments have one step size
  const unsigned code = segment << 4U | (magnitude >> shift & 0x0FU);
  return static_cast<std::uint8_t>((code ^ kAlawInversion) | (is_negative ? 0U : kPositive));
}

}  // namespace tts
