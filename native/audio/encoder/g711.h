// The telephone's companding: 16-bit samples to 8 bits, after ITU-T G.711 (1988). Pure; any thread.
#pragma once

#include <cstdint>

namespace tts {

/// mu-law, all bits inverted as on the wire.
[[nodiscard]] std::uint8_t to_mulaw(std::int16_t sample) noexcept;

/// A-law, even bits inverted as on the wire.
[[nodiscard]] std::uint8_t to_alaw(std::int16_t sample) noexcept;

}  // namespace tts
