#include "engine/outlook.h"

#include <algorithm>

#include "base/units.h"

namespace tts {

Outlook outlook(const Costs& costs, const Progress& progress, double stretch) {
  if (!progress.segment) return {};
  const SegmentSize& segment = *progress.segment;
  const std::size_t frames = progress.is_decoded ? progress.frames_left : segment.audible;
  const double window = costs.window(std::min(progress.next_window, std::max<std::size_t>(frames, 1)));
  const double prosody = progress.has_prosody ? 0.0 : costs.of(Unit::kProsody, segment.tokens);
  const double decoder = progress.is_decoded ? 0.0 : costs.of(Unit::kDecoder, segment.frames);
  Outlook result{.unit_sec = !progress.has_prosody  ? prosody
                             : !progress.is_decoded ? decoder
                                                    : window,
                 .to_audio_sec = prosody + decoder + window};
  result.notice_sec = result.to_audio_sec;
  if (progress.following) {
    // Counted in the windows that are planned when it matters, while others wait.
    const double windows = static_cast<double>(frames) / kSharedWindow * costs.window(kSharedWindow);
    const double audio = static_cast<double>(frames * kFrameSamples) / kSampleRate / stretch;
    const double work = prosody + decoder + windows + costs.to_first_audio(*progress.following);
    result.notice_sec = std::max(result.notice_sec, work - audio);
  }
  return result;
}

}  // namespace tts
