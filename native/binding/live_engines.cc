#include "binding/live_engines.h"

namespace tts::binding {

void LiveEngines::install(Napi::Env env) {
  env.SetInstanceData(new LiveEngines());  // the environment deletes it
  LiveEngines* engines = &of(env);
  env.AddCleanupHook([engines] { engines->close_all(); });
  const auto process = env.Global().Get("process").As<Napi::Object>();
  const auto on_exit = Napi::Function::New(
      env, [engines](const Napi::CallbackInfo&) { engines->close_all(); }, "closeEngines");
  process.Get("on").As<Napi::Function>().Call(process, {Napi::String::New(env, "exit"), on_exit});
}

LiveEngines& LiveEngines::of(Napi::Env env) { return *env.GetInstanceData<LiveEngines>(); }

void LiveEngines::add(std::shared_ptr<Engine> engine) { engines_.push_back(std::move(engine)); }

void LiveEngines::close(const std::shared_ptr<Engine>& engine) {
  std::erase(engines_, engine);
  engine->close();
}

void LiveEngines::close_all() {
  for (const auto& engine : std::exchange(engines_, {})) engine->close();
}

}  // namespace tts::binding
