#include "engine/manner.h"

#include "base/error.h"

namespace tts {

void check(const Manner& manner) {
  const auto within = [](float value, float low, float high) {
    return value >= low && value <= high;
  };  // NaN fails
  if (!within(manner.speed, 0.1F, 10.0F)) throw Error(ErrorCode::kInvalidInput, "speed: expected 0.1 to 10.");
  if (!within(manner.pitch, -12.0F, 12.0F))
    throw Error(ErrorCode::kInvalidInput, "pitch: expected -12 to 12.");
  if (!within(manner.volume, 0.0F, 100.0F))
    throw Error(ErrorCode::kInvalidInput, "volume: expected 0 to 100.");
  if (!within(manner.intonation, 0.0F, 4.0F))
    throw Error(ErrorCode::kInvalidInput, "intonation: expected 0 to 4.");
}

}  // namespace tts
