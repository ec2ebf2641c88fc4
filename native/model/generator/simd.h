// The kernels in terms of vectors of kLanes floats. Included once by each of the files that set TTS_LANES,
// with that file's instruction set; everything lives in an unnamed namespace and calls no inline function of
// the library.
#include "model/generator/kernels.h"

namespace tts {
namespace {

constexpr std::size_t kLanes = TTS_LANES;
constexpr std::size_t kVectors = 2;  // per panel of outputs
constexpr std::size_t kPanel = kLanes * kVectors;
constexpr std::size_t kRows = TTS_ROWS;  // per block: kRows * kVectors accumulators stay in registers

using Vector = float __attribute__((vector_size(sizeof(float) * TTS_LANES), aligned(4), may_alias));
using Words = std::uint32_t __attribute__((vector_size(sizeof(float) * TTS_LANES)));
using Halves =
    std::uint16_t __attribute__((vector_size(sizeof(std::uint16_t) * TTS_LANES), aligned(2), may_alias));

inline Vector load(const float* from) { return *reinterpret_cast<const Vector*>(from); }
inline void store(float* to, Vector value) { *reinterpret_cast<Vector*>(to) = value; }

// Rounds to nearest, ties to even, as the hardware's conversion does.
inline void store(std::uint16_t* to, Vector value) {
  const Words bits = reinterpret_cast<Words>(value);
  const Words rounded = (bits + 0x7FFFU + ((bits >> 16) & 1U)) >> 16;
  *reinterpret_cast<Halves*>(to) = __builtin_convertvector(rounded, Halves);
}

// sin^2(pi t) has period 1 in t: one rounding, an odd polynomial on [-1/2, 1/2] (least squares at Chebyshev
// points, error 3e-9 before rounding), no quadrants.
inline Vector sine_squared(Vector turns) {
  constexpr float kMagic = 12582912.0F;  // 1.5 * 2^23: adding it rounds to an integer
  const Vector whole = (turns + kMagic) - kMagic;
  const Vector r = turns - whole;
  const Vector s = r * r;
  const Vector sine =
      r * (3.14159258F + s * (-5.16770687F + s * (2.55003118F + s * (-0.59804414F + s * 0.0772182773F))));
  return sine * sine;
}

inline Vector snaked(Vector value, const Snake& snake, std::size_t channel) {
  const Vector z = load(snake.scale + channel) * value + load(snake.shift + channel);
  return z + load(snake.reciprocal + channel) * sine_squared(z * load(snake.turns + channel));
}

// What a convolution does with one vector of sums: rows and outputs are those of the task.
template <typename Activated>
inline void finish(const Convolution& task, std::size_t row, std::size_t output, Vector sum) {
  sum += load(task.bias + output);
  const std::size_t at = row * task.outputs + output;
  if (task.add != nullptr) sum += load(task.add + at);
  if (task.add_too != nullptr) sum += load(task.add_too + at);
  if (task.stream != nullptr) store(task.stream + at, sum);
  if (task.activated != nullptr)
    store(static_cast<Activated*>(task.activated) + at, snaked(sum, task.snake, output));
}

template <typename Activated>
void activate_rows(const float* stream, std::size_t rows, std::size_t channels, const Snake& snake,
                   void* activated) {
  auto* out = static_cast<Activated*>(activated);
  for (std::size_t row = 0; row < rows; ++row) {
    for (std::size_t c = 0; c < channels; c += kLanes) {
      store(out + row * channels + c, snaked(load(stream + row * channels + c), snake, c));
    }
  }
}

template <typename Activated>
void leak(const float* stream, std::size_t count, float factor, float slope, void* activated) {
  auto* out = static_cast<Activated*>(activated);
  for (std::size_t i = 0; i < count; i += kLanes) {
    const Vector value = load(stream + i) * factor;
    store(out + i, value > 0.0F ? value : value * slope);
  }
}

#ifndef TTS_BF16
// [panel][tap][input][kPanel]
void pack_panels(const float* weights, std::size_t taps, std::size_t inputs, std::size_t outputs,
                 void* packed) {
  auto* to = static_cast<float*>(packed);
  for (std::size_t panel = 0; panel < outputs; panel += kPanel) {
    for (std::size_t row = 0; row < taps * inputs; ++row) {
      for (std::size_t c = 0; c < kPanel; ++c) *to++ = weights[row * outputs + panel + c];
    }
  }
}

template <std::size_t Rows>
inline void convolve_block(const Convolution& task, std::size_t row, std::size_t output) {
  Vector sums[Rows][kVectors];
  for (auto& sum : sums) {
    for (Vector& vector : sum) vector = Vector{};
  }
  const auto* in = static_cast<const float*>(task.in) + row * task.row_step;
  const auto* weights = static_cast<const float*>(task.weights) + output * task.taps * task.inputs;
  for (std::size_t tap = 0; tap < task.taps; ++tap) {
    const float* from = in + tap * task.tap_step;
    for (std::size_t k = 0; k < task.inputs; ++k) {
      const Vector first = load(weights);
      const Vector second = load(weights + kLanes);
      weights += kPanel;
#pragma GCC unroll 16
      for (std::size_t r = 0; r < Rows; ++r) {
        const float value = from[r * task.row_step + k];
        sums[r][0] += value * first;
        sums[r][1] += value * second;
      }
    }
  }
#pragma GCC unroll 16
  for (std::size_t r = 0; r < Rows; ++r) {
    finish<float>(task, row + r, output, sums[r][0]);
    finish<float>(task, row + r, output + kLanes, sums[r][1]);
  }
}

void convolve_rows(const Convolution& task, std::size_t first_row, std::size_t end_row) {
  for (std::size_t output = 0; output < task.outputs; output += kPanel) {
    std::size_t row = first_row;
    for (; row + kRows <= end_row; row += kRows) convolve_block<kRows>(task, row, output);
    for (; row < end_row; ++row) convolve_block<1>(task, row, output);
  }
}

constexpr Kernels kKernels{.name = TTS_NAME,
                           .is_bf16 = false,
                           .input_block = 1,
                           .output_block = kPanel,
                           .row_block = kRows,
                           .pack = pack_panels,
                           .convolve = convolve_rows,
                           .activate = activate_rows<float>,
                           .leaky = leak<float>};
#endif

}  // namespace
}  // namespace tts
