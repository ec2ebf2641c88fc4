#include "binding/model_check_wrap.h"

#include "base/units.h"
#include "binding/convert.h"
#include "binding/errors.h"
#include "binding/fields.h"
#include "engine/model_check.h"

namespace tts::binding {
namespace {

ModelCase to_case(const Napi::Value& value) {
  const Fields fields(value, "case");
  const auto tokens = fields.integers("tokens");
  const auto style = fields.floats("style");
  if (style.size() != kStyleSize)
    throw Napi::TypeError::New(value.Env(), "Expected 256 numbers for case.style.");
  return {.id = fields.text("id"),
          .tokens = {tokens.begin(), tokens.end()},
          .style = {style.begin(), style.end()},
          .speed = static_cast<float>(fields.number("speed", 0.1, 10))};
}

}  // namespace

Napi::Value check_model(const Napi::CallbackInfo& info) {
  const Napi::Env env = info.Env();
  if (!info[0].IsString() || !info[1].IsArray()) {
    throw Napi::TypeError::New(env, "Expected a folder and an array of cases.");
  }
  std::vector<ModelCase> cases;
  const auto given = info[1].As<Napi::Array>();
  for (std::uint32_t i = 0; i < given.Length(); ++i) cases.push_back(to_case(given.Get(i)));
  const ModelCheck check =
      guarded(env, [&] { return tts::check_model(info[0].As<Napi::String>().Utf8Value(), cases); });

  auto result = Napi::Object::New(env);
  result.Set("maxAudioError", check.max_audio_error);
  result.Set("maxKernelError", check.max_kernel_error);
  result.Set("durationsEqual", check.durations_equal);
  result.Set("gain", check.gain);
  result.Set("hostIstftError", check.host_istft_error);
  auto durations = Napi::Array::New(env, check.durations.size());
  for (std::uint32_t i = 0; i < check.durations.size(); ++i) {
    durations.Set(i, to_js(env, std::span<const std::int32_t>(check.durations[i])));
  }
  result.Set("durations", durations);
  return result;
}

}  // namespace tts::binding
