// An engine with the tiny model, and what it says.
#pragma once

#include <condition_variable>
#include <map>
#include <mutex>
#include <vector>

#include "engine/engine.h"

namespace tts {

inline EngineSettings tiny_settings() {
  EngineSettings settings;
  settings.model_name = "tiny";
  settings.model_folder = "build/tiny/model";
  settings.voices_folder = "build/tiny/voices";
  settings.constants.source.weights = {1, 0.5F, 0, 0, 0, 0, 0, 0, 0};
  settings.constants.gain = 1.0F;
  return settings;
}

inline Utterance tiny_utterance() {
  Utterance utterance;
  utterance.manner.voice = {{"af_heart", 1.0F}};
  utterance.credit = 1000;
  return utterance;
}

/// Collects events; awaits the last one of an utterance.
class Listener {
 public:
  struct Heard {
    std::vector<SegmentReport> reports;
    Bytes bytes;
    std::optional<UtteranceEnd> end;
    std::exception_ptr failure;
    int last_events = 0;
    std::vector<bool> presences;
  };

  void operator()(SpeechEvent event) {
    const std::lock_guard lock(mutex_);
    Heard& heard = heard_[event.utterance];
    if (auto* report = std::get_if<SegmentReport>(&event.what)) heard.reports.push_back(std::move(*report));
    if (auto* block = std::get_if<AudioBlock>(&event.what))
      heard.bytes.insert(heard.bytes.end(), block->bytes.begin(), block->bytes.end());
    if (auto* end = std::get_if<UtteranceEnd>(&event.what)) heard.end = std::move(*end);
    if (auto* presence = std::get_if<ModelPresence>(&event.what))
      heard.presences.push_back(presence->is_loaded);
    if (auto* failure = std::get_if<std::exception_ptr>(&event.what)) heard.failure = *failure;
    const bool is_last = std::holds_alternative<UtteranceEnd>(event.what) ||
                         std::holds_alternative<std::exception_ptr>(event.what) ||
                         std::holds_alternative<EngineInfo>(event.what);
    heard.last_events += is_last ? 1 : 0;
    changed_.notify_all();
  }

  /// Waits until the utterance has ended (or, for 0, the engine is ready).
  Heard await(UtteranceId id) {
    std::unique_lock lock(mutex_);
    changed_.wait_for(lock, std::chrono::seconds(60), [&] { return heard_[id].last_events > 0; });
    return heard_[id];
  }

  /// Waits until so many bytes of the utterance have come.
  void await_bytes(UtteranceId id, std::size_t count) {
    std::unique_lock lock(mutex_);
    changed_.wait_for(lock, std::chrono::seconds(60), [&] { return heard_[id].bytes.size() >= count; });
  }

  /// Waits until the model has gone or come back so many times.
  std::vector<bool> await_presences(std::size_t count) {
    std::unique_lock lock(mutex_);
    changed_.wait_for(lock, std::chrono::seconds(60), [&] { return heard_[0].presences.size() >= count; });
    return heard_[0].presences;
  }

  std::map<UtteranceId, Heard> all() {
    const std::lock_guard lock(mutex_);
    return heard_;
  }

 private:
  std::mutex mutex_;
  std::condition_variable changed_;
  std::map<UtteranceId, Heard> heard_;
};

inline ErrorCode code_of(const std::exception_ptr& failure) {
  try {
    std::rethrow_exception(failure);
  } catch (const Error& error) {
    return error.code();
  }
}

}  // namespace tts
