#include "engine/costs.h"

#include <algorithm>
#include <cmath>

#include "base/units.h"
#include "engine/window_plan.h"

namespace tts {
namespace {

// Seconds; one thread, AMX tier, int8 pieces. Only their shape matters once units have been measured.
constexpr Line kProsodyPrior{0.020, 0.0020};
constexpr Line kDecoderPrior{0.012, 0.00077};
constexpr Line kWindowPrior{0.001, 0.0017};
// Frames by tokens: English at speed 1.
constexpr Line kFramesPrior{40.0, 2.05};
constexpr Line kAudiblePrior{10.0, 2.05};

constexpr double kUsualTokens = 64.0;  // of a segment, until some were measured
constexpr double kFramesPerSecond = static_cast<double>(kSampleRate) / kFrameSamples;

std::size_t whole(double frames) { return static_cast<std::size_t>(std::max(1L, std::lround(frames))); }

}  // namespace

Costs::Costs()
    : prosody_(kProsodyPrior),
      decoder_(kDecoderPrior),
      window_(kWindowPrior),
      frames_(kFramesPrior),
      audible_(kAudiblePrior) {}

void Costs::measured(Unit unit, std::size_t size, double sec) {
  (unit == Unit::kProsody ? prosody_ : unit == Unit::kDecoder ? decoder_ : window_).measured(size, sec);
}

void Costs::measured(const SegmentSize& segment) {
  frames_.measured(segment.tokens, static_cast<double>(segment.frames));
  audible_.measured(segment.tokens, static_cast<double>(segment.audible));
}

double Costs::of(Unit unit, std::size_t size) const {
  const auto items = static_cast<double>(size);
  return (unit == Unit::kProsody ? prosody_ : unit == Unit::kDecoder ? decoder_ : window_).at(items);
}

double Costs::window(std::size_t frames) const { return of(Unit::kWindow, frames + kWindowContext); }

SegmentSize Costs::expected(std::size_t tokens) const {
  const auto count = static_cast<double>(tokens);
  const std::size_t frames = whole(frames_.at(count));
  return {.tokens = tokens, .frames = frames, .audible = std::min(frames, whole(audible_.at(count)))};
}

double Costs::to_first_audio(const SegmentSize& segment) const {
  return of(Unit::kProsody, segment.tokens) + of(Unit::kDecoder, segment.frames) +
         window(std::min(kFirstWindow, segment.audible));
}

double Costs::real_time_factor(std::size_t frames) const {
  const double tokens = prosody_.mean_items() > 0.0 ? prosody_.mean_items() : kUsualTokens;
  const SegmentSize segment = expected(whole(tokens));
  const auto audible = static_cast<double>(segment.audible);
  const double windows = std::max(1.0, audible / static_cast<double>(frames));
  const double sec = of(Unit::kProsody, segment.tokens) + of(Unit::kDecoder, segment.frames) +
                     windows * window(std::min(frames, segment.audible));
  return sec * kFramesPerSecond / audible;
}

bool can_serve_in_real_time(const Costs& costs, std::size_t streams, std::size_t workers) {
  return streams <= real_time_streams(costs, workers);
}

std::size_t real_time_streams(const Costs& costs, std::size_t workers) {
  // Where short windows do not fit, longer ones are planned: see longest_window().
  const double each = std::min(costs.real_time_factor(kSharedWindow), costs.real_time_factor(kWideWindow));
  return static_cast<std::size_t>(kPromisedShare * static_cast<double>(workers) / each);
}

}  // namespace tts
