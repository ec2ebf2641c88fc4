// Brings a wished bitrate into what a codec can do.
#pragma once

#include <algorithm>

namespace tts {

/// `wished` in kbit/s within [lowest, highest]; 0 stands for `usual`, which is clamped all the same.
[[nodiscard]] constexpr int bitrate_within(int wished, int usual, int lowest, int highest) {
  return std::clamp(wished > 0 ? wished : usual, lowest, highest);
}

}  // namespace tts
