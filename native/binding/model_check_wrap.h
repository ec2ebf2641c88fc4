// The JS function checkModel(modelDir, cases). Blocks: for set-up, not for a server.
#pragma once

#include "binding/napi_setup.h"

namespace tts::binding {

[[nodiscard]] Napi::Value check_model(const Napi::CallbackInfo& info);

}  // namespace tts::binding
