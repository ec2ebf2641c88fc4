// Which frames are decoded together. Pure; any thread. With frozen statistics no plan changes the sound, so
// it is free to serve the listener: a short first window, then longer ones.
#pragma once

#include <cstddef>
#include <vector>

namespace tts {

/// Frames [from, to) of a segment are new; [context_from, context_to) are decoded.
struct Window {
  std::size_t from = 0;
  std::size_t to = 0;
  std::size_t context_from = 0;
  std::size_t context_to = 0;
};

/// Windows over frames [from, to) of a segment of `total` frames: 12 new frames, then 24, 48, 96, with 4
/// frames of context on each side that lies within the segment; a rest under 8 frames joins the window before
/// it.
[[nodiscard]] std::vector<Window> plan_windows(std::size_t from, std::size_t to, std::size_t total);

}  // namespace tts
