#include "engine/window_plan.h"

#include <gtest/gtest.h>

#include <algorithm>

#include "engine/costs.h"

namespace tts {
namespace {

TEST(WindowPlan, CoversEveryFrameOnceWithContextInsideTheSegment) {
  for (std::size_t total : {1U, 7U, 12U, 19U, 20U, 21U, 60U, 200U, 1000U}) {
    for (std::size_t from : {std::size_t{0}, total / 3}) {
      const std::size_t to = total - total / 5;
      std::size_t at = from;
      for (const Window& window : plan_windows(from, to, total)) {
        EXPECT_EQ(window.from, at);
        EXPECT_GT(window.to, window.from);
        EXPECT_EQ(window.context_from, window.from - std::min<std::size_t>(window.from, 4));
        EXPECT_EQ(window.context_to, std::min(total, window.to + 4));
        at = window.to;
      }
      EXPECT_EQ(at, std::max(from, to));
    }
  }
}

TEST(WindowPlan, StartsShortAndGrows) {
  const auto windows = plan_windows(0, 400, 400);
  ASSERT_EQ(windows.size(), 7U);
  const std::size_t lengths[] = {12, 24, 48, 96, 96, 96, 28};
  for (std::size_t i = 0; i < windows.size(); ++i) EXPECT_EQ(windows[i].to - windows[i].from, lengths[i]);
}

TEST(WindowPlan, JoinsAShortRestToTheWindowBeforeIt) {
  EXPECT_EQ(plan_windows(0, 19, 19).size(), 1U);
  EXPECT_EQ(plan_windows(0, 20, 20).size(), 2U);
}

TEST(WindowPlan, IsEmptyForNothing) { EXPECT_TRUE(plan_windows(5, 5, 9).empty()); }

TEST(NextWindow, IsThePlanOneByOne) {
  std::size_t at = 3;
  std::size_t previous = 0;
  for (const Window& planned : plan_windows(3, 400, 410)) {
    const Window window = next_window(at, 400, 410, previous);
    EXPECT_EQ(window.to, planned.to);
    EXPECT_EQ(window.context_from, planned.context_from);
    EXPECT_EQ(window.context_to, planned.context_to);
    at = window.to;
    previous = window.frames();
  }
  EXPECT_EQ(at, 400U);
}

TEST(NextWindow, ShrinksWhileOthersWaitAndGrowsAgain) {
  EXPECT_EQ(next_window(100, 900, 900, 96, kSharedWindow).frames(), 24U);
  EXPECT_EQ(next_window(124, 900, 900, 24, kSharedWindow).frames(), 24U);
  EXPECT_EQ(next_window(148, 900, 900, 24, kWideWindow).frames(), 48U);
  EXPECT_EQ(next_window(196, 900, 900, 48, kLongestWindow).frames(), 96U);
  EXPECT_EQ(next_window(0, 900, 900, 0, kLongestWindow).frames(), 12U);
}

TEST(NextWindow, JoinsARestUnderEightFramesWhateverTheLength) {
  EXPECT_EQ(next_window(0, 31, 40, 24, kSharedWindow).to, 31U);
  EXPECT_EQ(next_window(0, 32, 40, 24, kSharedWindow).to, 24U);
  EXPECT_EQ(next_window(0, 31, 40, 24, kSharedWindow).frames_with_context(), 35U);
}

TEST(LongestWindow, IsLongForWhoIsAloneAndShortWhileOthersWait) {
  const Costs costs;
  EXPECT_EQ(longest_window(costs, {.ahead_sec = 5.0}), kLongestWindow);
  EXPECT_EQ(longest_window(costs, {.others_wait = true, .streams = 2, .workers = 1, .ahead_sec = 5.0}),
            kSharedWindow);
}

TEST(LongestWindow, IsWideWhereTheContextCostsTooMuch) {
  const Costs costs;
  const std::size_t most = real_time_streams(costs, 2);
  EXPECT_EQ(longest_window(costs, {.others_wait = true, .streams = 2, .workers = 2}), kSharedWindow);
  EXPECT_EQ(longest_window(costs, {.others_wait = true, .streams = most + 1, .workers = 2}), kWideWindow);
}

TEST(LongestWindow, TakesNoLongerThanTheAudioTheListenerHas) {
  Costs costs;
  for (int i = 0; i < 20; ++i) costs.measured(Unit::kWindow, 104, 0.9);
  EXPECT_EQ(longest_window(costs, {.ahead_sec = 0.2}), kSharedWindow);
  EXPECT_EQ(longest_window(costs, {.ahead_sec = 0.6}), kWideWindow);
  EXPECT_EQ(longest_window(costs, {.ahead_sec = 1.0}), kLongestWindow);
}

TEST(LongestWindow, IsLongOnAMachineThatCannotKeepUp) {
  Costs costs;
  for (int i = 0; i < 20; ++i) costs.measured(Unit::kWindow, 32, 2.0);
  EXPECT_EQ(longest_window(costs, {.ahead_sec = 0.1}), kLongestWindow);
}

}  // namespace
}  // namespace tts
