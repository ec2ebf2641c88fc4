#include "engine/scheduler.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace tts {
namespace {

constexpr double kNow = 100.0;

Candidate silent(std::uint64_t arrival, double unit_sec, double admitted_sec = kNow) {
  return {.arrival = arrival,
          .admitted_sec = admitted_sec,
          .idle_since_sec = admitted_sec,
          .unit_sec = unit_sec,
          .notice_sec = unit_sec};
}

Candidate sounding(std::uint64_t arrival, double ahead_sec, double unit_sec) {
  return {.has_sounded = true,
          .arrival = arrival,
          .dry_at_sec = kNow + ahead_sec,
          .admitted_sec = kNow - 20,
          .idle_since_sec = kNow - 20,
          .unit_sec = unit_sec,
          .notice_sec = unit_sec};
}

Candidate buffered(std::uint64_t arrival, double left_sec, double idle_since_sec = kNow) {
  return {.arrival = arrival,
          .is_buffered = true,
          .admitted_sec = kNow - 1,
          .idle_since_sec = idle_since_sec,
          .unit_sec = 0.1,
          .left_sec = left_sec};
}

Candidate background(std::uint64_t arrival, double idle_since_sec = kNow) {
  return {.arrival = arrival,
          .priority = Priority::kBackground,
          .admitted_sec = kNow - 20,
          .idle_since_sec = idle_since_sec,
          .unit_sec = 0.4};
}

Candidate with(Candidate candidate, Priority priority) {
  candidate.priority = priority;
  return candidate;
}

Candidate with_notice(Candidate candidate, double notice_sec) {
  candidate.notice_sec = notice_sec;
  return candidate;
}

struct Row {
  const char* name;
  std::vector<Candidate> candidates;
  std::size_t served;
  std::size_t workers = 1;
};

class SchedulerTest : public testing::TestWithParam<Row> {};

TEST_P(SchedulerTest, Serves) {
  const Scene scene{.now_sec = kNow, .workers = GetParam().workers, .lead_sec = kLeadSec};
  EXPECT_EQ(choose(GetParam().candidates, scene), GetParam().served);
}

std::string name_of(const testing::TestParamInfo<Row>& row) {
  std::string name = row.param.name;
  for (char& c : name) c = c == ' ' ? '_' : c;
  return name;
}

INSTANTIATE_TEST_SUITE_P(
    FirstWindows, SchedulerTest,
    testing::Values(
        Row{"silent before sounding", {sounding(1, 1.0, 0.1), silent(7, 0.3)}, 1},
        Row{"earliest of the silent", {silent(9, 0.3), silent(3, 0.3), sounding(1, 2.0, 0.1)}, 1},
        Row{"interactive before stream", {silent(1, 0.3), with(silent(2, 0.3), Priority::kInteractive)}, 1},
        Row{"sounding first when the unit would make it late", {silent(1, 0.3), sounding(2, 0.35, 0.1)}, 1},
        Row{"a shorter unit that fits before one that does not",
            {silent(1, 0.3), silent(2, 0.05), sounding(3, 0.35, 0.1)},
            1},
        Row{"sounding ones count together on one worker",
            {silent(1, 0.3), sounding(2, 0.5, 0.15), sounding(3, 0.51, 0.15)},
            1},
        Row{"two workers share them",
            {silent(1, 0.3), sounding(2, 0.5, 0.15), sounding(3, 0.55, 0.15)},
            0,
            2},
        Row{"who is dry already goes first", {silent(1, 0.03), sounding(2, -1.0, 0.1)}, 1},
        Row{"who waited five seconds has a deadline behind him",
            {sounding(2, 0.05, 0.1), silent(1, 0.3, kNow - 5.2)},
            1},
        Row{"an older deadline still goes before his",
            {sounding(2, -2.0, 0.1), silent(1, 0.3, kNow - 5.5)},
            0}),
    name_of);

INSTANTIATE_TEST_SUITE_P(
    Deadlines, SchedulerTest,
    testing::Values(
        Row{"who runs dry first", {sounding(1, 1.5, 0.1), sounding(2, 1.0, 0.1), sounding(3, 2.0, 0.1)}, 1},
        Row{"who has to begin first", {sounding(1, 1.0, 0.1), with_notice(sounding(2, 1.5, 0.3), 0.9)}, 1},
        Row{"arrival when all is equal", {sounding(5, 1.0, 0.1), sounding(2, 1.0, 0.1)}, 1},
        Row{"a stream that would run dry before a whole answer",
            {buffered(1, 1.0), sounding(2, 2.9, 0.1)},
            1},
        Row{"a whole answer before a stream far ahead", {sounding(1, 3.1, 0.1), buffered(2, 1.0)}, 1},
        Row{"a stream far ahead when nothing else is to do", {background(1), sounding(2, 30.0, 0.1)}, 1},
        Row{"the older of two far ahead", {sounding(2, 8.0, 0.1), sounding(1, 9.0, 0.1)}, 1}),
    name_of);

INSTANTIATE_TEST_SUITE_P(
    WholeAnswersAndBackground, SchedulerTest,
    testing::Values(
        Row{"the older answer", {buffered(2, 1.0), buffered(1, 1.0)}, 1},
        Row{"a sentence before the novel that came first", {buffered(1, 60.0), buffered(2, 0.5)}, 1},
        Row{"an answer left alone for five seconds as if it were to sound",
            {sounding(1, 2.0, 0.1), buffered(2, 1.0, kNow - 5.1)},
            1},
        Row{"but not where it would make a stream late",
            {sounding(1, 0.15, 0.1), buffered(2, 1.0, kNow - 5.1)},
            0},
        Row{"left alone for ten it has a deadline",
            {sounding(1, 0.05, 0.1), buffered(2, 1.0, kNow - 10.1)},
            1},
        Row{"background last", {background(1), buffered(2, 9.0)}, 1},
        Row{"background left alone for five seconds by age",
            {sounding(1, 8.0, 0.1), background(2, kNow - 5.1)},
            1},
        Row{"background never makes a stream late", {background(1, kNow - 900), sounding(2, 0.2, 0.1)}, 1}),
    name_of);

TEST(Scheduler, ServesNobodyWhenThereIsNoWork) { EXPECT_FALSE(choose({}).has_value()); }

TEST(Scheduler, ServesByArrivalAndThenByDrynessWhereNothingIsKnownOfCosts) {
  const std::vector<Candidate> candidates{{.has_sounded = true, .arrival = 1, .dry_at_sec = 5.0},
                                          {.has_sounded = true, .arrival = 2, .dry_at_sec = 4.0}};
  EXPECT_EQ(choose(candidates), 1U);
}

}  // namespace
}  // namespace tts
