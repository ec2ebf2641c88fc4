// Packets to Ogg pages (RFC 3533), by libogg. The writer decides where pages end.
#pragma once

#include <cstdint>
#include <memory>
#include <span>

#include "audio/encoder/byte_order.h"

namespace tts {

class OggStream {
 public:
  /// Throws Error(kEncoderFailed).
  OggStream();
  ~OggStream();
  OggStream(const OggStream&) = delete;
  OggStream& operator=(const OggStream&) = delete;

  /// Adds a packet; `granule` is the position after it.
  void write(std::span<const std::uint8_t> packet, std::uint64_t granule, bool is_last);

  /// Ends the page.
  void end_page();

  /// The pages that ended since the last call.
  [[nodiscard]] Bytes taken();

 private:
  struct State;

  std::unique_ptr<State> state_;
  std::int64_t packets_ = 0;
  Bytes pages_;
};

}  // namespace tts
