// Who gets the next unit of work. Pure: no thread, no model, no clock of its own, so that its tests are
// tables.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>

namespace tts {

/// One utterance that has work to do and room for its result.
struct Candidate {
  bool has_sounded = false;   // some of its audio has been emitted
  std::uint64_t arrival = 0;  // order of admission
  double dry_at_sec = 0.0;    // when its listener has heard all that was emitted; only if has_sounded
};

/// Index of the candidate to serve: those that have not sounded yet first, by arrival; then the one whose
/// listener would run out of audio soonest. Nothing for no candidates.
[[nodiscard]] std::optional<std::size_t> choose(std::span<const Candidate> candidates);

}  // namespace tts
