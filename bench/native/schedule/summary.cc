#include "schedule/summary.h"

#include <algorithm>
#include <cmath>

namespace tts::schedule {

double percentile(std::vector<double> values, double share) {
  if (values.empty()) return 0.0;
  std::ranges::sort(values);
  const auto rank = static_cast<std::size_t>(std::ceil(share * static_cast<double>(values.size())));
  return values[std::clamp<std::size_t>(rank, 1, values.size()) - 1];
}

Summary summary(const Course& course) {
  Summary result;
  std::vector<double> first_audio;
  std::vector<double> ends;
  double audio = 0.0;
  for (const Outcome& outcome : course.outcomes) {
    if (!outcome.is_admitted) {
      ++result.refused;
      continue;
    }
    audio += outcome.audio_sec;
    if (outcome.is_buffered) {
      ends.push_back(outcome.to_end_sec);
      continue;
    }
    first_audio.push_back(outcome.to_first_audio_sec);
    result.stalls += outcome.stalls;
    result.stalled_sec += outcome.stalled_sec;
  }
  result.first_audio_p50_sec = percentile(first_audio, 0.5);
  result.first_audio_p95_sec = percentile(first_audio, 0.95);
  result.end_p50_sec = percentile(ends, 0.5);
  result.end_p95_sec = percentile(ends, 0.95);
  result.throughput = course.duration_sec > 0.0 ? audio / course.duration_sec : 0.0;
  return result;
}

}  // namespace tts::schedule
