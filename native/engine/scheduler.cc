#include "engine/scheduler.h"

#include <algorithm>
#include <array>
#include <tuple>
#include <vector>

namespace tts {
namespace {

enum Class : int { kDeadline, kFirstWindow, kWholeAnswer, kReadAhead, kBackgroundWork };

struct Ranked {
  std::size_t index;
  Class rank;
  double deadline_sec;  // of kDeadline: when its unit must begin
};

Ranked ranked(std::size_t index, const Candidate& candidate, const Scene& scene) {
  const bool is_background = candidate.priority == Priority::kBackground;
  if (candidate.has_sounded && !candidate.is_buffered && !is_background) {
    const bool is_far_ahead = candidate.dry_at_sec - scene.now_sec > scene.lead_sec;
    return {index, is_far_ahead ? kReadAhead : kDeadline, candidate.dry_at_sec - candidate.notice_sec};
  }
  // The classes he rises through, the last one first.
  constexpr std::array kLadder{kDeadline, kFirstWindow, kWholeAnswer, kBackgroundWork};
  const int natural = is_background ? 3 : candidate.is_buffered ? 2 : 1;
  const int highest = is_background ? 1 : 0;
  const double since = natural == 1 ? candidate.admitted_sec : candidate.idle_since_sec;
  const double patiences = std::max(0.0, scene.now_sec - since) / kPatienceSec;
  const int raised = static_cast<int>(std::min(patiences, static_cast<double>(natural - highest)));
  return {index, kLadder[static_cast<std::size_t>(natural - raised)], since + kPatienceSec * natural};
}

// The longest unit that may go before `deadlines` (ascending) with every stream still beginning in time.
// Taken carefully: as if each worker had such a unit to do first, for the others may be at one.
double spare_sec(std::span<const Ranked> deadlines, std::span<const Candidate> candidates,
                 const Scene& scene) {
  const auto workers = static_cast<double>(std::max<std::size_t>(1, scene.workers));
  double spare = std::numeric_limits<double>::infinity();
  double before = 0.0;
  for (const Ranked& each : deadlines) {
    spare = std::min(spare, each.deadline_sec - scene.now_sec - before);
    before += candidates[each.index].unit_sec / workers;
  }
  return spare;
}

}  // namespace

std::optional<std::size_t> choose(std::span<const Candidate> candidates, const Scene& scene) {
  std::vector<Ranked> all;
  all.reserve(candidates.size());
  for (std::size_t i = 0; i < candidates.size(); ++i) all.push_back(ranked(i, candidates[i], scene));
  const auto key = [&](const Ranked& each) {
    const Candidate& candidate = candidates[each.index];
    const double within = each.rank == kDeadline      ? each.deadline_sec
                          : each.rank == kFirstWindow ? static_cast<double>(candidate.priority)
                          : candidate.is_buffered     ? candidate.admitted_sec + candidate.left_sec
                                                      : candidate.admitted_sec;
    return std::tuple(each.rank, within, candidate.arrival);
  };
  std::ranges::sort(all, {}, key);
  const auto first = std::ranges::find_if(all, [](const Ranked& each) { return each.rank != kDeadline; });
  const double spare = spare_sec({all.begin(), first}, candidates, scene);
  for (auto each = first; each != all.end() && each->rank == kFirstWindow; ++each) {
    if (candidates[each->index].unit_sec <= spare) return each->index;
  }
  if (all.empty()) return std::nullopt;
  return all.front().index;
}

}  // namespace tts
