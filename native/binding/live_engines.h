// The engines of one JS environment. Their threads must have ended before the process runs its static
// destructors: ONNX Runtime's tables go then, and a thread that still loads a model would read them.
#pragma once

#include <memory>
#include <utility>
#include <vector>

#include "binding/napi_setup.h"
#include "engine/engine.h"

namespace tts::binding {

class LiveEngines {
 public:
  /// Listens for the end of the environment: process.exit() runs no cleanup hooks, a worker's end emits no
  /// "exit".
  static void install(Napi::Env env);

  /// The environment's. JS thread.
  static LiveEngines& of(Napi::Env env);

  /// Keeps the engine alive until it is closed, whether or not JS still knows it: its utterances go on.
  void add(std::shared_ptr<Engine> engine);
  /// Blocks until its threads have ended.
  void close(const std::shared_ptr<Engine>& engine);
  void close_all();

 private:
  std::vector<std::shared_ptr<Engine>> engines_;
};

}  // namespace tts::binding
