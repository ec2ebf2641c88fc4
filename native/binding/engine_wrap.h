// The JS class Engine: `new Engine(options, listener)`, speak, append, appendSilence, finish, grant, cancel,
// voices, unload, close. JS thread only.
#pragma once

#include <memory>

#include "binding/event_queue.h"
#include "binding/napi_setup.h"
#include "engine/engine.h"

namespace tts::binding {

class EngineWrap : public Napi::ObjectWrap<EngineWrap> {
 public:
  static Napi::Function define(Napi::Env env);
  explicit EngineWrap(const Napi::CallbackInfo& info);

 private:
  Napi::Value speak(const Napi::CallbackInfo& info);
  void append(const Napi::CallbackInfo& info);
  void append_silence(const Napi::CallbackInfo& info);
  void finish(const Napi::CallbackInfo& info);
  void grant(const Napi::CallbackInfo& info);
  void cancel(const Napi::CallbackInfo& info);
  Napi::Value voices(const Napi::CallbackInfo& info);
  Napi::Value unload(const Napi::CallbackInfo& info);
  void close(const Napi::CallbackInfo& info);

  std::shared_ptr<EventQueue> events_;
  std::shared_ptr<Engine> engine_;  // LiveEngines closes it when the environment ends
};

}  // namespace tts::binding
