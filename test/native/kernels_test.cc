// Every form of the kernels that this machine can run, against plain loops in double precision.
#include "model/generator/kernels.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <bit>
#include <cmath>
#include <random>
#include <vector>

#include "model/generator/buffers.h"
#include "model/generator/network.h"

namespace tts {
namespace {

float from_bf16(std::uint16_t half) { return std::bit_cast<float>(static_cast<std::uint32_t>(half) << 16); }

// What a convolution reads, as it stands in memory.
std::vector<float> numbers(Activated& in, const Kernels& kernels, std::size_t rows, std::size_t channels) {
  std::vector<float> values(rows * channels);
  for (std::size_t i = 0; i < values.size(); ++i) {
    values[i] = kernels.is_bf16 ? from_bf16(static_cast<const std::uint16_t*>(in.row(0))[i])
                                : static_cast<const float*>(in.row(0))[i];
  }
  return values;
}

double snake(double value, double scale, double shift, double alpha) {
  const double z = scale * value + shift;
  return z + std::pow(std::sin(alpha * z), 2) / alpha;
}

class KernelsTest : public testing::TestWithParam<const Kernels*> {
 protected:
  std::vector<float> random(std::size_t count, float spread = 1.0F) {
    std::uniform_real_distribution<float> draw(-spread, spread);
    std::vector<float> values(count);
    for (float& value : values) value = draw(engine_);
    return values;
  }

  // Constants of a site of `channels` channels; they live as long as the test.
  Snake snake_of(std::size_t channels) {
    scale_ = random(channels);
    shift_ = random(channels);
    alpha_ = random(channels);
    turns_.clear();
    reciprocal_.clear();
    for (float& alpha : alpha_) {
      alpha = 0.5F + std::fabs(alpha) * 3;
      turns_.push_back(alpha / static_cast<float>(M_PI));
      reciprocal_.push_back(1.0F / alpha);
    }
    return {.scale = scale_.data(),
            .shift = shift_.data(),
            .turns = turns_.data(),
            .reciprocal = reciprocal_.data()};
  }

  [[nodiscard]] double tolerance() const { return GetParam()->is_bf16 ? 2e-2 : 2e-5; }

  std::mt19937 engine_{20240607};
  std::vector<float> scale_, shift_, alpha_, turns_, reciprocal_;
};

TEST_P(KernelsTest, ActivatesAsTheFormulaSays) {
  const Kernels& kernels = *GetParam();
  constexpr std::size_t kRows = 37;
  constexpr std::size_t kChannels = 64;
  const auto stream = random(kRows * kChannels, 6.0F);
  const Snake site = snake_of(kChannels);
  Activated out;
  out.shape(kRows, kChannels, kernels);
  kernels.activate(stream.data(), kRows, kChannels, site, out.row(0));
  const auto got = numbers(out, kernels, kRows, kChannels);
  for (std::size_t i = 0; i < got.size(); ++i) {
    const std::size_t c = i % kChannels;
    const double expected = snake(stream[i], scale_[c], shift_[c], alpha_[c]);
    ASSERT_NEAR(got[i], expected, tolerance() * (1 + std::fabs(expected))) << i;
  }
}

TEST_P(KernelsTest, LeaksWhatIsNegative) {
  const Kernels& kernels = *GetParam();
  const auto stream = random(4 * 32, 2.0F);
  Activated out;
  out.shape(4, 32, kernels);
  kernels.leaky(stream.data(), stream.size(), 0.5F, 0.1F, out.row(0));
  const auto got = numbers(out, kernels, 4, 32);
  for (std::size_t i = 0; i < got.size(); ++i) {
    const double half = 0.5 * stream[i];
    ASSERT_NEAR(got[i], half > 0 ? half : 0.1 * half, tolerance());
  }
}

struct Form {
  std::size_t taps, dilation, inputs, outputs, rows;
};

class ConvolutionTest : public KernelsTest {
 protected:
  void check(const Form& form) {
    const Kernels& kernels = *GetParam();
    const auto [taps, dilation, inputs, outputs, rows] = form;
    const std::size_t pad = (taps - 1) * dilation / 2;
    const auto weights = random(taps * inputs * outputs, 0.1F);
    const auto bias = random(outputs);
    const auto plain = random(rows * inputs);
    auto stream = random(rows * outputs);
    const auto added = stream;
    const auto added_too = random(rows * outputs);

    Packed packed(weights.size() * 4);
    kernels.pack(weights.data(), taps, inputs, outputs, packed.data());
    Activated in;
    in.shape(rows, inputs, kernels);
    kernels.leaky(plain.data(), plain.size(), 1.0F, 1.0F, in.row(0));
    const auto read = numbers(in, kernels, rows, inputs);
    const Snake site = snake_of(outputs);
    Activated out;
    out.shape(rows, outputs, kernels);
    const Convolution task{.in = in.before(pad),
                           .row_step = inputs,
                           .tap_step = dilation * inputs,
                           .taps = taps,
                           .inputs = inputs,
                           .outputs = outputs,
                           .weights = packed.data(),
                           .bias = bias.data(),
                           .add = stream.data(),
                           .add_too = added_too.data(),
                           .stream = stream.data(),
                           .snake = site,
                           .activated = out.row(0)};
    kernels.convolve(task, 0, rows / 3);  // in two parts, as threads take them
    kernels.convolve(task, rows / 3, rows);

    const auto activated = numbers(out, kernels, rows, outputs);
    for (std::size_t r = 0; r < rows; ++r) {
      for (std::size_t o = 0; o < outputs; ++o) {
        double sum = static_cast<double>(bias[o]) + added[r * outputs + o] + added_too[r * outputs + o];
        for (std::size_t t = 0; t < taps; ++t) {
          const auto row = static_cast<std::ptrdiff_t>(r + t * dilation) - static_cast<std::ptrdiff_t>(pad);
          if (row < 0 || row >= static_cast<std::ptrdiff_t>(rows)) continue;
          for (std::size_t k = 0; k < inputs; ++k) {
            sum += static_cast<double>(read[static_cast<std::size_t>(row) * inputs + k]) *
                   weights[(t * inputs + k) * outputs + o];
          }
        }
        const double z = snake(sum, scale_[o], shift_[o], alpha_[o]);
        ASSERT_NEAR(stream[r * outputs + o], sum, tolerance()) << "row " << r << " output " << o;
        ASSERT_NEAR(activated[r * outputs + o], z, 2 * tolerance() * (1 + std::fabs(z)))
            << "row " << r << " output " << o;
      }
    }
  }
};

TEST_P(ConvolutionTest, EqualsPlainLoops) {
  for (const Form& form : {Form{1, 1, 32, 32, 5}, Form{3, 1, 64, 64, 33}, Form{7, 5, 64, 32, 100},
                           Form{11, 3, 128, 128, 61}, Form{11, 5, 32, 64, 1}, Form{2, 1, 512, 96, 40}}) {
    check(form);
  }
}

std::vector<const Kernels*> available() {
  std::vector<const Kernels*> forms{portable_kernels()};
  for (const Kernels* best : {best_kernels(Tier::kFp32), best_kernels(Tier::kBf16)}) {
    if (best != nullptr && best != forms.front()) forms.push_back(best);
  }
  if (best_kernels(Tier::kFp32) == avx512_kernels() && avx2_kernels() != nullptr)
    forms.push_back(avx2_kernels());
  return forms;
}

std::string name_of(const testing::TestParamInfo<const Kernels*>& info) {
  std::string name = info.param->name;
  std::ranges::replace(name, '-', '_');
  return name;
}

INSTANTIATE_TEST_SUITE_P(Forms, KernelsTest, testing::ValuesIn(available()), name_of);
INSTANTIATE_TEST_SUITE_P(Forms, ConvolutionTest, testing::ValuesIn(available()), name_of);

}  // namespace
}  // namespace tts
