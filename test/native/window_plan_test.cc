#include "engine/window_plan.h"

#include <gtest/gtest.h>

#include <algorithm>

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

}  // namespace
}  // namespace tts
