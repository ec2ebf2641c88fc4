// The model's fixed sizes. A frame is its alignment step, a half-frame the step of F0 and energy.
#pragma once

#include <cstddef>

namespace tts {

inline constexpr int kSampleRate = 24'000;             // Hz
inline constexpr std::size_t kFrameSamples = 600;      // samples of a frame: 25 ms
inline constexpr std::size_t kHalfFrameSamples = 300;  // samples of a half-frame: 12.5 ms
inline constexpr std::size_t kStyleSize = 256;         // 0..127 timbre, 128..255 prosody
inline constexpr std::size_t kTimbreSize = 128;
inline constexpr std::size_t kProsodyChannels = 640;  // of what the prosody piece reads per token
inline constexpr std::size_t kTextChannels = 512;     // of what the decoder reads per token
inline constexpr std::size_t kMaxPhonemes = 510;      // tokens of a segment without its two pads
inline constexpr std::size_t kStftBins = 11;          // of a 20-point transform
inline constexpr std::size_t kStftHop = 5;            // samples
inline constexpr std::size_t kStftSize = 20;          // samples
inline constexpr std::size_t kStftFramesPerFrame = kFrameSamples / kStftHop;

}  // namespace tts
