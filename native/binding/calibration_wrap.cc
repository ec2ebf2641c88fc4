#include "binding/calibration_wrap.h"

#include <cstdio>

#include "binding/convert.h"
#include "binding/errors.h"
#include "engine/calibration.h"

namespace tts::binding {
namespace {

std::vector<std::string> to_texts(const Napi::Value& value, const char* name) {
  if (!value.IsArray())
    throw Napi::TypeError::New(value.Env(), std::string("Expected an array for ") + name + ".");
  const auto array = value.As<Napi::Array>();
  std::vector<std::string> texts;
  for (std::uint32_t i = 0; i < array.Length(); ++i) texts.push_back(array.Get(i).ToString());
  return texts;
}

}  // namespace

Napi::Value calibrate_voices(const Napi::CallbackInfo& info) {
  const Napi::Env env = info.Env();
  const EngineSettings given = to_settings(info[0]);
  const auto voices = to_texts(info[1], "voices");
  const auto sentences = to_texts(info[2], "sentences");
  if (!info[3].IsString()) throw Napi::TypeError::New(env, "Expected a path for table.");
  guarded(env, [&] {
    const CalibrationSettings settings{given.model_folder, given.voices_folder, given.constants,
                                       given.session};
    const auto report = [](const std::string& voice) {
      std::fprintf(stderr, "calibrated %s\n", voice.c_str());
    };
    calibrate(settings, voices, sentences, report)
        .write(info[3].As<Napi::String>().Utf8Value(), given.weights_sha256);
  });
  return env.Undefined();
}

}  // namespace tts::binding
