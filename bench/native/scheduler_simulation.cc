// Simulates a server of two one-thread workers under load and compares three ways to take turns:
//   scheduler_simulation [LEAD]
// Prints a JSON object per scenario, number of clients and policy. LEAD: see kLeadSec.
#include <array>
#include <cstdio>
#include <string>

#include "schedule/summary.h"

namespace {

using namespace tts::schedule;  // NOLINT(google-build-using-namespace): a program of one file

struct Named {
  const char* name;
  Policy policy;
};
constexpr std::array kPolicies{Named{"ours", Policy::kOurs}, Named{"first come", Policy::kFirstCome},
                               Named{"round robin", Policy::kRoundRobin}};

// The mixed texts take a client 1.6 s of one thread on average: four fifths of what two threads give.
constexpr double kIntervalSec = 1.6 / 2 / 0.8;

void print(const char* scenario, std::size_t clients, const char* policy, const Summary& sum) {
  std::printf(
      "{\"scenario\":\"%s\",\"clients\":%zu,\"policy\":\"%s\",\"first audio p50 ms\":%.0f,"
      "\"first audio p95 ms\":%.0f,\"stalls\":%d,\"stalled s\":%.2f,\"audio s per s\":%.1f,"
      "\"buffered p95 s\":%.1f,\"refused\":%d}\n",
      scenario, clients, policy, 1000 * sum.first_audio_p50_sec, 1000 * sum.first_audio_p95_sec, sum.stalls,
      sum.stalled_sec, sum.throughput, sum.end_p95_sec, sum.refused);
}

void compare(const char* scenario, Experiment experiment) {
  for (const auto& [name, policy] : kPolicies) {
    experiment.policy = policy;
    print(scenario, experiment.clients.size(), name, summary(simulate(experiment)));
  }
}

// Every fourth client waits for the whole answer: over time, some of every text.
std::vector<Client> with_buffered(std::vector<Client> clients) {
  for (std::size_t i = 0; i < clients.size(); i += 4) clients[i].is_buffered = true;
  return clients;
}

}  // namespace

int main(int count, char** words) {
  const double lead = count > 1 ? std::stod(words[1]) : tts::kLeadSec;
  for (const std::size_t clients : {1U, 2U, 4U, 8U, 16U, 32U, 64U}) {
    const auto experiment = [&](std::vector<Client> who, bool admits = false) {
      return Experiment{.clients = std::move(who), .admits_real_time_only = admits, .lead_sec = lead};
    };
    compare("at once", experiment(burst(clients, 7)));
    compare("Poisson", experiment(poisson(clients, kIntervalSec, 7)));
    compare("long, admitted as real-time", experiment(long_listeners(clients, 2, 7), true));
    compare("Poisson, a quarter buffered", experiment(with_buffered(poisson(clients, kIntervalSec, 11))));
  }
}
