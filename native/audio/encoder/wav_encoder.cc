#include "audio/encoder/wav_encoder.h"

#include <bit>

#include "audio/pcm.h"

namespace tts {
namespace {

constexpr std::uint32_t kUnknown = 0xFFFFFFFF;
constexpr std::uint32_t kHeaderBytesAfterRiffSize = 36;

}  // namespace

Bytes wav_header(WavEncoding encoding, int sample_rate, std::optional<std::uint64_t> data_bytes) {
  const bool known = data_bytes && *data_bytes < kUnknown - kHeaderBytesAfterRiffSize;
  const auto size = known ? static_cast<std::uint32_t>(*data_bytes) : kUnknown;
  const bool is_float = encoding == WavEncoding::kFloat;
  const auto rate = static_cast<std::uint32_t>(sample_rate);
  const std::uint16_t sample_bytes = is_float ? 4 : 2;
  Bytes header;
  header.reserve(44);
  append(header, "RIFF");
  append_little_endian<std::uint32_t>(header, known ? size + kHeaderBytesAfterRiffSize : kUnknown);
  append(header, "WAVEfmt ");
  append_little_endian<std::uint32_t>(header, 16);                // bytes of the format
  append_little_endian<std::uint16_t>(header, is_float ? 3 : 1);  // IEEE float, integer PCM
  append_little_endian<std::uint16_t>(header, 1);                 // channels
  append_little_endian<std::uint32_t>(header, rate);
  append_little_endian<std::uint32_t>(header, rate * sample_bytes);  // bytes a second
  append_little_endian<std::uint16_t>(header, sample_bytes);
  append_little_endian<std::uint16_t>(header, static_cast<std::uint16_t>(8 * sample_bytes));
  append(header, "data");
  append_little_endian<std::uint32_t>(header, size);
  return header;
}

Bytes WavEncoder::encode(std::span<const float> samples) {
  Bytes bytes;
  if (!has_header_) bytes = wav_header(encoding_, sample_rate_, std::nullopt);
  has_header_ = true;
  const std::size_t before = bytes.size();
  if (encoding_ == WavEncoding::kPcm16) {
    append_pcm16(samples, bytes);
  } else {
    for (const float sample : samples)
      append_little_endian<std::uint32_t>(bytes, std::bit_cast<std::uint32_t>(sample));
  }
  data_bytes_ += bytes.size() - before;
  return bytes;
}

Bytes WavEncoder::finish() { return has_header_ ? Bytes{} : encode({}); }

Head WavEncoder::final_head() const {
  Bytes header = wav_header(encoding_, sample_rate_, data_bytes_);
  const std::size_t size = header.size();
  return {.bytes = std::move(header), .replaces = size};
}

}  // namespace tts
