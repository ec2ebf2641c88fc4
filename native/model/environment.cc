#include "model/environment.h"

namespace tts {

Ort::Env& environment() {
  static Ort::Env env = [] {
    Ort::Env made(ORT_LOGGING_LEVEL_ERROR, "kokoro-native");
    made.DisableTelemetryEvents();
    return made;
  }();
  return env;
}

}  // namespace tts
