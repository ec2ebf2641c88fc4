#include "schedule/job.h"

#include <algorithm>

#include "base/units.h"

namespace tts::schedule {

Candidate Job::candidate(const Costs& costs) const {
  const SegmentSize& segment = client_.segments[at_];
  Progress progress{.segment = has_prosody_ ? segment : costs.expected(segment.tokens),
                    .has_prosody = has_prosody_,
                    .is_decoded = is_decoded_,
                    .frames_left = segment.audible - frame_,
                    .next_window = previous_ == 0 ? kFirstWindow : kSharedWindow};
  if (at_ + 1 < client_.segments.size())
    progress.following = costs.expected(client_.segments[at_ + 1].tokens);
  const Outlook ahead = outlook(costs, progress);
  return {.has_sounded = playback_.has_begun(),
          .arrival = arrival_,
          .dry_at_sec = playback_.dry_at(),
          .priority = client_.is_buffered ? Priority::kInteractive : Priority::kStream,
          .is_buffered = client_.is_buffered,
          .admitted_sec = client_.arrives_sec,
          .idle_since_sec = idle_since_,
          .unit_sec = ahead.unit_sec,
          .notice_sec = ahead.notice_sec,
          .left_sec = client_.is_buffered ? left_sec(costs) : 0.0};
}

double Job::left_sec(const Costs& costs) const {
  double frames = -static_cast<double>(frame_);
  for (std::size_t i = at_; i < client_.segments.size(); ++i)
    frames += static_cast<double>(costs.expected(client_.segments[i].tokens).audible);
  return std::max(0.0, frames) * kFrameSamples / kSampleRate * costs.real_time_factor(kSharedWindow);
}

Task Job::begin(std::size_t longest) {
  is_busy_ = true;
  const SegmentSize& segment = client_.segments[at_];
  if (!has_prosody_) return {Unit::kProsody, segment.tokens};
  if (!is_decoded_) return {Unit::kDecoder, segment.frames};
  const std::size_t silence = (segment.frames - segment.audible) / 2;
  const Window window =
      next_window(silence + frame_, silence + segment.audible, segment.frames, previous_, longest);
  return {Unit::kWindow, window.frames_with_context(), window};
}

void Job::end(const Task& task, double now, Costs& costs) {
  is_busy_ = false;
  idle_since_ = now;
  const SegmentSize& segment = client_.segments[at_];
  if (task.unit == Unit::kProsody) {
    has_prosody_ = true;
    costs.measured(segment);
    return;
  }
  if (task.unit == Unit::kDecoder) {
    is_decoded_ = true;
    return;
  }
  const double sec = static_cast<double>(task.window.frames() * kFrameSamples) / kSampleRate;
  if (!first_audio_) first_audio_ = now;
  audio_sec_ += sec;
  playback_.given(now, sec);
  frame_ += task.window.frames();
  previous_ = task.window.frames();
  if (frame_ < segment.audible) return;
  ++at_;
  has_prosody_ = is_decoded_ = false;
  frame_ = 0;  // previous_ stays: only the first window of an utterance must be short
}

}  // namespace tts::schedule
