#include "audio/encoder/ogg_stream.h"

#include <ogg/ogg.h>

#include <utility>

#include "base/error.h"

namespace tts {
namespace {

// Tells streams in one file apart. There is one, and the same speech shall give the same bytes.
constexpr int kSerialNumber = 1;

}  // namespace

struct OggStream::State {
  ogg_stream_state ogg{};
};

OggStream::OggStream() : state_(std::make_unique<State>()) {
  if (ogg_stream_init(&state_->ogg, kSerialNumber) != 0)
    throw Error(ErrorCode::kEncoderFailed, "libogg: no stream.");
}

OggStream::~OggStream() { ogg_stream_clear(&state_->ogg); }

void OggStream::write(std::span<const std::uint8_t> packet, std::uint64_t granule, bool is_last) {
  Bytes bytes(packet.begin(), packet.end());  // libogg wants them writable
  ogg_packet ogg{.packet = bytes.data(),
                 .bytes = static_cast<long>(bytes.size()),
                 .b_o_s = packets_ == 0 ? 1 : 0,
                 .e_o_s = is_last ? 1 : 0,
                 .granulepos = static_cast<ogg_int64_t>(granule),
                 .packetno = packets_};
  ++packets_;
  if (ogg_stream_packetin(&state_->ogg, &ogg) != 0)
    throw Error(ErrorCode::kEncoderFailed, "libogg: no memory.");
}

void OggStream::end_page() {
  ogg_page page{};
  while (ogg_stream_flush(&state_->ogg, &page) != 0) {
    pages_.insert(pages_.end(), page.header, page.header + page.header_len);
    pages_.insert(pages_.end(), page.body, page.body + page.body_len);
  }
}

Bytes OggStream::taken() { return std::exchange(pages_, {}); }

}  // namespace tts
