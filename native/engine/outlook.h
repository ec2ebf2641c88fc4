// What an utterance has before it, in seconds of work: what the scheduler must know of it. Pure.
#pragma once

#include <cstddef>
#include <optional>

#include "engine/costs.h"
#include "engine/window_plan.h"

namespace tts {

/// Where an utterance stands. With no segment in work and none next it has no work for the model.
struct Progress {
  std::optional<SegmentSize> segment = {};    // in work, or taken up next
  bool has_prosody = false;                   // its first unit is done
  bool is_decoded = false;                    // its second unit is done
  std::size_t frames_left = 0;                // of its windows; once it is decoded
  std::size_t next_window = kFirstWindow;     // new frames of the window that comes next
  std::optional<SegmentSize> following = {};  // ordered, behind it
};

struct Outlook {
  double unit_sec = 0.0;      // cost of the unit it would do next
  double to_audio_sec = 0.0;  // cost left to its next audio, that unit included
  double notice_sec = 0.0;    // how long before it runs dry that unit must begin; at least to_audio_sec
};

/// The notice looks past the segment in work: the next one's first two units make no sound, so they must be
/// paid for by audio made before. `stretch` is by how much the decoded sound is shortened afterwards.
[[nodiscard]] Outlook outlook(const Costs& costs, const Progress& progress, double stretch = 1.0);

}  // namespace tts
