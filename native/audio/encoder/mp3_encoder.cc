#include "audio/encoder/mp3_encoder.h"

#include <lame/lame.h>

#include <string>

#include "audio/encoder/mpeg_frame.h"
#include "base/error.h"

namespace tts {
namespace {

constexpr int kUsualKbps = 128;
constexpr std::size_t kFlushBytes = 7200;  // what LAME may still hold (lame.h)

// ID3v2.4 with one frame, TSSE: the software that encoded. All sizes are below 128, so that one byte holds
// them.
Bytes id3_tag() {
  const std::string text = std::string("\x03kokoro-native, LAME ") + get_lame_version();  // 3: UTF-8
  Bytes tag;
  append(tag, "ID3");
  for (const std::uint8_t byte : {4, 0, 0}) tag.push_back(byte);  // version 2.4.0, no flags
  append_big_endian<std::uint32_t>(tag, static_cast<std::uint32_t>(10 + text.size()));
  append(tag, "TSSE");
  append_big_endian<std::uint32_t>(tag, static_cast<std::uint32_t>(text.size()));
  append_big_endian<std::uint16_t>(tag, 0);
  append(tag, text);
  return tag;
}

int checked(int result) {
  if (result < 0)
    throw Error(ErrorCode::kEncoderFailed, "LAME failed with code " + std::to_string(result) + ".");
  return result;
}

}  // namespace

void Mp3Encoder::Closer::operator()(lame_global_struct* lame) const noexcept { lame_close(lame); }

Mp3Encoder::Mp3Encoder(const AudioFormatWish& wish)
    : wish_(wish),
      bitrate_kbps_(
          nearest_mp3_bitrate(wish.sample_rate, wish.bitrate_kbps > 0 ? wish.bitrate_kbps : kUsualKbps)),
      lame_(lame_init()) {
  if (lame_ == nullptr) throw Error(ErrorCode::kEncoderFailed, "LAME: no encoder.");
  lame_t lame = lame_.get();
  checked(lame_set_num_channels(lame, 1));
  checked(lame_set_mode(lame, MONO));
  checked(lame_set_in_samplerate(lame, wish.sample_rate));
  checked(lame_set_out_samplerate(lame, wish.sample_rate));
  checked(lame_set_VBR(lame, vbr_off));
  checked(lame_set_brate(lame, bitrate_kbps_));
  checked(lame_set_bWriteVbrTag(lame, 0));  // ours has room at every bitrate
  lame_set_write_id3tag_automatic(lame, 0);
  checked(lame_init_params(lame));
}

Bytes Mp3Encoder::encode(std::span<const float> samples) {
  samples_ += samples.size();
  Bytes frames(samples.size() * 5 / 4 + kFlushBytes);  // lame.h: the worst case
  const int count = static_cast<int>(samples.size());
  const int size =
      count == 0 ? 0
                 : checked(lame_encode_buffer_ieee_float(lame_.get(), samples.data(), samples.data(), count,
                                                         frames.data(), static_cast<int>(frames.size())));
  frames.resize(static_cast<std::size_t>(size));
  return sent(std::move(frames));
}

Bytes Mp3Encoder::finish() {
  Bytes frames(kFlushBytes);
  const int size = checked(lame_encode_flush(lame_.get(), frames.data(), static_cast<int>(frames.size())));
  frames.resize(static_cast<std::size_t>(size));
  return sent(std::move(frames));
}

Bytes Mp3Encoder::sent(Bytes frames) {
  frame_bytes_ += frames.size();
  if (!wish_.streamed) crc_ = crc16(frames, crc_);
  if (has_tag_) return frames;
  has_tag_ = true;
  Bytes bytes = id3_tag();
  append(bytes, frames);
  return bytes;
}

Head Mp3Encoder::final_head() const {
  const int delay = lame_get_encoder_delay(lame_.get());
  const int padding = lame_get_encoder_padding(lame_.get());
  const std::uint64_t encoded = samples_ + static_cast<std::uint64_t>(delay + padding);
  Head head{.bytes = id3_tag(), .replaces = id3_tag().size()};
  append(head.bytes,
         info_frame({.sample_rate = wish_.sample_rate,
                     .bitrate_kbps = bitrate_kbps_,
                     .frames = static_cast<std::uint32_t>(encoded / lame_get_framesize(lame_.get())),
                     .bytes = static_cast<std::uint32_t>(frame_bytes_),
                     .delay = delay,
                     .padding = padding,
                     .crc = crc_}));
  return head;
}

}  // namespace tts
