// Native values to JS and back. JS thread only; nothing here outlives the call.
#pragma once

#include <span>

#include "binding/napi_setup.h"
#include "engine/engine.h"
#include "engine/utterance.h"

namespace tts::binding {

struct JsEvent {
  const char* kind;
  Napi::Value payload;
  bool is_last;  // no event follows for this id
};

[[nodiscard]] JsEvent to_js(Napi::Env env, const SpeechEvent& event);

/// Copies: a few microseconds for a second of speech, and no finalizer for the garbage collector to run.
[[nodiscard]] Napi::Int32Array to_js(Napi::Env env, std::span<const std::int32_t> values);
[[nodiscard]] Napi::Array to_js(Napi::Env env, std::span<const std::string> values);

// Each throws a TypeError that names the field when it is missing, of the wrong type or out of range.
[[nodiscard]] EngineSettings to_settings(const Napi::Value& value);
[[nodiscard]] Utterance to_utterance(const Napi::Value& value);
[[nodiscard]] SegmentOrder to_segment(const Napi::Value& value);

}  // namespace tts::binding
