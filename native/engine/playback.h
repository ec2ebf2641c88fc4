// What a listener has heard, if he plays what he is given as it comes. Pure; one thread at a time. Times are
// seconds on the caller's clock.
#pragma once

#include <algorithm>

namespace tts {

class Playback {
 public:
  /// `sec` seconds of audio were given at `now`. A listener who had run dry goes on from here.
  void given(double now, double sec) {
    if (has_begun_ && now > dry_at_) {
      ++stalls_;
      stalled_sec_ += now - dry_at_;
    }
    dry_at_ = std::max(has_begun_ ? dry_at_ : now, now) + sec;
    has_begun_ = true;
  }

  [[nodiscard]] bool has_begun() const { return has_begun_; }

  /// When all that was given will have been heard; 0 before the first audio.
  [[nodiscard]] double dry_at() const { return dry_at_; }

  /// Audio given and not heard yet, in seconds.
  [[nodiscard]] double ahead(double now) const { return has_begun_ ? std::max(0.0, dry_at_ - now) : 0.0; }

  /// How often, and for how long in all, he had nothing to hear between two pieces.
  [[nodiscard]] int stalls() const { return stalls_; }
  [[nodiscard]] double stalled_sec() const { return stalled_sec_; }

 private:
  bool has_begun_ = false;
  double dry_at_ = 0.0;
  int stalls_ = 0;
  double stalled_sec_ = 0.0;
};

}  // namespace tts
