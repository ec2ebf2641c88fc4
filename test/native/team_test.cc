#include "model/generator/team.h"

#include <gtest/gtest.h>

#include <thread>
#include <vector>

namespace tts {
namespace {

TEST(Team, TakesEveryRowOnceInParts) {
  Team team(3);
  for (int round = 0; round < 200; ++round) {
    for (const std::size_t count : {0U, 1U, 7U, 96U, 97U, 1000U}) {
      std::vector<int> taken(count, 0);
      team.share(count, 10, [&](std::size_t first, std::size_t end) {
        for (std::size_t row = first; row < end; ++row) ++taken[row];
      });
      EXPECT_EQ(taken, std::vector<int>(count, 1));
    }
  }
}

TEST(Team, ServesCallersOneAfterTheOther) {
  Team team(2);
  std::vector<std::thread> callers;
  std::vector<std::size_t> sums(4, 0);
  for (std::size_t caller = 0; caller < sums.size(); ++caller) {
    callers.emplace_back([&, caller] {
      for (int round = 0; round < 100; ++round) {
        std::atomic<std::size_t> sum{0};
        team.share(100, 5, [&](std::size_t first, std::size_t end) { sum += end - first; });
        sums[caller] += sum;
      }
    });
  }
  for (auto& caller : callers) caller.join();
  EXPECT_EQ(sums, std::vector<std::size_t>(4, 10'000));
}

TEST(Team, OfOneWorksAlone) {
  Team team(1);
  std::size_t sum = 0;
  team.share(100, 7, [&](std::size_t first, std::size_t end) { sum += end - first; });
  EXPECT_EQ(sum, 100U);
}

}  // namespace
}  // namespace tts
