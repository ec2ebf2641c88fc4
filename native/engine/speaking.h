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

  /// Flushes limiter and encoder and emits the end.
  void end(double queue_sec, const Emit& emit);

  [[nodiscard]] bool has_segment_in_work() const { return synthesis_.has_value(); }
  [[nodiscard]] bool has_sounded() const { return blocks_ > 0; }
  [[nodiscard]] int blocks() const { return blocks_; }
  [[nodiscard]] double emitted_sec() const;
  [[nodiscard]] Clock::time_point first_sounded() const { return first_sounded_; }

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
  Clock::time_point first_sounded_{};
};

}  // namespace tts
