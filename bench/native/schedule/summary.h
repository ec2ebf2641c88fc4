// What a simulated run comes to.
#pragma once

#include <vector>

#include "schedule/simulation.h"

namespace tts::schedule {

struct Summary {
  double first_audio_p50_sec = 0.0;  // of streams
  double first_audio_p95_sec = 0.0;
  double end_p50_sec = 0.0;  // arrival to the last sample, of buffered answers; 0 if there are none
  double end_p95_sec = 0.0;
  int stalls = 0;            // of streams
  double stalled_sec = 0.0;  // all of them together
  double throughput = 0.0;   // seconds of audio per second
  int refused = 0;
};

/// The value below which `share` of them lie (nearest rank); 0 for none.
[[nodiscard]] double percentile(std::vector<double> values, double share);

[[nodiscard]] Summary summary(const Course& course);

}  // namespace tts::schedule
