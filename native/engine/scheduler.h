// Who gets the next unit of work. Pure: no thread, no model, no clock of its own, so that its tests are
// tables. Times are seconds on the caller's clock.
#pragma once

#include <cstddef>
#include <cstdint>
#include <limits>
#include <optional>
#include <span>

namespace tts {

enum class Priority : std::uint8_t {
  kInteractive,
  kStream,
  kBackground,  // nobody listens: calibration of a voice
};

/// After so long without service a candidate is raised a class.
inline constexpr double kPatienceSec = 5.0;

/// How far ahead of its listener a stream is kept while others wait: more delays whole answers and helps no
/// listener (bench/native/scheduler_simulation.cc).
inline constexpr double kLeadSec = 3.0;

/// One utterance that has work to do, room for its result and no worker. Costs come from outlook().
struct Candidate {
  bool has_sounded = false;   // some of its audio has been emitted
  std::uint64_t arrival = 0;  // order of admission
  double dry_at_sec = 0.0;    // when its listener has heard all that was emitted; only if has_sounded
  Priority priority = Priority::kStream;
  bool is_buffered = false;  // a whole answer: nobody plays it while it is made
  double admitted_sec = 0.0;
  double idle_since_sec = 0.0;  // end of its last unit; admission before the first one
  double unit_sec = 0.0;        // cost of the unit it would do next
  double notice_sec = 0.0;      // how long before it runs dry that unit must begin
  double left_sec = 0.0;        // of a buffered one: cost of all its orders, as far as they are known
};

struct Scene {
  double now_sec = 0.0;
  std::size_t workers = 1;
  double lead_sec = std::numeric_limits<double>::infinity();  // see kLeadSec
};

/// Index of the candidate to serve; nothing for no candidates. In this order:
///   1. streams on their way to a first window, by priority, then by arrival, as far as their unit lets every
///      sounding stream still make its deadline;
///   2. the sounding stream with the earliest deadline: the time it runs dry, minus its notice;
///   3. buffered answers by age, as if each had come later by the work it still is: a sentence does not wait
///      behind a novel;
///   4. streams more than the lead ahead, by age;
///   5. background work.
/// Who has waited for kPatienceSec (to sound, or for his next unit where nobody listens yet) rises: from 5 to
/// 3 to 1, and from 1, background work excepted, among the deadlines of 2, where his own is the moment he got
/// there. So no answer starves, whatever the load.
[[nodiscard]] std::optional<std::size_t> choose(std::span<const Candidate> candidates,
                                                const Scene& scene = {});

}  // namespace tts
