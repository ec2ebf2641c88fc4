#include "model/generator/generator.h"

#include <gtest/gtest.h>

#include <cmath>

#include "base/error.h"
#include "model/generator/weights.h"
#include "small_network.h"
#include "temporary_folder.h"

namespace tts {
namespace {

constexpr std::size_t kFrames = 24;
constexpr std::size_t kChannels = SmallNetwork::kChannels;

double snr_db(std::span<const float> expected, std::span<const float> actual) {
  double signal = 1e-30;
  double noise = 1e-30;
  for (std::size_t i = 0; i < expected.size(); ++i) {
    signal += static_cast<double>(expected[i]) * expected[i];
    noise += std::pow(static_cast<double>(expected[i]) - actual[i], 2);
  }
  return 10 * std::log10(signal / noise);
}

std::vector<float> columns(std::span<const float> matrix, std::size_t rows, std::size_t from,
                           std::size_t to) {
  const std::size_t width = matrix.size() / rows;
  std::vector<float> part;
  for (std::size_t row = 0; row < rows; ++row) {
    for (std::size_t c = from; c < to; ++c) part.push_back(matrix[row * width + c]);
  }
  return part;
}

class GeneratorTest : public testing::Test {
 protected:
  GeneratorTest()
      : network_(folder_.path()),
        x_(network_.random(kChannels * 2 * kFrames, 1.0F)),
        har_(network_.random(22 * (120 * kFrames + 1), 0.5F)),
        style_(network_.random(256, 0.3F)) {}

  TemporaryFolder folder_;
  SmallNetwork network_;
  std::vector<float> x_, har_, style_;
};

TEST_F(GeneratorTest, GivesTheSameOnAnyNumberOfThreadsAndInEveryForm) {
  const Generator alone(folder_.path(), *portable_kernels(), 1);
  const auto expected = alone.run_exact(x_, har_, style_, {});
  ASSERT_EQ(expected.size(), 22 * (120 * kFrames + 1));
  const Generator team(folder_.path(), *portable_kernels(), 3);
  EXPECT_GT(snr_db(expected, team.run_exact(x_, har_, style_, {})), 100);
  const Generator best(folder_.path(), *best_kernels(Tier::kFp32), 2);
  EXPECT_GT(snr_db(expected, best.run_exact(x_, har_, style_, {})), 90);
  if (const Kernels* bf16 = best_kernels(Tier::kBf16)) {
    const Generator low(folder_.path(), *bf16, 2);
    EXPECT_GT(snr_db(expected, low.run_exact(x_, har_, style_, {})), 25);
  }
}

TEST_F(GeneratorTest, GivesWithItsOwnStatisticsFrozenWhatItGivesWithLiveOnes) {
  const Generator generator(folder_.path(), *best_kernels(Tier::kFp32), 2);
  NormStatistics seen;
  const auto live = generator.run_exact(x_, har_, style_, {}, &seen);
  EXPECT_EQ(seen.frames, kFrames);
  EXPECT_EQ(seen.mean.size(), 48 * kChannels);
  EXPECT_GT(snr_db(live, generator.run(x_, har_, generator.fold(seen, style_), {})), 90);
}

TEST_F(GeneratorTest, GivesInWindowsWithFourFramesOfContextWhatItGivesAtOnce) {
  const Generator generator(folder_.path(), *best_kernels(Tier::kFp32), 1);
  NormStatistics seen;
  static_cast<void>(generator.run_exact(x_, har_, style_, {}, &seen));
  const auto norms = generator.fold(seen, style_);
  const auto whole = generator.run(x_, har_, norms, {});
  constexpr std::size_t kFrom = 8;
  constexpr std::size_t kTo = 15;
  constexpr std::size_t kContext = Generator::kContextFrames;
  const auto window =
      generator.run(columns(x_, kChannels, 2 * (kFrom - kContext), 2 * (kTo + kContext)),
                    columns(har_, 22, 120 * (kFrom - kContext), 120 * (kTo + kContext) + 1), norms, {});
  const auto expected = columns(whole, 22, 120 * kFrom, 120 * kTo);
  const auto actual = columns(window, 22, 120 * kContext, 120 * (kContext + kTo - kFrom));
  EXPECT_GT(snr_db(expected, actual), 90);
}

TEST_F(GeneratorTest, EndsSoonWhenItIsToStop) {
  const Generator generator(folder_.path(), *portable_kernels(), 1);
  std::stop_source stop;
  stop.request_stop();
  EXPECT_THROW(static_cast<void>(generator.run_exact(x_, har_, style_, stop.get_token())), Error);
}

TEST_F(GeneratorTest, RefusesInputsThatDoNotBelongTogether) {
  const Generator generator(folder_.path(), *portable_kernels(), 1);
  EXPECT_THROW(static_cast<void>(generator.run_exact(std::span(x_).first(kChannels * 10), har_, style_, {})),
               Error);
  EXPECT_THROW(static_cast<void>(generator.fold({}, style_)), Error);
}

TEST_F(GeneratorTest, RefusesAPlanThatDoesNotFitItsWeights) {
  std::filesystem::resize_file(folder_.path() / "weights.bin", 1000);
  EXPECT_THROW(GeneratorWeights(folder_.path()), Error);
  std::ofstream(folder_.path() / "generator.plan") << "something else\n";
  EXPECT_THROW(GeneratorWeights(folder_.path()), Error);
}

}  // namespace
}  // namespace tts
