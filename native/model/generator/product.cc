#include "model/generator/product.h"

#include <algorithm>
#include <cstring>

namespace tts {
namespace {

std::size_t rounded_up(std::size_t count, std::size_t block) { return (count + block - 1) / block * block; }

std::uint16_t to_bf16(float value) {
  std::uint32_t bits = 0;
  std::memcpy(&bits, &value, sizeof bits);
  return static_cast<std::uint16_t>((bits + 0x7FFFU + ((bits >> 16) & 1U)) >> 16);
}

float from_bf16(std::uint16_t half) {
  const std::uint32_t bits = static_cast<std::uint32_t>(half) << 16;
  float value = 0.0F;
  std::memcpy(&value, &bits, sizeof value);
  return value;
}

float rest_of(float value) { return value - from_bf16(to_bf16(value)); }

// [rows][columns] to [columns][rows], `from` with so many numbers from row to row; in blocks that stay in the
// first cache.
template <typename Write>
void transpose(const float* from, std::size_t rows, std::size_t columns, std::size_t step, Write write) {
  constexpr std::size_t kBlock = 16;
  for (std::size_t row = 0; row < rows; row += kBlock) {
    for (std::size_t column = 0; column < columns; column += kBlock) {
      const std::size_t last_row = std::min(row + kBlock, rows);
      const std::size_t last_column = std::min(column + kBlock, columns);
      for (std::size_t c = column; c < last_column; ++c) {
        for (std::size_t r = row; r < last_row; ++r) write(c, r, from[r * step + c]);
      }
    }
  }
}

}  // namespace

Product::Product(const Kernels& kernels, bool splits, const std::vector<float>& weights, std::size_t taps,
                 std::size_t inputs, std::size_t outputs, const std::vector<float>& bias)
    : kernels_(kernels),
      splits_(splits && kernels.is_bf16),
      taps_(taps),
      inputs_(inputs),
      outputs_(outputs),
      padded_inputs_(rounded_up(inputs, kernels.input_block)),
      padded_outputs_(rounded_up(outputs, kernels.output_block)),
      bias_(padded_outputs_, 0.0F),
      no_bias_(padded_outputs_, 0.0F) {
  std::ranges::copy(bias, bias_.begin());
  weights_ = packed(weights);
  if (!splits_) return;
  std::vector<float> rests(weights.size());
  std::ranges::transform(weights, rests.begin(), rest_of);
  rests_ = packed(rests);
}

std::vector<std::uint8_t> Product::packed(const std::vector<float>& weights) const {
  std::vector<float> padded(taps_ * padded_inputs_ * padded_outputs_, 0.0F);
  for (std::size_t row = 0; row < taps_ * inputs_; ++row) {
    const std::size_t to = row / inputs_ * padded_inputs_ + row % inputs_;
    std::copy_n(weights.begin() + static_cast<std::ptrdiff_t>(row * outputs_), outputs_,
                padded.begin() + static_cast<std::ptrdiff_t>(to * padded_outputs_));
  }
  std::vector<std::uint8_t> result(padded.size() * (kernels_.is_bf16 ? 2 : 4));
  kernels_.pack(padded.data(), taps_, padded_inputs_, padded_outputs_, result.data());
  return result;
}

// Rows behind the last are read and thrown away: they are there.
std::vector<std::uint8_t> Product::room(std::size_t rows) const {
  const std::size_t count = rounded_up(rows, kernels_.row_block) + taps_ + kernels_.row_block;
  return std::vector<std::uint8_t>(count * padded_inputs_ * (kernels_.is_bf16 ? 2 : 4) * (splits_ ? 2 : 1));
}

inline void Product::write(float value, std::uint8_t* row, std::size_t input) const {
  if (!kernels_.is_bf16) {
    reinterpret_cast<float*>(row)[input] = value;
    return;
  }
  auto* halves = reinterpret_cast<std::uint16_t*>(row);
  halves[input] = to_bf16(value);
  if (splits_) halves[padded_inputs_ + input] = to_bf16(rest_of(value));
}

void Product::multiply(const float* x, std::size_t rows, float* out, const Share& share) const {
  std::vector<std::uint8_t> in = room(rows);
  const std::size_t step = padded_inputs_ * (kernels_.is_bf16 ? 2 : 4) * (splits_ ? 2 : 1);
  for (std::size_t r = 0; r < rows; ++r) {
    for (std::size_t k = 0; k < inputs_; ++k) write(x[r * inputs_ + k], in.data() + r * step, k);
  }
  if (padded_outputs_ == outputs_) return apply(in, rows, out, share);
  std::vector<float> padded(rows * padded_outputs_);
  apply(in, rows, padded.data(), share);
  for (std::size_t r = 0; r < rows; ++r)
    std::copy_n(padded.begin() + static_cast<std::ptrdiff_t>(r * padded_outputs_), outputs_,
                out + r * outputs_);
}

void Product::convolve(const float* x, std::size_t columns, std::size_t before, std::size_t after, float* out,
                       const Share& share) const {
  const std::size_t rows = columns + before + after + 1 - taps_;
  std::vector<std::uint8_t> in = room(rows);
  const std::size_t step = padded_inputs_ * (kernels_.is_bf16 ? 2 : 4) * (splits_ ? 2 : 1);
  transpose(x, inputs_, columns, columns, [&](std::size_t column, std::size_t input, float value) {
    write(value, in.data() + (before + column) * step, input);
  });
  std::vector<float> turned(rows * padded_outputs_);
  apply(in, rows, turned.data(), share);
  transpose(turned.data(), rows, outputs_, padded_outputs_,
            [&](std::size_t output, std::size_t row, float value) { out[output * rows + row] = value; });
}

void Product::apply(const std::vector<std::uint8_t>& in, std::size_t rows, float* out,
                    const Share& share) const {
  const std::size_t block = kernels_.row_block;
  share((rows + block - 1) / block,
        [&](std::size_t at) { apply_rows(in.data(), at * block, std::min(rows, (at + 1) * block), out); });
}

void Product::apply_rows(const std::uint8_t* in, std::size_t from, std::size_t to, float* out) const {
  const std::size_t step = padded_inputs_ * (splits_ ? 2 : 1);
  Convolution task{.in = in,
                   .row_step = step,
                   .tap_step = step,
                   .taps = taps_,
                   .inputs = padded_inputs_,
                   .outputs = padded_outputs_,
                   .weights = weights_.data(),
                   .bias = bias_.data(),
                   .stream = out};
  kernels_.convolve(task, from, to);
  if (!splits_) return;
  // (a + a')(w + w') without a'w', which is smaller than single precision's own error.
  task.bias = no_bias_.data();
  task.add = out;
  task.weights = rests_.data();
  kernels_.convolve(task, from, to);
  task.in = in + padded_inputs_ * 2;
  task.weights = weights_.data();
  kernels_.convolve(task, from, to);
}

}  // namespace tts
