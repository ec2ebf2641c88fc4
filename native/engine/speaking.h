// The state of one admitted utterance: its orders, its segment in work, its encoder. Whoever holds it works
// alone: the engine hands it to one worker at a time.
#pragma once

#include <chrono>
#include <deque>
#include <functional>
#include <memory>
#include <optional>
#include <stop_token>
#include <variant>

#include "audio/limiter.h"
#include "engine/segment_synthesis.h"
#include "engine/utterance.h"

namespace tts {

using Clock = std::chrono::steady_clock;

class Speaking {
 public:
  using Emit = std::function<void(SpeechEvent)>;

  /// What an utterance needs to know of a voice.
  struct Voice {
    VoiceMix mix;
    int timbre_row;                            // negative: the segment's own
    std::optional<NormStatistics> statistics;  // frozen ones; none: each segment's own
    std::shared_ptr<const FoldedNorms> norms;  // folded with its first segment
  };

  /// A segment, and the voice it is spoken in if that is not the utterance's.
  struct Line {
    SegmentOrder order;
    std::shared_ptr<Voice> voice;
  };
  using Task = std::variant<Line, SilenceOrder>;

  /// Throws Error(kInvalidInput) for a sample rate the format does not have.
  Speaking(UtteranceId id, const Utterance& utterance, Voice voice);

  /// Does one unit of work on `task` (null: go on with the segment in work) and emits what it made.
  void work(const std::shared_ptr<const AcousticModel>& model, const SignalConstants& constants,
            std::optional<Task> task, const std::stop_token& stop, const Emit& emit);

  /// The scheduler's view; `next` and `following` are the tasks that wait, or null.
  [[nodiscard]] Progress progress(const Costs& costs, const Task* next, const Task* following) const;

  /// What the last call of work() ran, and how long it took.
  [[nodiscard]] const UnitRun& last_unit() const { return last_unit_; }
  [[nodiscard]] double last_unit_sec() const { return last_unit_sec_; }
  [[nodiscard]] bool is_buffered() const { return !utterance_.audio.streamed; }
  /// By how much the segment in work is shortened after decoding.
  [[nodiscard]] double stretch() const { return synthesis_ ? synthesis_->stretch() : 1.0; }

  /// Flushes limiter and encoder and emits the end.
  void end(double queue_sec, const Emit& emit);

  [[nodiscard]] bool has_segment_in_work() const { return synthesis_.has_value(); }
  [[nodiscard]] int blocks() const { return blocks_; }
  [[nodiscard]] double emitted_sec() const;

 private:
  void begin(const std::shared_ptr<const AcousticModel>& model, const SignalConstants& constants, Line line);
  void report(const Emit& emit);
  void keep_silent(const SilenceOrder& order, const Emit& emit);
  void sound(std::span<const float> samples, const Emit& emit);
  /// Made when it is first needed: that takes a millisecond or more, and belongs on an engine thread.
  [[nodiscard]] Encoder& encoder();
  void emit_bytes(Bytes bytes, const Emit& emit);

  const UtteranceId id_;
  const Utterance utterance_;
  const std::shared_ptr<Voice> voice_;
  std::unique_ptr<Encoder> encoder_;
  Limiter limiter_;
  std::optional<SegmentSynthesis> synthesis_;
  std::vector<std::string> dropped_;  // of the segment in work
  bool is_reported_ = false;          // the segment in work
  float volume_ = 1.0F;               // of the segment in work
  std::uint32_t segments_ = 0;
  std::uint64_t samples_ = 0;  // given to the encoder's side so far
  int blocks_ = 0;
  double compute_sec_ = 0.0;
  UnitRun last_unit_;
  double last_unit_sec_ = 0.0;
};

}  // namespace tts
