#include <gtest/gtest.h>

#include "encoded.h"

namespace tts {
namespace {

constexpr std::size_t kStreamInfoAt = 8;

std::uint64_t total_samples(const Bytes& bytes) {
  return big_endian(bytes, kStreamInfoAt + 13, 5) & 0xFFFFFFFFFU;
}

bool has_md5(const Bytes& bytes) {
  return std::any_of(bytes.begin() + kStreamInfoAt + 18, bytes.begin() + kStreamInfoAt + 34,
                     [](std::uint8_t byte) { return byte != 0; });
}

TEST(FlacEncoder, StreamsWithoutTotalsAndMd5) {
  const Bytes bytes = encoded({.format = AudioFormat::kFlac}, sound(12'345));
  EXPECT_EQ(text_at(bytes, 0, 4), "fLaC");
  EXPECT_EQ(bytes.at(4) & 0x7FU, 0U);
  EXPECT_EQ(big_endian(bytes, 5, 3), 34U);
  EXPECT_EQ(big_endian(bytes, kStreamInfoAt + 10, 3) >> 4U, 24'000U);
  EXPECT_EQ(total_samples(bytes), 0U);
  EXPECT_FALSE(has_md5(bytes));
}

TEST(FlacEncoder, FillsInTotalsAndMd5AtTheEnd) {
  for (const std::size_t length : {1U, 119U, 12'345U}) {
    const Bytes bytes = encoded({.format = AudioFormat::kFlac, .streamed = false}, sound(length));
    EXPECT_EQ(total_samples(bytes), length);
    EXPECT_TRUE(has_md5(bytes));
    EXPECT_EQ(big_endian(bytes, kStreamInfoAt + 10, 3) >> 4U, 24'000U);
    EXPECT_EQ(big_endian(bytes, kStreamInfoAt + 12, 2) >> 4U & 0x1FU, 15U);  // bits a sample, less one
    EXPECT_GT(big_endian(bytes, kStreamInfoAt + 7, 3), 0U);                  // largest frame
  }
}

TEST(FlacEncoder, SplitsFieldsThatShareAByte) {
  const Bytes bytes =
      encoded({.format = AudioFormat::kFlac, .sample_rate = 44'100, .streamed = false}, sound(48'000));
  EXPECT_EQ(big_endian(bytes, kStreamInfoAt + 10, 3) >> 4U, 44'100U);
  EXPECT_EQ(total_samples(bytes), 88'200U);
}

}  // namespace
}  // namespace tts
