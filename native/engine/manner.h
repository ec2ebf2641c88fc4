// How a stretch of speech is to sound, and how single words of it are to differ. Plain values.
#pragma once

#include <cstddef>
#include <vector>

#include "voice/voice_library.h"

namespace tts {

struct Manner {
  std::vector<VoiceTerm> voice;
  float speed = 1.0F;       // 2 speaks twice as fast
  float pitch = 0.0F;       // semitones
  float volume = 1.0F;      // factor before the limiter
  float intonation = 1.0F;  // range of the melody: 0 flat, 2 lively
};

/// A run of a segment's tokens, pads not counted, that is spoken otherwise than the rest.
struct WordEdit {
  std::size_t from = 0;  // first token
  std::size_t to = 0;    // one past the last
  float speed = 1.0F;    // on top of the manner's
  float pitch = 0.0F;    // semitones, on top
  float gain_db = 0.0F;  // louder or softer, by the predicted energy
};

/// Throws Error(kInvalidInput) naming the field that is no number or out of range.
void check(const Manner& manner);

}  // namespace tts
