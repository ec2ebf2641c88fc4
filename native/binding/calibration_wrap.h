// The JS function calibrateVoices(options, voices, sentences, table). Blocks: for a script, not for a server.
#pragma once

#include "binding/napi_setup.h"

namespace tts::binding {

[[nodiscard]] Napi::Value calibrate_voices(const Napi::CallbackInfo& info);

}  // namespace tts::binding
