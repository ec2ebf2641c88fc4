// Encodes sounds as an answer would carry them, and reads numbers out of the bytes.
#pragma once

#include <algorithm>
#include <cmath>
#include <span>
#include <string>
#include <vector>

#include "audio/encoder/encoder.h"

namespace tts {

/// A sound with something at every level, from the first sample on.
inline std::vector<float> sound(std::size_t length) {
  std::vector<float> samples(length);
  for (std::size_t i = 0; i < length; ++i) {
    const auto at = static_cast<float>(i);
    samples[i] = 0.5F * std::cos(0.1F * at) + 0.2F * std::sin(0.013F * at);
  }
  return samples;
}

/// The whole answer to `samples` given in blocks: streamed as it comes, else with its final head.
inline Bytes encoded(const AudioFormatWish& wish, const std::vector<float>& samples,
                     std::size_t block = 4096) {
  const auto encoder = make_encoder(wish);
  Bytes bytes;
  for (std::size_t at = 0; at < samples.size(); at += block) {
    append(bytes, encoder->encode(std::span(samples).subspan(at, std::min(block, samples.size() - at))));
  }
  append(bytes, encoder->finish());
  if (wish.streamed) return bytes;
  Head head = encoder->final_head();
  head.bytes.insert(head.bytes.end(), bytes.begin() + static_cast<std::ptrdiff_t>(head.replaces),
                    bytes.end());
  return head.bytes;
}

inline std::uint64_t little_endian(const Bytes& bytes, std::size_t at, std::size_t count) {
  std::uint64_t number = 0;
  for (std::size_t i = count; i-- > 0;) number = number << 8U | bytes.at(at + i);
  return number;
}

inline std::uint64_t big_endian(const Bytes& bytes, std::size_t at, std::size_t count) {
  std::uint64_t number = 0;
  for (std::size_t i = 0; i < count; ++i) number = number << 8U | bytes.at(at + i);
  return number;
}

inline std::string text_at(const Bytes& bytes, std::size_t at, std::size_t count) {
  return {bytes.begin() + static_cast<std::ptrdiff_t>(at),
          bytes.begin() + static_cast<std::ptrdiff_t>(at + count)};
}

}  // namespace tts
