#include "model/environment.h"

namespace tts {

Ort::Env& environment() {
  // Never destroyed: an engine's last thread may outlive the statics of this file.
  static Ort::Env* const env = [] {
    auto* made = new Ort::Env(ORT_LOGGING_LEVEL_ERROR, "kokoro-native");
    made->DisableTelemetryEvents();
    return made;
  }();
  return *env;
}

}  // namespace tts
