// Takes the statistics that windows are decoded with: six sentences a voice, whole, with their own. Blocks
// for some seconds a voice; any thread.
#pragma once

#include <filesystem>
#include <functional>
#include <span>
#include <string>

#include "engine/segment_synthesis.h"
#include "engine/voice_statistics.h"

namespace tts {

struct CalibrationSettings {
  std::filesystem::path model_folder;
  std::filesystem::path voices_folder;
  SignalConstants constants;
  SessionSettings session;
};

/// Statistics of one sentence (phonemes). Throws Error(kCancelled) when stopped.
[[nodiscard]] NormStatistics statistics_of(const AcousticModel& model, const SignalConstants& constants,
                                           const VoiceMix& voice, const std::string& sentence,
                                           const std::stop_token& stop);

/// Statistics of `voices` over `sentences` (phonemes), merged by length. `progress` is told each voice when
/// it is done. Throws Error(kModelLoadFailed) for an import without a plan of the generator,
/// Error(kVoiceNotFound).
[[nodiscard]] VoiceStatistics calibrate(const CalibrationSettings& settings,
                                        std::span<const std::string> voices,
                                        std::span<const std::string> sentences,
                                        const std::function<void(const std::string&)>& progress);

}  // namespace tts
