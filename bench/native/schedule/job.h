// A simulated utterance on its way through the units of its segments, as the engine takes one.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>

#include "engine/outlook.h"
#include "engine/playback.h"
#include "engine/scheduler.h"
#include "engine/window_plan.h"
#include "schedule/workload.h"

namespace tts::schedule {

/// A unit that a worker has taken up.
struct Task {
  Unit unit = Unit::kProsody;
  std::size_t size = 0;
  Window window = {};  // of Unit::kWindow
};

class Job {
 public:
  Job(const Client& client, std::uint64_t arrival)
      : client_(client), arrival_(arrival), idle_since_(client.arrives_sec) {}

  [[nodiscard]] const Client& client() const { return client_; }
  [[nodiscard]] bool is_busy() const { return is_busy_; }
  [[nodiscard]] bool is_done() const { return at_ == client_.segments.size(); }
  [[nodiscard]] const Playback& playback() const { return playback_; }
  [[nodiscard]] std::optional<double> first_audio() const { return first_audio_; }
  [[nodiscard]] double audio_sec() const { return audio_sec_; }
  [[nodiscard]] double done_at() const { return idle_since_; }

  [[nodiscard]] Candidate candidate(const Costs& costs) const;

  /// Takes up its next unit; a window has at most `longest` new frames.
  [[nodiscard]] Task begin(std::size_t longest);

  /// Has done it at `now`.
  void end(const Task& task, double now, Costs& costs);

 private:
  [[nodiscard]] double left_sec(const Costs& costs) const;

  const Client& client_;
  const std::uint64_t arrival_;
  std::size_t at_ = 0;  // segment
  bool is_busy_ = false;
  bool has_prosody_ = false;
  bool is_decoded_ = false;
  std::size_t frame_ = 0;     // of its audible ones: where the next window begins
  std::size_t previous_ = 0;  // frames of the window before
  double idle_since_;
  double audio_sec_ = 0.0;
  std::optional<double> first_audio_;
  Playback playback_;
};

}  // namespace tts::schedule
