// A matrix product or convolution over time with constant weights, on the kernels: what the operators of the
// graphs compute. Any thread, several at once.
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <vector>

#include "model/generator/kernels.h"

namespace tts {

/// Calls a function with 0 to count - 1, in any order, on as many threads as the caller has; returns when all
/// is done.
using Share = std::function<void(std::size_t count, const std::function<void(std::size_t)>& part)>;

class Product {
 public:
  /// weights [taps][inputs][outputs]; bias [outputs] or none. With `splits`, numbers are taken as sums of two
  /// bfloat16 each.
  Product(const Kernels& kernels, bool splits, const std::vector<float>& weights, std::size_t taps,
          std::size_t inputs, std::size_t outputs, const std::vector<float>& bias);

  [[nodiscard]] std::size_t taps() const { return taps_; }
  [[nodiscard]] std::size_t outputs() const { return outputs_; }

  /// x [rows][inputs] to out [rows][outputs].
  void multiply(const float* x, std::size_t rows, float* out, const Share& share) const;

  /// x [inputs][columns] to out [outputs][columns + before + after + 1 - taps], as ONNX lays it out, with so
  /// many zeros around x.
  void convolve(const float* x, std::size_t columns, std::size_t before, std::size_t after, float* out,
                const Share& share) const;

 private:
  [[nodiscard]] std::vector<std::uint8_t> packed(const std::vector<float>& weights) const;
  /// rows_ of what apply() reads; zero where nothing is written.
  [[nodiscard]] std::vector<std::uint8_t> room(std::size_t rows) const;
  void write(float value, std::uint8_t* row, std::size_t input) const;
  /// in: room for rows + taps - 1 rows. out [rows][padded_outputs_].
  void apply(const std::vector<std::uint8_t>& in, std::size_t rows, float* out, const Share& share) const;
  void apply_rows(const std::uint8_t* in, std::size_t from, std::size_t to, float* out) const;

  const Kernels& kernels_;
  const bool splits_;
  const std::size_t taps_;
  const std::size_t inputs_;
  const std::size_t outputs_;
  const std::size_t padded_inputs_;
  const std::size_t padded_outputs_;
  std::vector<float> bias_;            // [padded_outputs_]
  std::vector<float> no_bias_;         // [padded_outputs_] zeros
  std::vector<std::uint8_t> weights_;  // packed
  std::vector<std::uint8_t> rests_;    // packed; what bfloat16 weights lose
};

}  // namespace tts
