// The process's one ONNX Runtime environment. Included by native/model/*.cc only.
#pragma once

#include <onnxruntime_cxx_api.h>

namespace tts {

/// The environment, made on first use: log level "error", no telemetry.
Ort::Env& environment();

}  // namespace tts
