#include "engine/scheduler.h"

#include <gtest/gtest.h>

#include <vector>

namespace tts {
namespace {

struct Table {
  const char* name;
  std::vector<Candidate> candidates;
  std::size_t served;
};

class SchedulerTest : public testing::TestWithParam<Table> {};

TEST_P(SchedulerTest, ServesTheMostUrgent) { EXPECT_EQ(choose(GetParam().candidates), GetParam().served); }

INSTANTIATE_TEST_SUITE_P(
    Tables, SchedulerTest,
    testing::Values(Table{"alone", {{true, 4, 9.0}}, 0},
                    Table{"silent before sounding", {{true, 1, 0.1}, {false, 7, 0.0}}, 1},
                    Table{"earliest of the silent", {{false, 9, 0.0}, {false, 3, 0.0}, {true, 1, 0.0}}, 1},
                    Table{"who runs dry first", {{true, 1, 5.0}, {true, 2, 4.5}, {true, 3, 6.0}}, 1},
                    Table{"arrival when all is equal", {{true, 5, 1.0}, {true, 2, 1.0}}, 1}),
    [](const auto& table) {
      std::string name = table.param.name;
      for (char& c : name) c = c == ' ' ? '_' : c;
      return name;
    });

TEST(Scheduler, ServesNobodyWhenThereIsNoWork) { EXPECT_FALSE(choose({}).has_value()); }

}  // namespace
}  // namespace tts
