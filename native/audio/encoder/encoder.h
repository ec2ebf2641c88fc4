// One encoder lives for one utterance, whatever its number of segments. One thread at a time.
#pragma once

#include <cstdint>
#include <memory>
#include <span>
#include <vector>

namespace tts {

using Bytes = std::vector<std::uint8_t>;

enum class AudioFormat : std::uint8_t { kWav, kPcm };

class Encoder {
 public:
  virtual ~Encoder() = default;
  Encoder(const Encoder&) = delete;
  Encoder& operator=(const Encoder&) = delete;

  /// Encodes mono samples at 24 kHz; returns what is ready, the container's header first. May be empty.
  [[nodiscard]] virtual Bytes encode(std::span<const float> samples) = 0;

  /// Returns the last bytes. Nothing may follow.
  [[nodiscard]] virtual Bytes finish() = 0;

  /// What replaces the first bytes of the answer when it is not streamed: the header, now that all sizes are known.
  /// Empty when there is nothing to replace. Call after finish().
  [[nodiscard]] virtual Bytes final_head() const = 0;

 protected:
  Encoder() = default;
};

[[nodiscard]] std::unique_ptr<Encoder> make_encoder(AudioFormat format);

}  // namespace tts
