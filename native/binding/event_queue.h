// Carries speech events from the engine's threads to one JS callback, in order.
//
// Four rules of its lifetime; test/binding/engine.test.ts guards them:
//  1. Node frees a thread-safe function while it tears an environment down, even when other threads
//     still hold it. We therefore close first, in a cleanup hook, and push() looks at open_ under the lock.
//  2. Cleanup hooks run last in, first out, so ours is added after the function is made.
//  3. The engine's threads may still speak when we are closed: what they say is dropped.
//  4. Only a speaking engine keeps the process alive: the function is referenced from hold() to the last
//  event.
#pragma once

#include <memory>
#include <mutex>

#include "binding/napi_setup.h"
#include "engine/utterance.h"

namespace tts::binding {

class EventQueue {
 public:
  static std::shared_ptr<EventQueue> open(Napi::Env env, Napi::Function on_event);

  /// Hands an event over to the JS thread. Any thread; never blocks, and does nothing once closed.
  void push(SpeechEvent event);

  /// Keeps the process alive for one more utterance (or the loading of the model). JS thread only.
  void hold(Napi::Env env);

 private:
  void close();
  void release(Napi::Env env);
  static void deliver(Napi::Env env, Napi::Function on_event, EventQueue* self, SpeechEvent* raw);

  using Door = Napi::TypedThreadSafeFunction<EventQueue, SpeechEvent, &EventQueue::deliver>;
  std::mutex mutex_;
  bool open_ = true;  // guarded by mutex_
  int held_ = 0;      // utterances without a last event; JS thread only
  Door door_;
};

}  // namespace tts::binding
