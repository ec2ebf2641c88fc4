#include "audio/encoder/wav_encoder.h"

#include <string_view>

#include "audio/pcm.h"
#include "base/units.h"

namespace tts {
namespace {

constexpr std::uint32_t kUnknown = 0xFFFFFFFF;
constexpr std::uint32_t kHeaderBytesAfterRiffSize = 36;

void append(Bytes& bytes, std::string_view tag) { bytes.insert(bytes.end(), tag.begin(), tag.end()); }

template <typename Number>
void append_little_endian(Bytes& bytes, Number number) {
  for (std::size_t i = 0; i < sizeof(Number); ++i) bytes.push_back(static_cast<std::uint8_t>(number >> (8 * i)));
}

}  // namespace

Bytes wav_header(std::optional<std::uint64_t> data_bytes) {
  const bool known = data_bytes && *data_bytes < kUnknown - kHeaderBytesAfterRiffSize;
  const auto size = known ? static_cast<std::uint32_t>(*data_bytes) : kUnknown;
  Bytes header;
  header.reserve(44);
  append(header, "RIFF");
  append_little_endian<std::uint32_t>(header, known ? size + kHeaderBytesAfterRiffSize : kUnknown);
  append(header, "WAVEfmt ");
  append_little_endian<std::uint32_t>(header, 16);               // bytes of the format
  append_little_endian<std::uint16_t>(header, 1);                // integer PCM
  append_little_endian<std::uint16_t>(header, 1);                // channels
  append_little_endian<std::uint32_t>(header, kSampleRate);
  append_little_endian<std::uint32_t>(header, kSampleRate * 2);  // bytes a second
  append_little_endian<std::uint16_t>(header, 2);                // bytes a sample
  append_little_endian<std::uint16_t>(header, 16);               // bits a sample
  append(header, "data");
  append_little_endian<std::uint32_t>(header, size);
  return header;
}

Bytes WavEncoder::encode(std::span<const float> samples) {
  Bytes bytes;
  if (!has_header_) bytes = wav_header(std::nullopt);
  has_header_ = true;
  append_pcm16(samples, bytes);
  data_bytes_ += samples.size() * 2;
  return bytes;
}

Bytes WavEncoder::finish() { return has_header_ ? Bytes{} : encode({}); }

}  // namespace tts
