#ifdef TTS_AAC
#include <gtest/gtest.h>

#include <numeric>

#include "encoded.h"
#include "mp4_reader.h"

namespace tts {
namespace {

TEST(AdtsEncoder, FramesEveryAccessUnit) {
  for (const std::size_t length : {1U, 119U, 12'345U}) {
    const Bytes bytes = encoded({.format = AudioFormat::kAac}, sound(length));
    std::size_t units = 0;
    for (std::size_t at = 0; at < bytes.size(); at += big_endian(bytes, at + 3, 3) >> 5U & 0x1FFFU) {
      ASSERT_EQ(big_endian(bytes, at, 2), 0xFFF1U);
      ASSERT_EQ(bytes.at(at + 2) >> 6U, 1U);         // AAC-LC
      ASSERT_EQ(bytes.at(at + 2) >> 2U & 0xFU, 6U);  // 24 kHz
      ASSERT_EQ(bytes.at(at + 3) >> 6U, 1U);         // mono
      ++units;
    }
    EXPECT_GE(units * 1024, length + 1024);
  }
}

TEST(AdtsEncoder, SpendsTheBitrateItIsGivenWithinItsRange) {
  const auto size = [](int kbps, int rate) {
    std::vector<float> noise(48'000);
    std::uint32_t state = 1;
    for (float& sample : noise) {
      state = state * 1664525U + 1013904223U;
      sample = static_cast<float>(state >> 8U) / 16'777'216.0F - 0.5F;
    }
    return encoded({.format = AudioFormat::kAac, .sample_rate = rate, .bitrate_kbps = kbps}, noise).size();
  };
  EXPECT_LT(size(32, 24'000), size(64, 24'000));
  EXPECT_LT(size(64, 24'000), size(0, 24'000));
  EXPECT_EQ(size(0, 24'000), size(128, 24'000));
  EXPECT_EQ(size(1, 24'000), size(32, 24'000));
  EXPECT_EQ(size(900, 24'000), size(144, 24'000));
  EXPECT_EQ(size(0, 8000), size(48, 8000));  // 6144 bits a unit
}

TEST(Mp4FileEncoder, PutsItsTablesFirstAndTellsTheExactLength) {
  for (const std::size_t length : {1U, 119U, 1024U, 12'345U}) {
    const Bytes bytes = encoded({.format = AudioFormat::kM4a, .streamed = false}, sound(length));
    const std::vector<Mp4Box> boxes = boxes_in(bytes, 0, bytes.size());
    ASSERT_EQ(types_of(boxes), "ftyp moov mdat");
    const Mp4Box edit = find_box(bytes, "moov/trak/edts/elst");
    EXPECT_EQ(big_endian(bytes, edit.content_at + 4, 4), 1U);
    EXPECT_EQ(big_endian(bytes, edit.content_at + 8, 4), length);
    EXPECT_EQ(big_endian(bytes, edit.content_at + 12, 4), 1024U);

    const Mp4Box sizes = find_box(bytes, "moov/trak/mdia/minf/stbl/stsz");
    const std::uint64_t units = big_endian(bytes, sizes.content_at + 8, 4);
    std::uint64_t sum = 0;
    for (std::size_t i = 0; i < units; ++i) sum += big_endian(bytes, sizes.content_at + 12 + 4 * i, 4);
    EXPECT_EQ(sum, boxes[2].size - 8);
    const Mp4Box place = find_box(bytes, "moov/trak/mdia/minf/stbl/stco");
    EXPECT_EQ(big_endian(bytes, place.content_at + 8, 4), boxes[2].content_at);

    const Mp4Box times = find_box(bytes, "moov/trak/mdia/minf/stbl/stts");
    std::uint64_t samples = 0;
    for (std::size_t i = 0; i < big_endian(bytes, times.content_at + 4, 4); ++i) {
      samples += big_endian(bytes, times.content_at + 8 + 8 * i, 4) *
                 big_endian(bytes, times.content_at + 12 + 8 * i, 4);
    }
    EXPECT_EQ(samples, 1024 + length);
    EXPECT_EQ(big_endian(bytes, find_box(bytes, "moov/trak/mdia/mdhd").content_at + 16, 4), 1024 + length);
  }
}

TEST(Mp4FragmentEncoder, SendsItsHeadAndThenFragmentsOfAtMostHalfASecond) {
  for (const int rate : {8000, 24'000, 48'000}) {
    const Bytes bytes = encoded({.format = AudioFormat::kM4a, .sample_rate = rate}, sound(60'000));
    const std::vector<Mp4Box> boxes = boxes_in(bytes, 0, bytes.size());
    ASSERT_EQ(types_of(boxes).substr(0, 29), "ftyp moov moof mdat moof mdat");
    std::uint64_t position = 0;
    for (std::size_t i = 2; i + 1 < boxes.size(); i += 2) {
      const Mp4Box run = find_box(bytes, "moof/traf/trun", boxes[i].at);
      const Mp4Box time = find_box(bytes, "moof/traf/tfdt", boxes[i].at);
      EXPECT_EQ(big_endian(bytes, time.content_at + 4, 8), position);
      EXPECT_EQ(boxes[i].at + big_endian(bytes, run.content_at + 8, 4), boxes[i + 1].content_at);
      std::uint64_t size = 0;
      std::uint64_t samples = 0;
      for (std::size_t unit = 0; unit < big_endian(bytes, run.content_at + 4, 4); ++unit) {
        samples += big_endian(bytes, run.content_at + 12 + 8 * unit, 4);
        size += big_endian(bytes, run.content_at + 16 + 8 * unit, 4);
      }
      EXPECT_EQ(size, boxes[i + 1].size - 8);
      EXPECT_LE(samples, static_cast<std::uint64_t>(rate) / 2);
      position += samples;
    }
    EXPECT_EQ(position, 1024 + 60'000U * static_cast<unsigned>(rate) / 24'000);
  }
}

}  // namespace
}  // namespace tts
#endif
