// A server in simulated time: workers, clients, a policy. The scheduler, its costs and the window plan are
// the engine's own code; only the units' durations are made up.
#pragma once

#include <cstddef>
#include <vector>

#include "engine/scheduler.h"
#include "schedule/machine.h"
#include "schedule/workload.h"

namespace tts::schedule {

enum class Policy {
  kOurs,
  kFirstCome,   // an utterance is finished before the next is begun; its audio is streamed
  kRoundRobin,  // a unit each, in turn
};

struct Experiment {
  Policy policy = Policy::kOurs;
  std::vector<Client> clients;
  bool admits_real_time_only = false;  // refuses who would not be served in real time
  double lead_sec = kLeadSec;
  UnitLines lines = kAmxThread;
  double disturbed_share = 0.01;  // of the units, which take three times as long
  std::size_t workers = 2;
  unsigned seed = 1;
};

/// What one client met with.
struct Outcome {
  bool is_admitted = true;
  bool is_buffered = false;
  double to_first_audio_sec = 0.0;  // from arrival
  double to_end_sec = 0.0;          // from arrival
  double audio_sec = 0.0;
  int stalls = 0;  // of a listener who plays from the first audio on
  double stalled_sec = 0.0;
};

struct Course {
  std::vector<Outcome> outcomes;  // one a client, in their order
  double duration_sec = 0.0;      // first arrival to last sample
};

/// Plays it through; the same experiment gives the same course. Clients must come in order of arrival.
[[nodiscard]] Course simulate(const Experiment& experiment);

}  // namespace tts::schedule
