// Owns the threads that speak. Knows voices, the model and audio; does not know Node, HTTP or spelling.
#pragma once

#include <condition_variable>
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

#include "engine/casting.h"
#include "engine/costs.h"
#include "engine/engine_settings.h"
#include "engine/playback.h"
#include "engine/scheduler.h"
#include "engine/speaking.h"
#include "engine/utterance.h"
#include "model/acoustic_model.h"

namespace tts {

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

  [[nodiscard]] std::vector<std::string> voices() const { return casting_.library().names(); }

  /// Gives up the model once its running segments have ended; whatever is spoken next loads it again. False:
  /// it is not loaded now.
  bool unload();

  /// Ends everything with Error(kEngineClosed) and joins the threads: no event follows. Idempotent; not from
  /// the listener.
  void close();

 private:
  struct Entry {
    Entry(UtteranceId its_id, const Utterance& utterance, Speaking::Voice voice)
        : id(its_id),
          speaking(its_id, utterance, std::move(voice)),
          credit(utterance.credit),
          waits_since_sec(now_sec()),
          idle_since_sec(waits_since_sec) {}

    [[nodiscard]] bool has_work() const {
      return credit > 0 && (speaking.has_segment_in_work() || !tasks.empty() || is_finished);
    }
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
    Playback playback;
    double waits_since_sec;  // admitted, or supplied again after its listener had run dry
    double idle_since_sec;   // end of its last unit
  };
  using Entries = std::map<UtteranceId, std::shared_ptr<Entry>>;

  /// What a worker does next: load the model, one unit of an utterance, or one sentence of a calibration.
  struct Job {
    enum class Kind : std::uint8_t { kLoad, kSpeak, kCalibrate };
    Kind kind = Kind::kSpeak;
    std::shared_ptr<Entry> entry = nullptr;
  };
  enum class Presence : std::uint8_t { kLoading, kLoaded, kUnloaded, kFailed };

  void append_locked(UtteranceId id, Speaking::Task task);
  void run(const std::stop_token& closing, bool loads);
  void load(bool is_first);
  [[nodiscard]] std::shared_ptr<const AcousticModel> watched(std::unique_ptr<const AcousticModel> model);
  [[nodiscard]] std::optional<Job> next_job_locked();
  [[nodiscard]] std::shared_ptr<Entry> next_locked() const;
  [[nodiscard]] Candidate candidate(const Entry& entry) const;
  /// After a unit: what it took, and what its listener has now.
  void account(Entry& entry, double emitted_sec);
  /// Changes what an entry has to do; one that ran dry meanwhile is on its way to a first sound again.
  void supply(Entry& entry, const std::function<void(Entry&)>& change);
  [[nodiscard]] static double now_sec();
  void serve(std::unique_lock<std::mutex>& lock, const std::shared_ptr<Entry>& entry);
  void calibrate(std::unique_lock<std::mutex>& lock);

  const EngineSettings settings_;
  Casting casting_;
  const Listener listener_;
  mutable std::mutex mutex_;
  std::condition_variable_any wake_;
  std::shared_ptr<const AcousticModel> model_;   // guarded by mutex_
  Presence presence_ = Presence::kLoading;       // guarded by mutex_
  Costs costs_;                                  // guarded by mutex_
  Entries entries_;                              // guarded by mutex_; from submit() to the last event
  std::exception_ptr load_failure_;              // guarded by mutex_; of the first load: it is for good
  std::optional<std::stop_source> calibration_;  // guarded by mutex_; while a worker calibrates
  bool is_closed_ = false;                       // guarded by mutex_
  UtteranceId last_id_ = 0;                      // guarded by mutex_
  std::vector<std::jthread> workers_;            // last: start when everything above exists
};

}  // namespace tts
