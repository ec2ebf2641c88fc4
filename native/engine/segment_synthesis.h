// One segment on its way from tokens to trimmed samples, a unit of work at a time, so that the scheduler can
// take turns and a cancel waits for one unit at most. One thread at a time; knows no queue.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <stop_token>
#include <vector>

#include "audio/edges.h"
#include "audio/stretch.h"
#include "engine/costs.h"
#include "engine/manner.h"
#include "engine/outlook.h"
#include "engine/window_plan.h"
#include "model/acoustic_model.h"
#include "signal/harmonic_source.h"
#include "voice/voice_library.h"

namespace tts {

/// Constants of the model's signal path, read from its file by the importer.
struct SignalConstants {
  SourceConstants source;
  float gain = 1.0F;  // of the inverse STFT, to the training's level
};

struct SegmentWish {
  std::vector<std::int64_t> tokens;  // with both pads
  Style style{};
  float speed = 1.0F;
  float pitch = 0.0F;  // semitones
  float intonation = 1.0F;
  std::vector<WordEdit> edits = {};
  std::uint32_t seed = 0;
  EdgeWish edges;
  // Frozen norms of the voice: the segment is decoded in windows. Null: whole, with its own statistics.
  std::shared_ptr<const FoldedNorms> norms;
};

/// A unit that has run. Whole decodes and runs of an uncut model are none that costs are kept of.
struct UnitRun {
  std::optional<Unit> unit = {};
  std::size_t size = 0;
  std::optional<SegmentSize> segment = {};  // known with the first unit
};

class SegmentSynthesis {
 public:
  SegmentSynthesis(std::shared_ptr<const AcousticModel> model, const SignalConstants& constants,
                   SegmentWish wish)
      : shared_(std::move(model)),
        model_(*shared_),
        constants_(constants),
        wish_(std::move(wish)),
        pace_(share_pace(wish_.speed)) {}

  /// Runs the next unit: text and prosody, then the decoder, then the generator, window by window; with an
  /// uncut model all in one. Returns the samples it made, in order; none while there are none. Throws
  /// Error(kCancelled), Error(kInferenceFailed).
  [[nodiscard]] std::vector<float> advance(const std::stop_token& stop);

  /// True when the last samples have been returned.
  [[nodiscard]] bool is_done() const { return next_ == Next::kNone; }

  /// True once the length of the segment is known: before its first samples.
  [[nodiscard]] bool is_planned() const { return next_ != Next::kProsody; }

  /// What is kept of the decoded segment, before it is stretched; see is_planned().
  [[nodiscard]] const EdgeCut& cut() const { return cut_; }

  /// Where it sounds, in decoded samples; see is_planned().
  [[nodiscard]] const SpeechBounds& bounds() const { return bounds_; }

  /// By how much the decoded sound is shortened.
  [[nodiscard]] float stretch() const { return pace_.stretch; }

  /// What will be returned in all; see is_planned().
  [[nodiscard]] std::size_t samples() const { return stretched_samples(cut_.samples(), pace_.stretch); }

  [[nodiscard]] const SegmentWish& wish() const { return wish_; }

  /// Where it stands, for the scheduler: its size as `costs` expects it or, after the first unit, as it is.
  [[nodiscard]] Progress progress(const Costs& costs) const;

  /// The unit that ran last, for its cost.
  [[nodiscard]] UnitRun last_unit() const;

  /// Frames per token; known after the first unit.
  [[nodiscard]] const std::vector<std::size_t>& frames() const { return frames_; }

 private:
  enum class Next : std::uint8_t { kProsody, kDecoder, kWindows, kNone };
  [[nodiscard]] SegmentSize size() const;
  void predict(const std::stop_token& stop);
  void decode(const std::stop_token& stop);
  [[nodiscard]] std::vector<float> generate(const Window& window, const std::stop_token& stop) const;
  [[nodiscard]] std::vector<float> speak_whole(const std::stop_token& stop);
  [[nodiscard]] std::vector<float> paced(std::vector<float> samples);
  void plan();

  const std::shared_ptr<const AcousticModel> shared_;  // outlives an unloading in between
  const AcousticModel& model_;
  const SignalConstants& constants_;
  SegmentWish wish_;
  const Pace pace_;
  Next next_ = Next::kProsody;
  std::vector<std::size_t> frames_;  // [N]
  SpeechBounds bounds_;
  EdgeCut cut_;
  std::optional<Stretch> stretch_;
  std::vector<Window> windows_;
  std::size_t next_window_ = 0;
  std::vector<float> asr_;  // [512, T] until decoded
  Prosody prosody_;         // [2T] each
  Array x_;                 // [1, 512, 2T] once decoded
  std::vector<float> har_;  // [22, 120T + 1] once decoded
};

}  // namespace tts
