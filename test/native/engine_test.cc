#include "engine/engine.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <numeric>

#include "base/error.h"
#include "base/units.h"
#include "temporary_folder.h"
#include "tiny_engine.h"

namespace tts {
namespace {

class EngineTest : public testing::Test {
 protected:
  explicit EngineTest(EngineSettings settings = tiny_settings())
      : engine_(std::move(settings), [this](SpeechEvent event) { listener_(std::move(event)); }) {}

  UtteranceId say(const std::string& phonemes, int times = 1, Utterance utterance = tiny_utterance()) {
    const UtteranceId id = engine_.submit(utterance);
    for (int i = 0; i < times; ++i) engine_.append(id, SegmentOrder{.phonemes = phonemes, .edges = {}});
    engine_.finish(id);
    return id;
  }

  Listener listener_;
  Engine engine_;
};

std::size_t frames_of(const SegmentReport& report) {
  return static_cast<std::size_t>(std::accumulate(report.durations.begin(), report.durations.end(), 0));
}

TEST_F(EngineTest, SpeaksAsLongAsTheDurationsSay) {
  const auto heard = listener_.await(say("həlˈO wˈɜɹld."));
  ASSERT_EQ(heard.reports.size(), 1U);
  EXPECT_EQ(heard.reports[0].tokens.front(), 0);
  EXPECT_EQ(heard.reports[0].samples, frames_of(heard.reports[0]) * kFrameSamples);
  ASSERT_TRUE(heard.end);
  EXPECT_EQ(heard.end->samples, heard.reports[0].samples);
  EXPECT_EQ(heard.bytes.size(), heard.end->samples * 2);
}

TEST_F(EngineTest, IsReadyOnce) {
  EXPECT_EQ(listener_.await(0).last_events, 1);
  EXPECT_FALSE(listener_.await(0).failure);
}

TEST_F(EngineTest, PutsSegmentsAndSilencesInOrderOnOneTimeLine) {
  const UtteranceId id = engine_.submit(tiny_utterance());
  engine_.append(id, SegmentOrder{.phonemes = "a", .edges = {}});
  engine_.append(id, SilenceOrder{2400});
  engine_.append(id, SegmentOrder{.phonemes = "bcd", .edges = {}});
  engine_.finish(id);
  const auto heard = listener_.await(id);
  ASSERT_EQ(heard.reports.size(), 3U);
  std::uint64_t at = 0;
  for (std::uint32_t i = 0; i < 3; ++i) {
    EXPECT_EQ(heard.reports[i].segment, i);
    EXPECT_EQ(heard.reports[i].start_sample, at);
    at += heard.reports[i].samples;
  }
  EXPECT_EQ(heard.reports[1].samples, 2400U);
  EXPECT_EQ(heard.bytes.size(), at * 2);
}

TEST_F(EngineTest, ReportsUnknownSymbolsAndSpeaksTheRest) {
  const auto heard = listener_.await(say("a☃b"));
  ASSERT_EQ(heard.reports.size(), 1U);
  EXPECT_EQ(heard.reports[0].dropped, std::vector<std::string>{"☃"});
  EXPECT_EQ(heard.reports[0].tokens.size(), 4U);
}

TEST_F(EngineTest, RefusesSegmentsOfNoneOrTooManyPhonemes) {
  EXPECT_EQ(code_of(listener_.await(say("☃")).failure), ErrorCode::kInvalidInput);
  EXPECT_EQ(code_of(listener_.await(say(std::string(511, 'a'))).failure), ErrorCode::kInvalidInput);
  EXPECT_TRUE(listener_.await(say(std::string(510, 'a'))).end);
}

TEST_F(EngineTest, EmitsNoMoreThanItsCreditAndGoesOnWhenGranted) {
  Utterance utterance = tiny_utterance();
  utterance.credit = 1;
  const UtteranceId id = say("abc", 4, utterance);
  listener_.await_bytes(id, 1);
  const auto others = listener_.await(say("abc"));  // whoever is parked keeps nobody waiting
  EXPECT_TRUE(others.end);
  EXPECT_EQ(listener_.all()[id].reports.size(), 1U);
  for (int i = 0; i < 4; ++i) engine_.grant(id, 1);
  EXPECT_EQ(listener_.await(id).reports.size(), 4U);
}

TEST_F(EngineTest, CancelsWhatWaitsAndWhatSpeaks) {
  Utterance parked = tiny_utterance();
  parked.credit = 0;
  const UtteranceId waiting = say("abc", 3, parked);
  engine_.cancel(waiting);
  EXPECT_EQ(code_of(listener_.await(waiting).failure), ErrorCode::kCancelled);
  const UtteranceId speaking = say(std::string(500, 'a'), 50);
  listener_.await_bytes(speaking, 1);
  engine_.cancel(speaking);
  const auto heard = listener_.await(speaking);
  EXPECT_EQ(code_of(heard.failure), ErrorCode::kCancelled);
  EXPECT_LT(heard.reports.size(), 50U);
  EXPECT_TRUE(listener_.await(say("abc")).end);
}

TEST_F(EngineTest, EndsEveryUtteranceExactlyOnceWhenItCloses) {
  std::vector<UtteranceId> ids;
  for (int i = 0; i < 20; ++i) ids.push_back(say("abcdef", 5));
  engine_.cancel(ids[3]);
  engine_.close();
  const auto heard = listener_.all();
  for (const UtteranceId id : ids) EXPECT_EQ(heard.at(id).last_events, 1) << id;
  EXPECT_THROW(engine_.submit(tiny_utterance()), Error);
  engine_.close();
}

TEST_F(EngineTest, RefusesWhatItCannotSpeak) {
  Utterance unknown = tiny_utterance();
  unknown.manner.voice = {{"nope", 1.0F}};
  EXPECT_THROW(engine_.submit(unknown), Error);
  Utterance fast = tiny_utterance();
  fast.manner.speed = std::numeric_limits<float>::quiet_NaN();
  EXPECT_THROW(engine_.submit(fast), Error);
}

TEST_F(EngineTest, IgnoresOrdersForUtterancesThatHaveEnded) {
  const UtteranceId id = say("abc");
  listener_.await(id);
  engine_.append(id, SegmentOrder{.phonemes = "abc", .edges = {}});
  engine_.grant(id, 5);
  engine_.finish(id);
  engine_.cancel(id);
  engine_.cancel(9999);
  EXPECT_EQ(listener_.all()[id].last_events, 1);
}

TEST_F(EngineTest, SpeaksEachSegmentInItsOwnManner) {
  Manner other = tiny_utterance().manner;
  other.voice = {{"am_michael", 1.0F}};
  other.speed = 3.0F;
  const UtteranceId id = engine_.submit(tiny_utterance());
  engine_.append(id, SegmentOrder{.phonemes = "həlˈO wˈɜɹld", .edges = {}});
  engine_.append(id, SegmentOrder{.phonemes = "həlˈO wˈɜɹld", .edges = {}, .manner = other});
  engine_.append(id, SegmentOrder{.phonemes = "həlˈO wˈɜɹld", .edges = {}});
  engine_.finish(id);
  const auto heard = listener_.await(id);
  ASSERT_TRUE(heard.end);
  ASSERT_EQ(heard.reports.size(), 3U);
  EXPECT_EQ(heard.reports[0].durations, heard.reports[2].durations);
  EXPECT_EQ(heard.reports[1].stretch, 2.0F);
  EXPECT_EQ(heard.reports[1].samples, frames_of(heard.reports[1]) * kFrameSamples / 2);
  EXPECT_EQ(heard.reports[2].start_sample, heard.reports[1].start_sample + heard.reports[1].samples);
}

TEST_F(EngineTest, RefusesASegmentInAVoiceThatIsNotThere) {
  Manner other = tiny_utterance().manner;
  other.voice = {{"nope", 1.0F}};
  const UtteranceId id = engine_.submit(tiny_utterance());
  EXPECT_THROW(engine_.append(id, SegmentOrder{.phonemes = "a", .edges = {}, .manner = other}), Error);
  engine_.cancel(id);
}

TEST_F(EngineTest, GivesUpItsModelAndLoadsItAgainForWhatIsSpokenNext) {
  const Bytes before = listener_.await(say("həlˈO")).bytes;
  EXPECT_TRUE(engine_.unload());
  EXPECT_EQ(listener_.await_presences(1), std::vector<bool>{false});
  EXPECT_FALSE(engine_.unload());
  EXPECT_EQ(listener_.await(say("həlˈO")).bytes, before);
  EXPECT_EQ(listener_.await_presences(2), (std::vector<bool>{false, true}));
}

TEST_F(EngineTest, FinishesWhatSpeaksWhileItsModelIsGivenUp) {
  const UtteranceId id = say(std::string(500, 'a'), 4);
  listener_.await_bytes(id, 1);
  engine_.unload();
  const auto heard = listener_.await(id);
  ASSERT_TRUE(heard.end);
  EXPECT_EQ(heard.reports.size(), 4U);
}

TEST_F(EngineTest, SurvivesUnloadingAtAnyMoment) {
  std::vector<UtteranceId> ids;
  for (int i = 0; i < 30; ++i) {
    ids.push_back(say("abcdef", 2));
    engine_.unload();
  }
  for (const UtteranceId id : ids) EXPECT_TRUE(listener_.await(id).end) << id;
}

TEST(EngineVoices, AreFoundWhenTheyAreAddedLater) {
  const TemporaryFolder folder;
  std::filesystem::copy(tiny_settings().voices_folder, folder.path());
  EngineSettings settings = tiny_settings();
  settings.voices_folder = folder.path();
  Listener listener;
  Engine engine(settings, [&](SpeechEvent event) { listener(std::move(event)); });
  Utterance mine = tiny_utterance();
  mine.manner.voice = {{"mine", 1.0F}};
  EXPECT_THROW(engine.submit(mine), Error);
  std::filesystem::copy(folder.path() / "af_heart.bin", folder.path() / "mine.bin");
  EXPECT_EQ(std::ranges::count(engine.voices(), "mine"), 1);
  const UtteranceId id = engine.submit(mine);
  engine.append(id, SegmentOrder{.phonemes = "abc", .edges = {}});
  engine.finish(id);
  EXPECT_TRUE(listener.await(id).end);
}

class ManyWorkersTest : public EngineTest {
 protected:
  static EngineSettings settings() {
    EngineSettings settings = tiny_settings();
    settings.workers = 3;
    settings.capacity = 40;
    return settings;
  }
  ManyWorkersTest() : EngineTest(settings()) {}
};

TEST_F(ManyWorkersTest, SpeaksEachAsWhenAlone) {
  const Bytes alone = listener_.await(say("həlˈO", 2)).bytes;
  std::vector<UtteranceId> ids;
  for (int i = 0; i < 30; ++i) ids.push_back(say("həlˈO", 2));
  for (const UtteranceId id : ids) EXPECT_EQ(listener_.await(id).bytes, alone);
}

TEST_F(ManyWorkersTest, RefusesBeyondItsCapacity) {
  Utterance parked = tiny_utterance();
  parked.credit = 0;
  for (int i = 0; i < 40; ++i) engine_.submit(parked);
  try {
    engine_.submit(parked);
    FAIL() << "admitted one too many";
  } catch (const Error& error) {
    EXPECT_EQ(error.code(), ErrorCode::kQueueFull);
  }
}

TEST(EngineWithoutModel, FailsAsAnEventAndFailsWhatWaits) {
  EngineSettings settings = tiny_settings();
  settings.model_folder = "build/tiny/nowhere";
  Listener listener;
  Engine engine(settings, [&](SpeechEvent event) { listener(std::move(event)); });
  const auto heard = listener.await(0);
  ASSERT_TRUE(heard.failure);
  EXPECT_EQ(code_of(heard.failure), ErrorCode::kModelLoadFailed);
  EXPECT_THROW(engine.submit(tiny_utterance()), Error);
}

}  // namespace
}  // namespace tts
