#include "binding/event_queue.h"

#include "binding/convert.h"
#include "binding/errors.h"

namespace tts::binding {

std::shared_ptr<EventQueue> EventQueue::open(Napi::Env env, Napi::Function on_event) {
  auto queue = std::make_shared<EventQueue>();
  queue->door_ = Door::New(env, on_event, "tts.events", 0, 1, queue.get());
  queue->door_.Unref(env);
  env.AddCleanupHook([queue] { queue->close(); });
  return queue;
}

void EventQueue::push(SpeechEvent event) {
  auto owned = std::make_unique<SpeechEvent>(std::move(event));
  const std::lock_guard lock(mutex_);
  if (open_ && door_.NonBlockingCall(owned.get()) == napi_ok)
    static_cast<void>(owned.release());  // deliver() owns it
}

void EventQueue::close() {
  const std::lock_guard lock(mutex_);
  open_ = false;
  door_.Release();
}

void EventQueue::hold(Napi::Env env) {
  if (held_++ == 0) door_.Ref(env);
}

void EventQueue::release(Napi::Env env) {
  if (--held_ == 0) door_.Unref(env);
}

// Runs on the JS thread, once per event. `env` is null while Node is shutting down.
void EventQueue::deliver(Napi::Env env, Napi::Function on_event, EventQueue* self, SpeechEvent* raw) {
  const std::unique_ptr<SpeechEvent> event(raw);
  if (env == nullptr) return;
  const Napi::HandleScope scope(env);
  const auto [kind, payload, is_last] = to_js(env, *event);
  if (is_last) self->release(env);
  on_event.Call({Napi::Number::New(env, event->utterance), Napi::String::New(env, kind), payload});
}

}  // namespace tts::binding
