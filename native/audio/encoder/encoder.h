// One encoder lives for one utterance, whatever its number of segments. One thread at a time.
#pragma once

#include <cstddef>
#include <memory>
#include <span>

#include "audio/encoder/audio_format.h"
#include "audio/encoder/byte_order.h"

namespace tts {

/// What replaces the beginning of an answer that is not streamed: the header, now that all sizes are known.
struct Head {
  Bytes bytes;
  std::size_t replaces = 0;  // bytes of the answer it stands for; may be fewer than it has
};

class Encoder {
 public:
  virtual ~Encoder() = default;
  Encoder(const Encoder&) = delete;
  Encoder& operator=(const Encoder&) = delete;

  /// Encodes mono samples; returns what is ready, the container's header first. May be empty.
  /// Throws Error(kEncoderFailed), as finish() does.
  [[nodiscard]] virtual Bytes encode(std::span<const float> samples) = 0;

  /// Returns the last bytes: every sample is in them. Nothing may follow.
  [[nodiscard]] virtual Bytes finish() = 0;

  /// Empty when there is nothing to replace. Call after finish(), for an answer that is not streamed.
  [[nodiscard]] virtual Head final_head() const { return {}; }

 protected:
  Encoder() = default;
};

/// An encoder that takes samples at 24 kHz, whatever they are: what is no number becomes silence, what is too
/// loud is clamped. Throws Error(kInvalidInput) as check() does, and Error(kEncoderFailed).
[[nodiscard]] std::unique_ptr<Encoder> make_encoder(const AudioFormatWish& wish);

}  // namespace tts
