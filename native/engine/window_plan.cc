#include "engine/window_plan.h"

#include <algorithm>

#include "model/generator/generator.h"

namespace tts {
namespace {

constexpr std::size_t kFirst = 12;  // frames
constexpr std::size_t kLongest = 96;
constexpr std::size_t kShortest = 8;

}  // namespace

std::vector<Window> plan_windows(std::size_t from, std::size_t to, std::size_t total) {
  constexpr std::size_t kContext = Generator::kContextFrames;
  std::vector<Window> windows;
  std::size_t length = kFirst;
  for (std::size_t at = from; at < to;) {
    std::size_t end = std::min(to, at + length);
    if (to - end < kShortest) end = to;
    windows.push_back({.from = at,
                       .to = end,
                       .context_from = at - std::min(at, kContext),
                       .context_to = std::min(total, end + kContext)});
    at = end;
    length = std::min(kLongest, 2 * length);
  }
  return windows;
}

}  // namespace tts
