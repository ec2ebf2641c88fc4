#include "engine/window_plan.h"

#include <algorithm>

#include "engine/costs.h"
#include "model/generator/generator.h"

namespace tts {
namespace {

constexpr std::size_t kContext = Generator::kContextFrames;
static_assert(kWindowContext == 2 * kContext);

}  // namespace

Window next_window(std::size_t from, std::size_t to, std::size_t total, std::size_t previous,
                   std::size_t longest) {
  const std::size_t length = std::clamp(2 * previous, kFirstWindow, std::max(kFirstWindow, longest));
  std::size_t end = std::min(to, from + length);
  if (to - end < kShortestWindow) end = to;
  return {.from = from,
          .to = end,
          .context_from = from - std::min(from, kContext),
          .context_to = std::min(total, end + kContext)};
}

std::vector<Window> plan_windows(std::size_t from, std::size_t to, std::size_t total) {
  std::vector<Window> windows;
  for (std::size_t at = from; at < to; at = windows.back().to)
    windows.push_back(next_window(at, to, total, windows.empty() ? 0 : windows.back().frames()));
  return windows;
}

std::size_t longest_window(const Costs& costs, const WindowScene& scene) {
  const double each = costs.real_time_factor(kSharedWindow);
  if (scene.others_wait) {
    const double usable = kPromisedShare * static_cast<double>(scene.workers);
    return static_cast<double>(scene.streams) * each <= usable ? kSharedWindow : kWideWindow;
  }
  std::size_t longest = kLongestWindow;
  if (each >= 1.0) return longest;  // the listener will wait in any case: the least work is best
  while (longest > kSharedWindow && costs.window(longest) > scene.ahead_sec) longest /= 2;
  return longest;
}

}  // namespace tts
