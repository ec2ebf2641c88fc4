#include "engine/scheduler.h"

#include <algorithm>
#include <tuple>

namespace tts {

std::optional<std::size_t> choose(std::span<const Candidate> candidates) {
  const auto urgency = [](const Candidate& candidate) {
    return std::tuple(candidate.has_sounded, candidate.has_sounded ? candidate.dry_at_sec : 0.0,
                      candidate.arrival);
  };
  const auto most_urgent = std::ranges::min_element(candidates, {}, urgency);
  if (most_urgent == candidates.end()) return std::nullopt;
  return static_cast<std::size_t>(most_urgent - candidates.begin());
}

}  // namespace tts
