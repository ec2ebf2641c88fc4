#include <gtest/gtest.h>

#include "encoded.h"

namespace tts {
namespace {

struct Page {
  unsigned flags;
  std::uint64_t granule;
  std::size_t packets;
  std::size_t body_at;
};

std::vector<Page> pages_of(const Bytes& bytes) {
  std::vector<Page> pages;
  for (std::size_t at = 0; at < bytes.size();) {
    EXPECT_EQ(text_at(bytes, at, 4), "OggS");
    const std::size_t segments = bytes.at(at + 26);
    std::size_t size = 0;
    std::size_t packets = 0;
    for (std::size_t i = 0; i < segments; ++i) {
      size += bytes.at(at + 27 + i);
      if (bytes.at(at + 27 + i) < 255) ++packets;
    }
    pages.push_back({bytes.at(at + 5), little_endian(bytes, at + 6, 8), packets, at + 27 + segments});
    at += 27 + segments + size;
  }
  return pages;
}

TEST(OggOpusEncoder, BeginsWithTheTwoHeadersOnPagesOfTheirOwn) {
  const Bytes bytes = encoded({.format = AudioFormat::kOpus}, sound(12'345));
  const std::vector<Page> pages = pages_of(bytes);
  const std::size_t head = pages.at(0).body_at;
  EXPECT_EQ(pages[0].flags, 2U);  // begin of stream
  EXPECT_EQ(text_at(bytes, head, 8), "OpusHead");
  EXPECT_EQ(bytes.at(head + 8), 1);
  EXPECT_EQ(bytes.at(head + 9), 1);
  EXPECT_GT(little_endian(bytes, head + 10, 2), 0U);
  EXPECT_EQ(little_endian(bytes, head + 12, 4), 24'000U);
  EXPECT_EQ(text_at(bytes, pages.at(1).body_at, 8), "OpusTags");
  EXPECT_EQ(pages[1].granule, 0U);
}

TEST(OggOpusEncoder, EndsItsPagesAfter100MsAndTellsTheExactEndOnTheLast) {
  for (const std::size_t length : {0U, 1U, 119U, 480U, 2400U, 12'345U, 240'000U}) {
    const Bytes bytes = encoded({.format = AudioFormat::kOpus}, sound(length), 480);
    const std::vector<Page> pages = pages_of(bytes);
    ASSERT_GE(pages.size(), 3U);
    const std::uint64_t pre_skip = little_endian(bytes, pages[0].body_at + 10, 2);
    std::uint64_t position = 0;
    for (std::size_t i = 2; i + 1 < pages.size(); ++i) {
      EXPECT_EQ(pages[i].packets, 5U);
      position += 5 * 960;
      EXPECT_EQ(pages[i].granule, position);
      EXPECT_EQ(pages[i].flags, 0U);
    }
    const Page& last = pages.back();
    EXPECT_EQ(last.flags, 4U);  // end of stream
    EXPECT_EQ(last.granule, pre_skip + 2 * length);
    EXPECT_GE(last.packets, 1U);
    EXPECT_LE(last.packets, 5U);
    EXPECT_GE(position + last.packets * 960, last.granule);
    EXPECT_LT(position + (last.packets - 1) * 960, last.granule);
  }
}

TEST(OggOpusEncoder, KeepsTheRateThatWasAskedForInItsHead) {
  for (const int rate : {8000, 12'000, 16'000, 48'000}) {
    const Bytes bytes = encoded({.format = AudioFormat::kOpus, .sample_rate = rate}, sound(24'000));
    const std::vector<Page> pages = pages_of(bytes);
    EXPECT_EQ(little_endian(bytes, pages[0].body_at + 12, 4), static_cast<std::uint64_t>(rate));
    EXPECT_EQ(pages.back().granule - little_endian(bytes, pages[0].body_at + 10, 2), 48'000U);
  }
}

TEST(OggOpusEncoder, SpendsTheBitrateItIsGivenWithinTheCodecsRange) {
  const auto size = [](int kbps) {
    return encoded({.format = AudioFormat::kOpus, .bitrate_kbps = kbps}, sound(120'000)).size();
  };
  EXPECT_LT(size(16), size(32));
  EXPECT_LT(size(32), size(0));
  EXPECT_EQ(size(0), size(64));
  EXPECT_LT(size(64), size(128));
  EXPECT_EQ(size(1), size(6));
  EXPECT_EQ(size(510), size(1000));
}

}  // namespace
}  // namespace tts
