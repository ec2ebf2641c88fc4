#include "model/generator/choice.h"

#include <algorithm>
#include <chrono>
#include <limits>

#include "model/generator/buffers.h"
#include "model/generator/network.h"

namespace tts {
namespace {

constexpr std::size_t kChannels = 128;
constexpr std::size_t kTaps = 7;
constexpr std::size_t kRows = 480;  // four frames
constexpr int kRuns = 3;

double seconds_of(const Kernels& kernels) {
  const std::vector<float> plain(kTaps * kChannels * kChannels, 0.01F);
  Packed weights(plain.size() * sizeof(float));
  kernels.pack(plain.data(), kTaps, kChannels, kChannels, weights.data());
  const std::vector<float> bias(kChannels, 0.0F);
  Activated in;
  in.shape(kRows, kChannels, kernels);
  Stream out;
  out.shape(kRows, kChannels);
  const Convolution task{.in = in.before(kTaps / 2),
                         .row_step = kChannels,
                         .tap_step = kChannels,
                         .taps = kTaps,
                         .inputs = kChannels,
                         .outputs = kChannels,
                         .weights = weights.data(),
                         .bias = bias.data(),
                         .stream = out.row(0)};
  double best = std::numeric_limits<double>::infinity();
  for (int run = 0; run < kRuns; ++run) {
    const auto start = std::chrono::steady_clock::now();
    kernels.convolve(task, 0, kRows);
    best = std::min(best, std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count());
  }
  return best;
}

}  // namespace

const Kernels& fastest_kernels() {
  static const Kernels& fastest = [&]() -> const Kernels& {
    const Kernels* fp32 = best_kernels(Tier::kFp32);
    const Kernels* bf16 = best_kernels(Tier::kBf16);
    return bf16 != nullptr && seconds_of(*bf16) < seconds_of(*fp32) ? *bf16 : *fp32;
  }();
  return fastest;
}

}  // namespace tts
