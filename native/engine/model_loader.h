// The model with its first runs behind it. Blocks; any thread.
#pragma once

#include <memory>

#include "engine/engine_settings.h"
#include "engine/utterance.h"
#include "model/acoustic_model.h"
#include "voice/voice_library.h"

namespace tts {

struct LoadedModel {
  std::unique_ptr<const AcousticModel> model;
  EngineInfo info;
};

/// Loads and warms up; on the CPU where the GPU that was asked for is not to be had, and says so. Throws
/// Error(kModelLoadFailed), and what the model throws.
[[nodiscard]] LoadedModel load_model(const EngineSettings& settings, const VoiceLibrary& voices);

}  // namespace tts
