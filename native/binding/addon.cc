#include "binding/calibration_wrap.h"
#include "binding/convert.h"
#include "binding/engine_wrap.h"
#include "binding/live_engines.h"
#include "binding/model_check_wrap.h"
#include "model/session.h"
#include "phoneme/vocabulary.h"

namespace {

Napi::Value tokenize(const Napi::CallbackInfo& info) {
  if (!info[0].IsString()) throw Napi::TypeError::New(info.Env(), "Expected a string for phonemes.");
  const tts::Tokens tokens = tts::tokenize(info[0].As<Napi::String>().Utf8Value());
  const std::vector<std::int32_t> ids(tokens.ids.begin(), tokens.ids.end());
  auto result = Napi::Object::New(info.Env());
  result.Set("tokens", tts::binding::to_js(info.Env(), std::span<const std::int32_t>(ids)));
  result.Set("dropped", tts::binding::to_js(info.Env(), std::span<const std::string>(tokens.dropped)));
  return result;
}

Napi::Object Init(Napi::Env env, Napi::Object exports) {
  tts::binding::LiveEngines::install(env);
  exports.Set("Engine", tts::binding::EngineWrap::define(env));
  exports.Set("tokenize", Napi::Function::New(env, tokenize, "tokenize"));
  exports.Set("checkModel", Napi::Function::New(env, tts::binding::check_model, "checkModel"));
  const std::vector<std::string> formats = tts::audio_format_names();
  exports.Set("formats", tts::binding::to_js(env, std::span<const std::string>(formats)));
  exports.Set("calibrateVoices", Napi::Function::New(env, tts::binding::calibrate_voices, "calibrateVoices"));
  exports.Set("onnxRuntimeVersion", tts::onnx_runtime_version());
  return exports;
}

}  // namespace

NODE_API_MODULE(tts, Init)
