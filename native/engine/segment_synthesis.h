// One segment on its way from tokens to trimmed samples, a unit of work at a time, so that the scheduler can take
// turns and a cancel waits for one unit at most. One thread at a time; knows no queue.
#pragma once

#include <cstdint>
#include <optional>
#include <stop_token>
#include <vector>

#include "audio/edges.h"
#include "model/acoustic_model.h"
#include "signal/harmonic_source.h"
#include "voice/voice_library.h"

namespace tts {

/// Constants of the model's signal path, read from its file by the importer.
struct SignalConstants {
  SourceConstants source;
  float gain = 1.0F;  // of the inverse STFT, to the training's level
};

struct SegmentWish {
  std::vector<std::int64_t> tokens;  // with both pads
  Style style{};
  float speed = 1.0F;
  float pitch = 0.0F;  // semitones
  std::uint32_t seed = 0;
  EdgeWish edges;
};

struct SegmentAudio {
  std::vector<float> samples;
  std::ptrdiff_t cut_in_front = 0;  // samples
};

class SegmentSynthesis {
 public:
  SegmentSynthesis(const AcousticModel& model, const SignalConstants& constants, SegmentWish wish)
      : model_(model), constants_(constants), wish_(std::move(wish)) {}

  /// Runs the next unit: text and prosody, then the decoder, then the generator; with an uncut model all in one.
  /// Returns the audio once the last unit is done. Throws Error(kCancelled), Error(kInferenceFailed).
  [[nodiscard]] std::optional<SegmentAudio> advance(const std::stop_token& stop);

  [[nodiscard]] const SegmentWish& wish() const { return wish_; }

  /// Frames per token; known after the first unit.
  [[nodiscard]] const std::vector<std::size_t>& frames() const { return frames_; }

 private:
  enum class Unit : std::uint8_t { kProsody, kDecoder, kGenerator };
  void predict(const std::stop_token& stop);
  void decode(const std::stop_token& stop);
  [[nodiscard]] SegmentAudio generate(const std::stop_token& stop);
  [[nodiscard]] SegmentAudio speak_whole(const std::stop_token& stop);

  const AcousticModel& model_;
  const SignalConstants& constants_;
  SegmentWish wish_;
  Unit next_ = Unit::kProsody;
  std::vector<std::size_t> frames_;  // [N]
  std::vector<float> asr_;           // [512, T] until decoded
  Prosody prosody_;                  // [2T] each
  Array x_;                          // [1, 512, 2T] once decoded
};

}  // namespace tts
