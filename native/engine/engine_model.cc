// The engine's model: loaded, given up, loaded again, and put to use for voices that are still to be learned.
#include <malloc.h>

#include <utility>

#include "engine/engine.h"
#include "engine/model_loader.h"

namespace tts {

// Failures stay on this side: they travel as events. Without a model at the start there never will be one;
// one that was there may come back.
void Engine::load(bool is_first) {
  SpeechEvent event{0, ModelPresence{.is_loaded = true}};
  std::exception_ptr failure;
  Entries abandoned;
  try {
    auto [model, info] = load_model(settings_, casting_.library());
    auto shared = watched(std::move(model));
    const std::lock_guard lock(mutex_);
    model_ = std::move(shared);
    presence_ = Presence::kLoaded;
    if (is_first) event.what = std::move(info);
  } catch (...) {
    failure = std::current_exception();
    event.what = is_first ? decltype(event.what)(failure) : ModelPresence{.is_loaded = false};
    const std::lock_guard lock(mutex_);
    presence_ = is_first ? Presence::kFailed : Presence::kUnloaded;
    if (is_first) load_failure_ = failure;
    abandoned = std::exchange(entries_, {});
  }
  for (const auto& [id, _] : abandoned) listener_({id, failure});
  listener_(std::move(event));
  wake_.notify_all();
}

// Whoever lets go of the model last tells so: a segment may outlast its unloading.
std::shared_ptr<const AcousticModel> Engine::watched(std::unique_ptr<const AcousticModel> model) {
  return {model.release(), [listener = listener_](const AcousticModel* last) {
            delete last;
#ifdef __GLIBC__
            malloc_trim(0);  // what was freed goes back to the system
#endif
            listener({0, ModelPresence{.is_loaded = false}});
          }};
}

bool Engine::unload() {
  std::shared_ptr<const AcousticModel> model;  // let go of without the lock
  const std::lock_guard lock(mutex_);
  if (presence_ != Presence::kLoaded) return false;
  if (calibration_) calibration_->request_stop();
  presence_ = Presence::kUnloaded;
  model = std::exchange(model_, nullptr);
  return true;
}

void Engine::calibrate(std::unique_lock<std::mutex>& lock) {
  calibration_.emplace();
  const auto model = model_;
  const std::stop_token stop = calibration_->get_token();
  lock.unlock();
  casting_.calibrate_a_sentence(*model, settings_.constants, stop);
  lock.lock();
  calibration_.reset();
}

}  // namespace tts
