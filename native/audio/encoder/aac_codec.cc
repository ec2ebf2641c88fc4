#include "audio/encoder/aac_codec.h"

#include <algorithm>
#include <array>
#include <string>

#include "audio/encoder/bitrate.h"
#include "base/error.h"

extern "C" {
#include <libavcodec/avcodec.h>
#include <libavutil/error.h>
#include <libavutil/log.h>
}

namespace tts {
namespace {

constexpr int kUsualKbps = 128;
constexpr int kLowestKbps = 32;
constexpr int kHighestKbps = 144;
constexpr int kLargestUnitBits = 6144;  // of one channel (ISO 14496-3)

int highest_kbps(int sample_rate) {
  const int limit = static_cast<int>(kLargestUnitBits * (sample_rate / 1000.0) / kAccessUnitSamples);
  return std::min(kHighestKbps, limit);
}

int checked(int result) {
  if (result >= 0) return result;
  std::array<char, AV_ERROR_MAX_STRING_SIZE> words{};
  av_strerror(result, words.data(), words.size());
  throw Error(ErrorCode::kEncoderFailed, std::string("libavcodec: ") + words.data());
}

struct Closer {
  void operator()(AVCodecContext* context) const noexcept { avcodec_free_context(&context); }
  void operator()(AVFrame* frame) const noexcept { av_frame_free(&frame); }
  void operator()(AVPacket* packet) const noexcept { av_packet_free(&packet); }
};

}  // namespace

struct AacCodec::State {
  std::unique_ptr<AVCodecContext, Closer> context;
  std::unique_ptr<AVFrame, Closer> frame{av_frame_alloc()};
  std::unique_ptr<AVPacket, Closer> packet{av_packet_alloc()};
};

AacCodec::AacCodec(const AudioFormatWish& wish)
    : bitrate_kbps_(
          bitrate_within(wish.bitrate_kbps, kUsualKbps, kLowestKbps, highest_kbps(wish.sample_rate))),
      state_(std::make_unique<State>()) {
  av_log_set_level(AV_LOG_ERROR);  // else it reports its mean quality on stderr
  const AVCodec* codec = avcodec_find_encoder(AV_CODEC_ID_AAC);
  if (codec != nullptr) state_->context.reset(avcodec_alloc_context3(codec));
  AVCodecContext* context = state_->context.get();
  if (context == nullptr || !state_->frame || !state_->packet) {
    throw Error(ErrorCode::kEncoderFailed, "libavcodec has no AAC encoder.");
  }
  context->sample_rate = wish.sample_rate;
  context->sample_fmt = AV_SAMPLE_FMT_FLTP;
  context->ch_layout = AV_CHANNEL_LAYOUT_MONO;
  context->bit_rate = bitrate_kbps_ * 1000;
  context->profile = FF_PROFILE_AAC_LOW;
  context->time_base = {1, wish.sample_rate};
  context->thread_count = 1;
  context->flags |= AV_CODEC_FLAG_GLOBAL_HEADER;  // gives the config
  checked(avcodec_open2(context, codec, nullptr));
  config_.assign(context->extradata, context->extradata + context->extradata_size);
  held_.reserve(kAccessUnitSamples);
}

AacCodec::~AacCodec() = default;

std::uint64_t AacCodec::priming() const {
  return static_cast<std::uint64_t>(state_->context->initial_padding);
}

std::vector<Bytes> AacCodec::encode(std::span<const float> samples) {
  std::vector<Bytes> units;
  while (!samples.empty()) {
    const std::size_t count = std::min(samples.size(), kAccessUnitSamples - held_.size());
    held_.insert(held_.end(), samples.begin(), samples.begin() + static_cast<std::ptrdiff_t>(count));
    samples = samples.subspan(count);
    if (held_.size() == kAccessUnitSamples) send(held_, units);
  }
  return units;
}

std::vector<Bytes> AacCodec::finish() {
  std::vector<Bytes> units;
  if (!held_.empty()) send(held_, units);
  checked(avcodec_send_frame(state_->context.get(), nullptr));
  receive(units);
  return units;
}

// The last frame may be short: the codec fills it up.
void AacCodec::send(std::span<const float> samples, std::vector<Bytes>& units) {
  AVCodecContext* context = state_->context.get();
  AVFrame* frame = state_->frame.get();
  av_frame_unref(frame);
  frame->nb_samples = static_cast<int>(samples.size());
  frame->format = context->sample_fmt;
  frame->sample_rate = context->sample_rate;
  frame->ch_layout = context->ch_layout;
  frame->pts = position_;
  checked(av_frame_get_buffer(frame, 0));
  std::ranges::copy(samples, reinterpret_cast<float*>(frame->data[0]));
  position_ += frame->nb_samples;
  checked(avcodec_send_frame(context, frame));
  held_.clear();
  receive(units);
}

void AacCodec::receive(std::vector<Bytes>& units) {
  AVPacket* packet = state_->packet.get();
  while (true) {
    const int result = avcodec_receive_packet(state_->context.get(), packet);
    if (result == AVERROR(EAGAIN) || result == AVERROR_EOF) return;
    checked(result);
    units.emplace_back(packet->data, packet->data + packet->size);
    av_packet_unref(packet);
  }
}

}  // namespace tts
