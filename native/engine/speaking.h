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
using Order = std::variant<SegmentOrder, SilenceOrder>;

class Speaking {
 public:
  using Emit = std::function<void(SpeechEvent)>;

  /// What an utterance needs to know of its voice.
  struct Voice {
    VoiceMix mix;
    int timbre_row;                            // negative: the segment's own
    std::optional<NormStatistics> statistics;  // frozen ones; none: each segment's own
  };

  /// Throws Error(kInvalidInput) for a sample rate the format does not have.
  Speaking(UtteranceId id, const Utterance& utterance, Voice voice);

  /// Does one unit of work on `order` (null: go on with the segment in work) and emits what it made.
  void work(const AcousticModel& model, const SignalConstants& constants, std::optional<Order> order,
            const std::stop_token& stop, const Emit& emit);

  /// Flushes limiter and encoder and emits the end.
  void end(double queue_sec, const Emit& emit);

  [[nodiscard]] bool has_segment_in_work() const { return synthesis_.has_value(); }
  [[nodiscard]] bool has_sounded() const { return blocks_ > 0; }
  [[nodiscard]] int blocks() const { return blocks_; }
  [[nodiscard]] double emitted_sec() const;
  [[nodiscard]] Clock::time_point first_sounded() const { return first_sounded_; }

 private:
  void begin(const AcousticModel& model, const SignalConstants& constants, const SegmentOrder& order);
  void report(const Emit& emit);
  void keep_silent(const SilenceOrder& order, const Emit& emit);
  void sound(std::span<const float> samples, const Emit& emit);
  /// Made when it is first needed: that takes a millisecond or more, and belongs on an engine thread.
  [[nodiscard]] Encoder& encoder();
  void emit_bytes(Bytes bytes, const Emit& emit);

  const UtteranceId id_;
  const Utterance utterance_;
  const Voice voice_;
  std::shared_ptr<const FoldedNorms> norms_;  // folded with the first segment
  std::unique_ptr<Encoder> encoder_;
  Limiter limiter_;
  std::optional<SegmentSynthesis> synthesis_;
  std::vector<std::string> dropped_;  // of the segment in work
  bool is_reported_ = false;          // the segment in work
  std::uint32_t segments_ = 0;
  std::uint64_t samples_ = 0;  // given to the encoder's side so far
  int blocks_ = 0;
  double compute_sec_ = 0.0;
  Clock::time_point first_sounded_{};
};

}  // namespace tts
