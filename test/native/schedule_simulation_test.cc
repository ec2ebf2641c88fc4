// The scheduler, its costs and the window plan against clients in simulated time.
#include <gtest/gtest.h>

#include <algorithm>

#include "schedule/summary.h"

namespace tts::schedule {
namespace {

Summary of(Experiment experiment, Policy policy) {
  experiment.policy = policy;
  return summary(simulate(experiment));
}

std::vector<Client> hundred_words_each(std::size_t count) { return long_listeners(count, 1, 5); }

TEST(ScheduleSimulation, FirstAudioOfSixteenComesInAQuarterOfTheTimeOfFirstComeFirstServed) {
  const Experiment experiment{.clients = hundred_words_each(16)};
  EXPECT_LE(of(experiment, Policy::kOurs).first_audio_p95_sec,
            0.25 * of(experiment, Policy::kFirstCome).first_audio_p95_sec);
}

TEST(ScheduleSimulation, FirstAudioOfSixteenMixedTextsComesInAThird) {
  for (const unsigned seed : {1U, 2U, 3U}) {
    const Experiment experiment{.clients = burst(16, seed), .seed = seed};
    EXPECT_LE(of(experiment, Policy::kOurs).first_audio_p95_sec,
              0.33 * of(experiment, Policy::kFirstCome).first_audio_p95_sec);
  }
}

TEST(ScheduleSimulation, WhoIsAdmittedInRealTimeNeverRunsDry) {
  for (const unsigned seed : {1U, 2U, 3U, 4U, 5U}) {
    const Summary at_once = of({.clients = long_listeners(40, 3, seed),
                                .admits_real_time_only = true,
                                .disturbed_share = 0.0,
                                .seed = seed},
                               Policy::kOurs);
    EXPECT_EQ(at_once.stalls, 0) << seed;
    EXPECT_GT(at_once.refused, 0);
    EXPECT_LT(at_once.refused, 36);

    const Summary coming = of({.clients = poisson(300, 0.7, seed),
                               .admits_real_time_only = true,
                               .disturbed_share = 0.0,
                               .seed = seed},
                              Policy::kOurs);
    EXPECT_EQ(coming.stalls, 0) << seed;
  }
}

TEST(ScheduleSimulation, ADisturbedMachineMakesThemWaitForMomentsOnly) {
  for (const unsigned seed : {1U, 2U, 3U, 4U, 5U}) {
    for (const auto& clients : {long_listeners(40, 3, seed), poisson(300, 0.7, seed)}) {
      const Course course = simulate({.clients = clients, .admits_real_time_only = true, .seed = seed});
      for (const Outcome& outcome : course.outcomes) EXPECT_LT(outcome.stalled_sec, 0.2) << seed;
    }
  }
}

TEST(ScheduleSimulation, WholeAnswersTakeNothingFromListeners) {
  std::vector<Client> clients = long_listeners(9, 3, 2);
  for (const Client& each : long_listeners(8, 3, 9)) {
    clients.push_back(each);
    clients.back().is_buffered = true;
  }
  const Summary sum = of({.clients = clients, .admits_real_time_only = true}, Policy::kOurs);
  EXPECT_LE(sum.stalls, 1);
  EXPECT_LT(sum.stalled_sec, 0.1);
}

TEST(ScheduleSimulation, NobodyStarvesUnderTwiceTheLoadThatFits) {
  std::vector<Client> clients = long_listeners(24, 2, 3);
  for (Client client : long_listeners(3, 1, 4)) {
    client.is_buffered = true;
    clients.push_back(client);
  }
  const Course course = simulate({.clients = clients});
  for (const Outcome& outcome : course.outcomes) {
    EXPECT_GT(outcome.audio_sec, 20.0);
    EXPECT_LT(outcome.to_first_audio_sec, outcome.is_buffered ? 90.0 : 8.0);
  }
  // Stalls are shared: nobody's is far above the mean.
  double most = 0.0;
  double all = 0.0;
  for (const Outcome& outcome : course.outcomes) {
    if (outcome.is_buffered) continue;
    most = std::max(most, outcome.stalled_sec);
    all += outcome.stalled_sec;
  }
  EXPECT_LT(most, 2.0 * all / 24);
}

TEST(ScheduleSimulation, ASentenceDoesNotWaitBehindANovel) {
  for (const bool is_buffered : {false, true}) {
    std::vector<Client> clients = long_listeners(2, 20, 6);
    for (Client& client : clients) client.is_buffered = is_buffered;
    clients.push_back(
        {.arrives_sec = 2.0, .segments = segments_of(Text::kTenWords, 1), .is_buffered = is_buffered});
    const Course course = simulate({.clients = clients});
    EXPECT_LT(course.outcomes.back().to_end_sec, 2.0) << is_buffered;
  }
}

TEST(ScheduleSimulation, AShortRequestBesideABookSoundsWithinTwiceTheIdleTime) {
  const auto short_request = [](double arrives_sec) {
    return Client{.arrives_sec = arrives_sec, .segments = segments_of(Text::kTenWords, 1)};
  };
  const Course idle = simulate({.clients = {short_request(0.0)}, .disturbed_share = 0.0});
  for (int i = 0; i < 40; ++i) {
    std::vector<Client> clients = long_listeners(1, 20, 6);
    clients.push_back(short_request(0.5 + 0.37 * i));
    const Course beside = simulate({.clients = clients, .disturbed_share = 0.0});
    EXPECT_LE(beside.outcomes.back().to_first_audio_sec, 2.0 * idle.outcomes.back().to_first_audio_sec) << i;
  }
}

TEST(ScheduleSimulation, LearnsAMachineEightTimesSlower) {
  UnitLines lines = kAmxThread;
  for (Line& line : lines) line = {8 * line.fixed, 8 * line.per_item};
  std::vector<Client> clients;
  for (int i = 0; i < 6; ++i) {  // one after the other has taught it, who comes next is admitted or not
    clients.push_back(
        {.arrives_sec = 20.0 * i, .segments = segments_of(Text::kTenWords, static_cast<unsigned>(i))});
  }
  for (Client each : long_listeners(4, 1, 8)) {
    each.arrives_sec = 150.0;
    clients.push_back(each);
  }
  const Course course = simulate({.clients = clients, .admits_real_time_only = true, .lines = lines});
  const auto admitted = std::count_if(course.outcomes.end() - 4, course.outcomes.end(),
                                      [](const Outcome& outcome) { return outcome.is_admitted; });
  EXPECT_LE(admitted, 2);
  EXPECT_GE(admitted, 0);
}

TEST(ScheduleSimulation, GivesTheSameRunTwice) {
  const Experiment experiment{.clients = poisson(30, 0.5, 4)};
  const Course first = simulate(experiment);
  const Course second = simulate(experiment);
  ASSERT_EQ(first.outcomes.size(), second.outcomes.size());
  for (std::size_t i = 0; i < first.outcomes.size(); ++i) {
    EXPECT_EQ(first.outcomes[i].to_first_audio_sec, second.outcomes[i].to_first_audio_sec);
    EXPECT_EQ(first.outcomes[i].to_end_sec, second.outcomes[i].to_end_sec);
  }
}

TEST(Percentile, IsTheNearestRank) {
  EXPECT_EQ(percentile({3, 1, 2, 4}, 0.5), 2);
  EXPECT_EQ(percentile({3, 1, 2, 4}, 0.95), 4);
  EXPECT_EQ(percentile({}, 0.5), 0);
}

}  // namespace
}  // namespace tts::schedule
