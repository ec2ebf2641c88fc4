// The voices an engine speaks with: packs, frozen statistics, and the calibration of voices that have none
// yet. Any thread.
#pragma once

#include <deque>
#include <memory>
#include <mutex>
#include <optional>
#include <span>
#include <stop_token>
#include <string>
#include <vector>

#include "engine/engine_settings.h"
#include "engine/speaking.h"
#include "engine/voice_statistics.h"
#include "voice/voice_library.h"

namespace tts {

class Casting {
 public:
  /// Throws Error(kModelLoadFailed) for the voices or the table.
  explicit Casting(const EngineSettings& settings);

  [[nodiscard]] const VoiceLibrary& library() const { return library_; }

  /// What an utterance needs of a voice. One without statistics is noted for calibration; until that is done
  /// its segments are decoded whole. Throws Error(kVoiceNotFound), Error(kInvalidInput).
  [[nodiscard]] Speaking::Voice voice_of(std::span<const VoiceTerm> terms);

  /// True while voices wait for their statistics.
  [[nodiscard]] bool wants_calibration() const;

  /// Calibrates with one more sentence; the voice is known after the last. A stopped sentence is taken again.
  void calibrate_a_sentence(const AcousticModel& model, const SignalConstants& constants,
                            const std::stop_token& stop);

 private:
  struct Student {
    std::string key;
    VoiceMix voice;
    std::size_t sentences = 0;  // done
    NormStatistics sum = {};
  };
  void learn(const Student& student);

  const EngineSettings& settings_;
  const VoiceStatistics statistics_;
  const VoiceLibrary library_;
  mutable std::mutex mutex_;
  VoiceStatistics learned_;       // guarded by mutex_
  std::deque<Student> students_;  // guarded by mutex_
};

}  // namespace tts
