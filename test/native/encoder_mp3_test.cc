#include <gtest/gtest.h>

#include "audio/encoder/mpeg_frame.h"
#include "encoded.h"

namespace tts {
namespace {

std::size_t tag_size(const Bytes& bytes) { return 10 + big_endian(bytes, 6, 4); }

// Bytes of the frame whose header stands at `at`: MPEG-2, 24 kHz, mono.
std::size_t frame_size(const Bytes& bytes, std::size_t at) {
  constexpr std::array<std::size_t, 15> kKbps{0, 8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160};
  EXPECT_EQ(big_endian(bytes, at, 2), 0xFFF3U);
  EXPECT_EQ(bytes.at(at + 2) >> 2U & 3U, 1U);
  EXPECT_EQ(bytes.at(at + 3) >> 6U, 3U);
  return 3 * kKbps.at(bytes.at(at + 2) >> 4U);
}

std::vector<std::size_t> frames_of(const Bytes& bytes, std::size_t from) {
  std::vector<std::size_t> frames;
  for (std::size_t at = from; at < bytes.size(); at += frame_size(bytes, at)) frames.push_back(at);
  EXPECT_EQ(frames.empty() ? from : frames.back() + frame_size(bytes, frames.back()), bytes.size());
  return frames;
}

TEST(Mp3Encoder, StreamsATagWithTheEncodersNameAndThenFrames) {
  const Bytes bytes = encoded({.format = AudioFormat::kMp3}, sound(12'345));
  EXPECT_EQ(text_at(bytes, 0, 3), "ID3");
  EXPECT_EQ(bytes.at(3), 4);
  EXPECT_EQ(text_at(bytes, 10, 4), "TSSE");
  EXPECT_EQ(big_endian(bytes, 14, 4) + 20, tag_size(bytes));
  EXPECT_EQ(text_at(bytes, 21, 13), "kokoro-native");
  const auto frames = frames_of(bytes, tag_size(bytes));
  EXPECT_GE(frames.size() * 576, 12'345U + 576);
  for (const std::size_t frame : frames) ASSERT_EQ(frame_size(bytes, frame), 384U);  // 128 kbit/s
  EXPECT_EQ(text_at(bytes, 0, bytes.size()).find("Info"), std::string::npos);
  EXPECT_EQ(text_at(bytes, 0, bytes.size()).find("Xing"), std::string::npos);
}

TEST(Mp3Encoder, TellsTheExactLengthInAnInfoFrameWhenItIsNotStreamed) {
  for (const int kbps : {32, 64, 160}) {
    for (const std::size_t length : {0U, 1U, 119U, 12'345U}) {
      const Bytes bytes =
          encoded({.format = AudioFormat::kMp3, .bitrate_kbps = kbps, .streamed = false}, sound(length));
      const std::size_t info = tag_size(bytes);
      const std::size_t first = info + frame_size(bytes, info);
      ASSERT_EQ(text_at(bytes, info + 13, 4), "Info");
      EXPECT_EQ(big_endian(bytes, info + 17, 4), 0x0FU);
      const std::uint64_t frames = big_endian(bytes, info + 21, 4);
      EXPECT_EQ(frames, frames_of(bytes, first).size());
      EXPECT_EQ(big_endian(bytes, info + 25, 4), bytes.size() - info);
      EXPECT_EQ(frame_size(bytes, first), static_cast<std::size_t>(kbps) * 3);
      EXPECT_EQ(text_at(bytes, info + 133, 4), "LAME");
      const std::uint64_t gaps = big_endian(bytes, info + 154, 3);
      EXPECT_EQ(frames * 576 - (gaps >> 12U) - (gaps & 0xFFFU), length);
      const Bytes music(bytes.begin() + static_cast<std::ptrdiff_t>(first), bytes.end());
      EXPECT_EQ(big_endian(bytes, info + 165, 2), crc16(music, 0));
      const Bytes tag(bytes.begin() + static_cast<std::ptrdiff_t>(info),
                      bytes.begin() + static_cast<std::ptrdiff_t>(info) + 167);
      EXPECT_EQ(big_endian(bytes, info + 167, 2), crc16(tag, 0));
    }
  }
}

TEST(Mp3Bitrate, IsTheNearestTheSampleRateHas) {
  EXPECT_EQ(nearest_mp3_bitrate(24'000, 128), 128);
  EXPECT_EQ(nearest_mp3_bitrate(24'000, 320), 160);
  EXPECT_EQ(nearest_mp3_bitrate(44'100, 320), 320);
  EXPECT_EQ(nearest_mp3_bitrate(44'100, 150), 160);
  EXPECT_EQ(nearest_mp3_bitrate(24'000, 150), 144);
  EXPECT_EQ(nearest_mp3_bitrate(24'000, 1), 32);
  EXPECT_EQ(nearest_mp3_bitrate(8000, 128), 64);
}

TEST(Crc16, GivesTheCheckValueOfItsKind) {
  const std::string digits = "123456789";
  EXPECT_EQ(crc16({digits.begin(), digits.end()}, 0), 0xBB3DU);  // CRC-16/ARC
}

}  // namespace
}  // namespace tts
