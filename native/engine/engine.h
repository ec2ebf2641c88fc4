// Owns the threads that speak. Knows voices, the model and audio; does not know Node, HTTP or spelling.
#pragma once

#include <condition_variable>
#include <filesystem>
#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <span>
#include <stop_token>
#include <string>
#include <thread>
#include <vector>

#include "engine/speaking.h"
#include "engine/utterance.h"
#include "engine/voice_statistics.h"
#include "model/acoustic_model.h"
#include "voice/voice_library.h"

namespace tts {

struct EngineSettings {
  std::string model_name;
  std::filesystem::path model_folder;   // as the importer wrote it
  std::filesystem::path voices_folder;  // NAME.bin packs
  bool split = true;                    // false: only the whole graph could be imported
  SignalConstants constants;
  SessionSettings session;
  int workers = 1;            // units of work side by side
  std::size_t capacity = 64;  // utterances admitted at once
  int timbre_row = 120;       // negative: the segment's own
  std::filesystem::path
      statistics;  // table of frozen statistics; empty: every segment is decoded whole, with its own
  std::string weights_sha256;  // of the imported file: a table of other weights is not used
};

class Engine {
 public:
  /// Called on the engine's threads, and by cancel() and close() on the caller's; must not block.
  using Listener = std::function<void(SpeechEvent)>;

  /// Reads the voices, then loads the model on a thread of its own: EngineInfo or an exception follows with
  /// id 0. Throws Error(kModelLoadFailed) for the voices.
  Engine(EngineSettings settings, Listener listener);
  ~Engine() { close(); }
  Engine(const Engine&) = delete;
  Engine& operator=(const Engine&) = delete;

  /// Any thread; returns at once; may be called before the model is loaded.
  /// Throws Error(kEngineClosed), Error(kQueueFull), Error(kVoiceNotFound), Error(kInvalidInput).
  UtteranceId submit(const Utterance& utterance);

  /// Any thread. Orders for an utterance that has ended or is unknown are ignored. Throws
  /// Error(kVoiceNotFound) and Error(kInvalidInput) for a manner that cannot be spoken.
  void append(UtteranceId id, SegmentOrder order);
  void append(UtteranceId id, SilenceOrder order);
  void finish(UtteranceId id);
  void grant(UtteranceId id, int blocks);

  /// Any thread. Ends the utterance with Error(kCancelled) within one unit's next graph node.
  void cancel(UtteranceId id);

  [[nodiscard]] std::vector<std::string> voices() const { return voices_.names(); }

  /// Ends everything with Error(kEngineClosed) and joins the threads: no event follows. Idempotent; not from
  /// the listener.
  void close();

 private:
  struct Entry {
    Entry(UtteranceId its_id, const Utterance& utterance, Speaking::Voice voice)
        : id(its_id), speaking(its_id, utterance, std::move(voice)), credit(utterance.credit) {}
    const UtteranceId id;  // rises with admission
    Speaking speaking;
    std::deque<Speaking::Task> tasks;
    std::map<std::string, std::shared_ptr<Speaking::Voice>> cast;  // further voices, by their terms
    std::stop_source stop;
    int credit;                // audio blocks it may still emit
    bool is_finished = false;  // no more orders
    bool is_busy = false;      // a worker holds it
    const Clock::time_point admitted = Clock::now();
    std::optional<Clock::time_point> started;
  };
  using Entries = std::map<UtteranceId, std::shared_ptr<Entry>>;

  [[nodiscard]] Speaking::Voice voice_of(std::span<const VoiceTerm> terms) const;
  void append_locked(UtteranceId id, Speaking::Task task);
  void run(const std::stop_token& closing, bool loads);
  struct Loaded {
    std::unique_ptr<AcousticModel> model;
    std::string fallback;  // why the asked provider is not used; empty when it is
  };
  void load();
  [[nodiscard]] Loaded load_model() const;
  void warm_up(const AcousticModel& model) const;
  [[nodiscard]] std::shared_ptr<Entry> next_locked() const;
  void serve(std::unique_lock<std::mutex>& lock, const std::shared_ptr<Entry>& entry);

  const EngineSettings settings_;
  const VoiceLibrary voices_;
  const VoiceStatistics statistics_;
  const Listener listener_;
  std::unique_ptr<AcousticModel> model_;  // set once under mutex_, before is_loaded_
  mutable std::mutex mutex_;
  std::condition_variable_any wake_;
  Entries entries_;                    // guarded by mutex_; from submit() to the last event
  std::exception_ptr load_failure_;    // guarded by mutex_
  bool is_loaded_ = false;             // guarded by mutex_
  bool is_closed_ = false;             // guarded by mutex_
  UtteranceId last_id_ = 0;            // guarded by mutex_
  std::vector<std::jthread> workers_;  // last: start when everything above exists
};

}  // namespace tts
