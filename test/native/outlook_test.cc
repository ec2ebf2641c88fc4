#include "engine/outlook.h"

#include <gtest/gtest.h>

#include "engine/playback.h"

namespace tts {
namespace {

constexpr SegmentSize kSegment{.tokens = 60, .frames = 160, .audible = 130};

TEST(Outlook, OfNoSegmentIsNoWork) {
  const Outlook none = outlook(Costs(), {});
  EXPECT_EQ(none.unit_sec, 0.0);
  EXPECT_EQ(none.notice_sec, 0.0);
}

TEST(Outlook, GoesThroughTheUnitsToTheFirstWindow) {
  const Costs costs;
  const double window = costs.window(kFirstWindow);
  const double decoder = costs.of(Unit::kDecoder, kSegment.frames);

  const Outlook fresh = outlook(costs, {.segment = kSegment});
  EXPECT_DOUBLE_EQ(fresh.unit_sec, costs.of(Unit::kProsody, kSegment.tokens));
  EXPECT_DOUBLE_EQ(fresh.to_audio_sec, costs.to_first_audio(kSegment));

  const Outlook predicted = outlook(costs, {.segment = kSegment, .has_prosody = true});
  EXPECT_DOUBLE_EQ(predicted.unit_sec, decoder);
  EXPECT_DOUBLE_EQ(predicted.to_audio_sec, decoder + window);

  const Outlook decoded =
      outlook(costs, {.segment = kSegment, .has_prosody = true, .is_decoded = true, .frames_left = 130});
  EXPECT_DOUBLE_EQ(decoded.unit_sec, window);
  EXPECT_DOUBLE_EQ(decoded.notice_sec, window);
}

TEST(Outlook, CountsNoMoreFramesThanAreLeft) {
  const Costs costs;
  const Outlook last = outlook(costs, {.segment = kSegment,
                                       .has_prosody = true,
                                       .is_decoded = true,
                                       .frames_left = 9,
                                       .next_window = kSharedWindow});
  EXPECT_DOUBLE_EQ(last.unit_sec, costs.window(9));
}

TEST(Outlook, GivesNoticeOfTheSilentUnitsOfTheNextSegment) {
  const Costs costs;
  Progress progress{.segment = kSegment,
                    .has_prosody = true,
                    .is_decoded = true,
                    .frames_left = 10,
                    .next_window = kSharedWindow,
                    .following = SegmentSize{.tokens = 200, .frames = 450, .audible = 420}};
  const Outlook close = outlook(costs, progress);
  EXPECT_GT(close.notice_sec, close.to_audio_sec);
  EXPECT_NEAR(close.notice_sec,
              10.0 / 24 * costs.window(24) + costs.to_first_audio(*progress.following) - 0.25, 1e-9);
  progress.frames_left = 120;  // enough audio to pay for them
  const Outlook far = outlook(costs, progress);
  EXPECT_DOUBLE_EQ(far.notice_sec, far.to_audio_sec);
}

TEST(Outlook, StretchedSoundLastsLess) {
  const Costs costs;
  const Progress progress{.segment = kSegment,
                          .has_prosody = true,
                          .is_decoded = true,
                          .frames_left = 40,
                          .next_window = kSharedWindow,
                          .following = SegmentSize{.tokens = 300, .frames = 700, .audible = 670}};
  EXPECT_NEAR(outlook(costs, progress, 2.0).notice_sec - outlook(costs, progress).notice_sec, 0.5, 1e-9);
}

TEST(Playback, RunsDryAfterWhatWasGiven) {
  Playback playback;
  EXPECT_FALSE(playback.has_begun());
  playback.given(10.0, 0.3);
  playback.given(10.1, 0.6);
  EXPECT_DOUBLE_EQ(playback.dry_at(), 10.9);
  EXPECT_NEAR(playback.ahead(10.5), 0.4, 1e-9);
  EXPECT_EQ(playback.ahead(11.0), 0.0);
  EXPECT_EQ(playback.stalls(), 0);
}

TEST(Playback, GoesOnAfterAStall) {
  Playback playback;
  playback.given(10.0, 1.0);
  playback.given(11.5, 1.0);
  EXPECT_EQ(playback.stalls(), 1);
  EXPECT_DOUBLE_EQ(playback.stalled_sec(), 0.5);
  EXPECT_DOUBLE_EQ(playback.dry_at(), 12.5);
}

}  // namespace
}  // namespace tts
