// Which frames are decoded together. Pure; any thread. With frozen statistics no plan changes the sound, so
// it is free to serve the listener: a short first window, then longer ones, short ones again while others
// wait.
#pragma once

#include <cstddef>
#include <vector>

namespace tts {

class Costs;

inline constexpr std::size_t kFirstWindow = 12;   // new frames
inline constexpr std::size_t kSharedWindow = 24;  // while others wait
inline constexpr std::size_t kWideWindow = 48;    // while others wait, where the context costs too much
inline constexpr std::size_t kLongestWindow = 96;
inline constexpr std::size_t kShortestWindow = 8;
inline constexpr std::size_t kWindowContext = 8;  // frames of context, both sides together

/// Frames [from, to) of a segment are new; [context_from, context_to) are decoded.
struct Window {
  std::size_t from = 0;
  std::size_t to = 0;
  std::size_t context_from = 0;
  std::size_t context_to = 0;

  [[nodiscard]] std::size_t frames() const { return to - from; }
  [[nodiscard]] std::size_t frames_with_context() const { return context_to - context_from; }
};

/// The next window over frames [from, to), from < to, of a segment of `total` frames: 12 new frames when
/// `previous` is 0, otherwise twice those of the window before it, at most `longest`, with 4 frames of
/// context on each side that lies within the segment. A rest under 8 frames joins it.
[[nodiscard]] Window next_window(std::size_t from, std::size_t to, std::size_t total, std::size_t previous,
                                 std::size_t longest = kLongestWindow);

/// The windows over frames [from, to) of one who is alone: 12 new frames, then 24, 48, 96.
[[nodiscard]] std::vector<Window> plan_windows(std::size_t from, std::size_t to, std::size_t total);

/// What bears on the length of a stream's next window.
struct WindowScene {
  bool others_wait = false;  // anybody else has work to do, whether or not a worker is at it
  std::size_t streams = 1;   // listeners being served, this one included
  std::size_t workers = 1;
  double ahead_sec = 0.0;  // audio this listener has been given and not heard
};

/// New frames of the longest window that serves everybody: 24 while anyone else waits, or 48 where the
/// streams do not fit the workers with 24; alone 96, but none that takes longer than the audio the listener
/// still has, on a machine that is faster than speech.
[[nodiscard]] std::size_t longest_window(const Costs& costs, const WindowScene& scene);

}  // namespace tts
