// Which formats there are, and which of them this build can encode.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/units.h"

namespace tts {

enum class AudioFormat : std::uint8_t {
  kPcm,
  kWav,
  kFloatWav,
  kMp3,
  kOpus,
  kFlac,
  kAac,
  kM4a,
  kMulaw,
  kAlaw
};

/// How the sound of an utterance is to be written.
struct AudioFormatWish {
  AudioFormat format = AudioFormat::kPcm;
  int sample_rate = kSampleRate;  // Hz
  int bitrate_kbps = 0;  // of mp3, opus, aac and m4a: brought into the codec's range; 0: its usual one
  bool streamed = true;  // false: the head with true sizes is made at the end
};

/// Names as the API knows them, `wav-float` for 32-bit WAV. Empty for a format that is unknown or not part of
/// this build.
[[nodiscard]] std::optional<AudioFormat> find_audio_format(std::string_view name);

/// Names of the formats this build encodes.
[[nodiscard]] std::vector<std::string> audio_format_names();

/// Throws Error(kInvalidInput) for a sample rate the format does not have: 8000, 16000, 22050, 24000, 32000,
/// 44100 and 48000 Hz, but for Opus 8000, 12000, 16000, 24000 and 48000, and for G.711 8000.
void check(const AudioFormatWish& wish);

}  // namespace tts
