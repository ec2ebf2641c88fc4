#include "audio/encoder/ogg_opus_encoder.h"

#include <opus/opus.h>

#include <algorithm>
#include <array>
#include <string>
#include <string_view>

#include "audio/encoder/bitrate.h"
#include "base/error.h"

namespace tts {
namespace {

constexpr int kUsualKbps = 64;
constexpr int kLowestKbps = 6;
constexpr int kHighestKbps = 510;
constexpr int kClock = 48'000;  // Hz; positions and pre-skip are counted in it, whatever the rate
constexpr std::uint64_t kPacketTicks = 960;   // 20 ms
constexpr int kPacketsPerPage = 5;            // 100 ms
constexpr std::size_t kLargestPacket = 4000;  // bytes; what libopus recommends as room

void check(int result) {
  if (result < 0) throw Error(ErrorCode::kEncoderFailed, std::string("libopus: ") + opus_strerror(result));
}

}  // namespace

struct OggOpusEncoder::Codec {
  struct Closer {
    void operator()(::OpusEncoder* state) const noexcept { opus_encoder_destroy(state); }
  };
  std::unique_ptr<::OpusEncoder, Closer> state;
  std::array<std::uint8_t, kLargestPacket> packet;
};

OggOpusEncoder::OggOpusEncoder(const AudioFormatWish& wish)
    : wish_(wish),
      packet_samples_(static_cast<std::size_t>(wish.sample_rate / 50)),
      codec_(std::make_unique<Codec>()) {
  int error = OPUS_OK;
  codec_->state.reset(opus_encoder_create(wish.sample_rate, 1, OPUS_APPLICATION_AUDIO, &error));
  check(error);
  const int kbps = bitrate_within(wish.bitrate_kbps, kUsualKbps, kLowestKbps, kHighestKbps);
  check(opus_encoder_ctl(codec_->state.get(), OPUS_SET_BITRATE(kbps * 1000)));
  check(opus_encoder_ctl(codec_->state.get(), OPUS_SET_VBR(1)));
  opus_int32 lookahead = 0;
  check(opus_encoder_ctl(codec_->state.get(), OPUS_GET_LOOKAHEAD(&lookahead)));
  pre_skip_ = static_cast<std::uint64_t>(lookahead) * kClock / wish.sample_rate;
  write_head();
}

OggOpusEncoder::~OggOpusEncoder() = default;

// RFC 7845, section 5: each of the two headers has pages of its own.
void OggOpusEncoder::write_head() {
  Bytes head;
  append(head, "OpusHead");
  head.push_back(1);  // version
  head.push_back(1);  // channels
  append_little_endian<std::uint16_t>(head, static_cast<std::uint16_t>(pre_skip_));
  append_little_endian<std::uint32_t>(head, static_cast<std::uint32_t>(wish_.sample_rate));
  append_little_endian<std::uint16_t>(head, 0);  // gain
  head.push_back(0);                             // mapping: mono
  ogg_.write(head, 0, false);
  ogg_.end_page();

  constexpr std::string_view kComment = "ENCODER=kokoro-native";
  const std::string_view vendor = opus_get_version_string();
  Bytes tags;
  append(tags, "OpusTags");
  append_little_endian<std::uint32_t>(tags, static_cast<std::uint32_t>(vendor.size()));
  append(tags, vendor);
  append_little_endian<std::uint32_t>(tags, 1);
  append_little_endian<std::uint32_t>(tags, static_cast<std::uint32_t>(kComment.size()));
  append(tags, kComment);
  ogg_.write(tags, 0, false);
  ogg_.end_page();
}

Bytes OggOpusEncoder::encode(std::span<const float> samples) {
  samples_ += samples.size();
  while (!samples.empty()) {
    const std::size_t count = std::min(samples.size(), packet_samples_ - held_.size());
    held_.insert(held_.end(), samples.begin(), samples.begin() + static_cast<std::ptrdiff_t>(count));
    samples = samples.subspan(count);
    if (held_.size() == packet_samples_) write_packet(false);
  }
  return ogg_.taken();
}

// Silence pushes out what the codec holds back. At least one packet is left for the last page, whose position
// says where the sound ends: the codec's delay is not zero.
Bytes OggOpusEncoder::finish() {
  const std::uint64_t end = pre_skip_ + samples_ * kClock / static_cast<std::uint64_t>(wish_.sample_rate);
  while (packets_ * kPacketTicks < end) {
    held_.resize(packet_samples_, 0.0F);
    write_packet((packets_ + 1) * kPacketTicks >= end);
  }
  return ogg_.taken();
}

void OggOpusEncoder::write_packet(bool is_last) {
  const int size = opus_encode_float(codec_->state.get(), held_.data(), static_cast<int>(packet_samples_),
                                     codec_->packet.data(), static_cast<opus_int32>(codec_->packet.size()));
  check(size);
  held_.clear();
  ++packets_;
  const std::uint64_t end = pre_skip_ + samples_ * kClock / static_cast<std::uint64_t>(wish_.sample_rate);
  ogg_.write(std::span(codec_->packet).first(static_cast<std::size_t>(size)),
             is_last ? end : packets_ * kPacketTicks, is_last);
  if (is_last || packets_ % kPacketsPerPage == 0) ogg_.end_page();
}

}  // namespace tts
