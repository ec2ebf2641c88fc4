#include "audio/encoder/flac_encoder.h"

#include <FLAC/stream_encoder.h>

#include <algorithm>
#include <string>
#include <utility>

#include "audio/pcm.h"
#include "base/error.h"

namespace tts {
namespace {

constexpr unsigned kLevel = 5;
// "fLaC", then STREAMINFO as the first metadata block: 4 bytes of block header, 34 of content.
constexpr std::size_t kStreamInfoAt = 8;
constexpr std::size_t kHeadBytes = kStreamInfoAt + 34;
constexpr std::size_t kMd5Bytes = 16;

struct Closer {
  void operator()(FLAC__StreamEncoder* encoder) const noexcept { FLAC__stream_encoder_delete(encoder); }
};

// The fields of STREAMINFO that are known only at the end (RFC 9639, section 8.2), written over those in
// `head`.
void complete(Bytes& head, const FLAC__StreamMetadata_StreamInfo& info) {
  const auto put = [&](std::size_t at, std::uint64_t number, int bytes) {
    for (int i = 0; i < bytes; ++i) head[at + i] = static_cast<std::uint8_t>(number >> (8 * (bytes - 1 - i)));
  };
  put(kStreamInfoAt + 4, info.min_framesize, 3);
  put(kStreamInfoAt + 7, info.max_framesize, 3);
  head[kStreamInfoAt + 13] =
      static_cast<std::uint8_t>((head[kStreamInfoAt + 13] & 0xF0U) | ((info.total_samples >> 32U) & 0x0FU));
  put(kStreamInfoAt + 14, info.total_samples & 0xFFFFFFFFU, 4);
  std::ranges::copy_n(info.md5sum, kMd5Bytes, head.begin() + kStreamInfoAt + 18);
}

}  // namespace

struct FlacEncoder::Stream {
  std::unique_ptr<FLAC__StreamEncoder, Closer> encoder{FLAC__stream_encoder_new()};
  Bytes bytes;
  FLAC__StreamMetadata_StreamInfo info{};
  bool is_complete = false;

  static FLAC__StreamEncoderWriteStatus write(const FLAC__StreamEncoder* /*encoder*/,
                                              const FLAC__byte* buffer, std::size_t count,
                                              std::uint32_t /*samples*/, std::uint32_t /*frame*/,
                                              void* stream) {
    auto& bytes = static_cast<Stream*>(stream)->bytes;
    try {
      bytes.insert(bytes.end(), buffer, buffer + count);
    } catch (...) {  // nothing may pass through C
      return FLAC__STREAM_ENCODER_WRITE_STATUS_FATAL_ERROR;
    }
    return FLAC__STREAM_ENCODER_WRITE_STATUS_OK;
  }

  static void keep_info(const FLAC__StreamEncoder* /*encoder*/, const FLAC__StreamMetadata* metadata,
                        void* stream) {
    auto* self = static_cast<Stream*>(stream);
    self->info = metadata->data.stream_info;
    self->is_complete = true;
  }

  void check(bool is_well) const {
    if (is_well) return;
    const auto state = FLAC__stream_encoder_get_state(encoder.get());
    throw Error(ErrorCode::kEncoderFailed, std::string("libFLAC: ") + FLAC__StreamEncoderStateString[state]);
  }
};

FlacEncoder::FlacEncoder(const AudioFormatWish& wish) : stream_(std::make_unique<Stream>()) {
  auto* encoder = stream_->encoder.get();
  if (encoder == nullptr) throw Error(ErrorCode::kEncoderFailed, "libFLAC: no encoder.");
  stream_->check(
      FLAC__stream_encoder_set_channels(encoder, 1) != 0 &&
      FLAC__stream_encoder_set_bits_per_sample(encoder, 16) != 0 &&
      FLAC__stream_encoder_set_sample_rate(encoder, static_cast<std::uint32_t>(wish.sample_rate)) != 0 &&
      FLAC__stream_encoder_set_compression_level(encoder, kLevel) != 0);
  const auto status = FLAC__stream_encoder_init_stream(encoder, Stream::write, nullptr, nullptr,
                                                       Stream::keep_info, stream_.get());
  stream_->check(status == FLAC__STREAM_ENCODER_INIT_STATUS_OK);
  head_.assign(stream_->bytes.begin(), stream_->bytes.begin() + kHeadBytes);
}

FlacEncoder::~FlacEncoder() = default;

Bytes FlacEncoder::encode(std::span<const float> samples) {
  std::vector<FLAC__int32> whole(samples.size());
  std::ranges::transform(samples, whole.begin(), to_pcm16);
  const auto count = static_cast<std::uint32_t>(whole.size());
  stream_->check(count == 0 ||
                 FLAC__stream_encoder_process_interleaved(stream_->encoder.get(), whole.data(), count) != 0);
  return taken();
}

Bytes FlacEncoder::finish() {
  stream_->check(FLAC__stream_encoder_finish(stream_->encoder.get()) != 0);
  if (stream_->is_complete) complete(head_, stream_->info);
  return taken();
}

Bytes FlacEncoder::taken() { return std::exchange(stream_->bytes, {}); }

}  // namespace tts
