#include "binding/engine_wrap.h"

#include <cmath>

#include "base/units.h"
#include "binding/convert.h"
#include "binding/errors.h"
#include "binding/live_engines.h"

namespace tts::binding {
namespace {

constexpr double kLongestSilenceSec = 600.0;  // the most a request may ask for in all

double to_number(const Napi::Value& value, const char* name, double low, double high) {
  const double number = value.IsNumber() ? value.As<Napi::Number>().DoubleValue() : -1.0;
  if (!(number >= low && number <= high)) {
    throw Napi::TypeError::New(value.Env(), std::string("Expected a number from ") + std::to_string(low) +
                                                " to " + std::to_string(high) + " for " + name + ".");
  }
  return number;
}

UtteranceId to_id(const Napi::Value& value) {
  return static_cast<UtteranceId>(to_number(value, "id", 0, 4294967295.0));
}

}  // namespace

Napi::Function EngineWrap::define(Napi::Env env) {
  return DefineClass(env, "Engine",
                     {
                         InstanceMethod<&EngineWrap::speak>("speak"),
                         InstanceMethod<&EngineWrap::append>("append"),
                         InstanceMethod<&EngineWrap::append_silence>("appendSilence"),
                         InstanceMethod<&EngineWrap::finish>("finish"),
                         InstanceMethod<&EngineWrap::grant>("grant"),
                         InstanceMethod<&EngineWrap::cancel>("cancel"),
                         InstanceMethod<&EngineWrap::voices>("voices"),
                         InstanceMethod<&EngineWrap::unload>("unload"),
                         InstanceMethod<&EngineWrap::close>("close"),
                     });
}

EngineWrap::EngineWrap(const Napi::CallbackInfo& info) : Napi::ObjectWrap<EngineWrap>(info) {
  Napi::Env env = info.Env();
  EngineSettings settings = to_settings(info[0]);
  if (!info[1].IsFunction()) throw Napi::TypeError::New(env, "Expected a function for listener.");

  events_ = EventQueue::open(env, info[1].As<Napi::Function>());
  engine_ = guarded(env, [&] {
    return std::make_shared<Engine>(
        std::move(settings), [events = events_](SpeechEvent event) { events->push(std::move(event)); });
  });
  events_->hold(env);  // until the model is loaded, or is known not to be
  LiveEngines::of(env).add(engine_);
}

Napi::Value EngineWrap::speak(const Napi::CallbackInfo& info) {
  return guarded(info.Env(), [&] {
    const UtteranceId id = engine_->submit(to_utterance(info[0]));
    events_->hold(info.Env());
    return Napi::Number::New(info.Env(), id);
  });
}

void EngineWrap::append(const Napi::CallbackInfo& info) {
  guarded(info.Env(), [&] { engine_->append(to_id(info[0]), to_segment(info[1])); });
}

void EngineWrap::append_silence(const Napi::CallbackInfo& info) {
  const double seconds = to_number(info[1], "seconds", 0, kLongestSilenceSec);
  engine_->append(to_id(info[0]),
                  SilenceOrder{static_cast<std::size_t>(std::llround(seconds * kSampleRate))});
}

void EngineWrap::finish(const Napi::CallbackInfo& info) { engine_->finish(to_id(info[0])); }

void EngineWrap::grant(const Napi::CallbackInfo& info) {
  engine_->grant(to_id(info[0]), static_cast<int>(to_number(info[1], "blocks", 0, 1e6)));
}

void EngineWrap::cancel(const Napi::CallbackInfo& info) { engine_->cancel(to_id(info[0])); }

Napi::Value EngineWrap::voices(const Napi::CallbackInfo& info) {
  return to_js(info.Env(), std::span<const std::string>(engine_->voices()));
}

Napi::Value EngineWrap::unload(const Napi::CallbackInfo& info) {
  return Napi::Boolean::New(info.Env(), engine_->unload());
}

// Blocks until the engine's threads have ended: at most one node of the model's graph.
void EngineWrap::close(const Napi::CallbackInfo& info) { LiveEngines::of(info.Env()).close(engine_); }

}  // namespace tts::binding
