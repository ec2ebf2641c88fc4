// What units of work cost on this machine, learned from those that ran. Pure: no clock of its own. Not
// synchronised: the engine reads and writes it under the lock that guards its utterances.
#pragma once

#include <cstddef>
#include <cstdint>

#include "engine/affine_estimate.h"

namespace tts {

/// The three kinds of unit, none of which is interrupted.
enum class Unit : std::uint8_t {
  kProsody,  // text encoder and prosody of a segment; size: tokens with both pads
  kDecoder,  // decoder of a segment; size: its frames
  kWindow,   // generator and inverse STFT of a window; size: its frames with context
};

/// What is known of a segment before it is spoken (frames and audible estimated) or after its first unit.
struct SegmentSize {
  std::size_t tokens = 0;   // with both pads
  std::size_t frames = 0;   // that the decoder takes
  std::size_t audible = 0;  // that the generator's windows cover: without the silence around the speech
};

class Costs {
 public:
  /// Starts from one thread of a machine with AMX; a few units correct that to any other.
  Costs();

  /// A unit of `size` took `sec` seconds of wall time.
  void measured(Unit unit, std::size_t size, double sec);

  /// A segment's true size, after its first unit: how many frames tokens become.
  void measured(const SegmentSize& segment);

  /// Seconds of one unit.
  [[nodiscard]] double of(Unit unit, std::size_t size) const;

  /// Seconds of a window of `frames` new ones, with context on both sides.
  [[nodiscard]] double window(std::size_t frames) const;

  /// The size that a segment of `tokens`, both pads counted, will have by what was measured.
  [[nodiscard]] SegmentSize expected(std::size_t tokens) const;

  /// Seconds of a segment of which nothing has been done to its first audio.
  [[nodiscard]] double to_first_audio(const SegmentSize& segment) const;

  /// Seconds of one thread per second of audio, in windows of `frames` new ones and segments as long as those
  /// measured.
  [[nodiscard]] double real_time_factor(std::size_t frames) const;

 private:
  AffineEstimate prosody_;
  AffineEstimate decoder_;
  AffineEstimate window_;
  AffineEstimate frames_;   // of a segment, by tokens
  AffineEstimate audible_;  // of a segment, by tokens
};

/// The share of the threads that is promised to listeners. The rest is for what is not measured here:
/// encoders, the front end, the first windows of those who come next.
inline constexpr double kPromisedShare = 0.8;

/// True if `streams` listeners (the one who asks included) can be served on `workers` threads without running
/// dry: Σ real-time factor, with the context of short windows, fits the promised share of the threads.
[[nodiscard]] bool can_serve_in_real_time(const Costs& costs, std::size_t streams, std::size_t workers);

/// How many listeners can_serve_in_real_time() allows.
[[nodiscard]] std::size_t real_time_streams(const Costs& costs, std::size_t workers);

}  // namespace tts
