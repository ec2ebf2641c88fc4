#include "audio/encoder/mpeg_frame.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdlib>
#include <span>

namespace tts {
namespace {

// ISO 11172-3 and 13818-3, layer III, in kbit/s; the index of a bitrate in the header is its place here.
constexpr std::array kMpeg1Bitrates{0, 32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320};
constexpr std::array kMpeg2Bitrates{0, 8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160};

struct Version {
  std::span<const int> bitrates;
  int highest_kbps;
  unsigned header_bits;
  int base_rate;          // Hz; the version has this rate, and the two of the family beside it
  int kbps_to_bytes;      // samples of a frame / 8, for kbit
  std::size_t side_info;  // bytes of a mono frame
};

Version version_of(int sample_rate) {
  if (sample_rate >= 32'000) return {kMpeg1Bitrates, 320, 0b11, 44'100, 144'000, 17};
  if (sample_rate >= 16'000) return {kMpeg2Bitrates, 160, 0b10, 22'050, 72'000, 9};
  return {kMpeg2Bitrates, 64, 0b00, 11'025, 72'000, 9};
}

// 44.1, 48 and 32 kHz, halves and quarters of them: 0, 1, 2.
unsigned rate_index(int sample_rate, int base_rate) {
  if (sample_rate == base_rate) return 0;
  return sample_rate > base_rate ? 1 : 2;
}

constexpr int kLowestKbps = 32;
constexpr unsigned kTagBytes = 4 + 4 + 4 + 4 + 100 + 4 + 36;
constexpr unsigned kAllFields = 0x0F;  // frames, bytes, table of contents, quality
constexpr unsigned kConstantBitrate = 1;

void append_contents(Bytes& bytes) {  // where each hundredth begins, of 256: even, the bitrate is constant
  for (unsigned i = 0; i < 100; ++i) bytes.push_back(static_cast<std::uint8_t>(i * 256 / 100));
}

void append_lame_extension(Bytes& bytes, const Mp3Stream& stream) {
  append(bytes, "LAME3.100");
  bytes.push_back(kConstantBitrate);  // tag revision 0
  bytes.push_back(0);                 // lowpass: not told
  append_zeros(bytes, 8);             // replay gain: not told
  bytes.push_back(0);
  bytes.push_back(static_cast<std::uint8_t>(std::min(stream.bitrate_kbps, 255)));
  const auto gaps = static_cast<std::uint32_t>(stream.delay << 12 | (stream.padding & 0xFFF));
  for (const unsigned shift : {16U, 8U, 0U}) bytes.push_back(static_cast<std::uint8_t>(gaps >> shift));
  append_zeros(bytes, 4);  // mode, gain, preset: not told
}

}  // namespace

int nearest_mp3_bitrate(int sample_rate, int wished_kbps) {
  const Version version = version_of(sample_rate);
  const int wished = std::clamp(wished_kbps, kLowestKbps, version.highest_kbps);
  return *std::ranges::min_element(version.bitrates, {}, [&](int kbps) { return std::abs(kbps - wished); });
}

Bytes info_frame(const Mp3Stream& stream) {
  const Version version = version_of(stream.sample_rate);
  const auto size = [&](int kbps) {
    return static_cast<std::size_t>(version.kbps_to_bytes * kbps / stream.sample_rate);
  };
  const std::size_t least = 4 + version.side_info + kTagBytes;
  const auto bitrate = std::ranges::find_if(
      version.bitrates, [&](int kbps) { return kbps >= stream.bitrate_kbps && size(kbps) >= least; });

  Bytes frame{0xFF,
              static_cast<std::uint8_t>(0xE0U | version.header_bits << 3U | 0b011U)};  // layer III, no CRC
  const auto index = static_cast<unsigned>(bitrate - version.bitrates.begin());
  frame.push_back(
      static_cast<std::uint8_t>(index << 4U | rate_index(stream.sample_rate, version.base_rate) << 2U));
  frame.push_back(0xC4);  // mono, original
  append_zeros(frame, version.side_info);
  append(frame, "Info");
  append_big_endian<std::uint32_t>(frame, kAllFields);
  append_big_endian<std::uint32_t>(frame, stream.frames);
  append_big_endian<std::uint32_t>(frame, stream.bytes + static_cast<std::uint32_t>(size(*bitrate)));
  append_contents(frame);
  append_big_endian<std::uint32_t>(frame, 0);  // quality: not told
  append_lame_extension(frame, stream);
  append_big_endian<std::uint32_t>(frame, stream.bytes + static_cast<std::uint32_t>(size(*bitrate)));
  append_big_endian<std::uint16_t>(frame, stream.crc);
  append_big_endian<std::uint16_t>(frame, crc16(frame, 0));
  frame.resize(size(*bitrate), 0);
  return frame;
}

std::uint16_t crc16(const Bytes& bytes, std::uint16_t crc) {
  std::uint32_t state = crc;
  for (const std::uint8_t byte : bytes) {
    state ^= byte;
    for (int bit = 0; bit < 8; ++bit) state = (state & 1U) != 0 ? state >> 1U ^ 0xA001U : state >> 1U;
  }
  return static_cast<std::uint16_t>(state);
}

}  // namespace tts
