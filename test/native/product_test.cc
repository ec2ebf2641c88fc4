#include "model/generator/product.h"

#include <gtest/gtest.h>

#include <cmath>
#include <random>

namespace tts {
namespace {

struct Shape {
  std::size_t taps, inputs, outputs, rows;
};

std::vector<float> numbers(std::size_t count, unsigned seed) {
  std::mt19937 random(seed);
  std::uniform_real_distribution<float> uniform(-1.0F, 1.0F);
  std::vector<float> values(count);
  for (float& value : values) value = uniform(random);
  return values;
}

double snr_db(const std::vector<double>& meant, const std::vector<float>& got) {
  double signal = 0;
  double noise = 0;
  for (std::size_t i = 0; i < meant.size(); ++i) {
    signal += meant[i] * meant[i];
    noise += (meant[i] - got[i]) * (meant[i] - got[i]);
  }
  return 10 * std::log10(signal / noise);
}

// x [inputs][columns], as ONNX's Conv.
std::vector<double> plain(const Shape& shape, std::size_t columns, std::size_t before,
                          const std::vector<float>& x, const std::vector<float>& weights,
                          const std::vector<float>& bias) {
  std::vector<double> out(shape.outputs * shape.rows);
  for (std::size_t m = 0; m < shape.outputs; ++m) {
    for (std::size_t r = 0; r < shape.rows; ++r) {
      double sum = bias[m];
      for (std::size_t t = 0; t < shape.taps; ++t) {
        if (r + t < before || r + t - before >= columns) continue;
        for (std::size_t k = 0; k < shape.inputs; ++k)
          sum += static_cast<double>(x[k * columns + r + t - before]) *
                 weights[(t * shape.inputs + k) * shape.outputs + m];
      }
      out[m * shape.rows + r] = sum;
    }
  }
  return out;
}

// The parts may come in any order.
const Share backwards = [](std::size_t count, const std::function<void(std::size_t)>& part) {
  while (count-- > 0) part(count);
};

class ProductTest : public testing::TestWithParam<Shape> {
 protected:
  // Least ratio of signal to error for kernels of that kind.
  static double limit_db(const Kernels& kernels, bool splits) {
    if (!kernels.is_bf16) return 110;
    return splits ? 85 : 45;
  }
};

TEST_P(ProductTest, ConvolvesAsOnnxDoes) {
  const Shape shape = GetParam();
  const std::size_t before = shape.taps / 2;
  const std::size_t columns = shape.rows + shape.taps - 1 - 2 * before;
  const auto x = numbers(shape.inputs * columns, 1);
  const auto weights = numbers(shape.taps * shape.inputs * shape.outputs, 2);
  const auto bias = numbers(shape.outputs, 3);
  const auto meant = plain(shape, columns, before, x, weights, bias);
  for (const Kernels* kernels : {portable_kernels(), best_kernels(Tier::kFp32), best_kernels(Tier::kBf16)}) {
    if (kernels == nullptr) continue;
    for (const bool splits : {false, true}) {
      const Product product(*kernels, splits, weights, shape.taps, shape.inputs, shape.outputs, bias);
      std::vector<float> got(shape.outputs * shape.rows);
      product.convolve(x.data(), columns, before, before, got.data(), backwards);
      EXPECT_GT(snr_db(meant, got), limit_db(*kernels, splits)) << kernels->name << (splits ? " split" : "");
    }
  }
}

TEST_P(ProductTest, MultipliesAsOnnxDoes) {
  Shape shape = GetParam();
  shape.taps = 1;
  const auto x = numbers(shape.inputs * shape.rows, 4);  // [inputs][rows]
  std::vector<float> turned(x.size());                   // [rows][inputs]
  for (std::size_t k = 0; k < shape.inputs; ++k) {
    for (std::size_t r = 0; r < shape.rows; ++r) turned[r * shape.inputs + k] = x[k * shape.rows + r];
  }
  const auto weights = numbers(shape.inputs * shape.outputs, 5);
  const auto meant =
      plain(shape, shape.rows, 0, x, weights, std::vector<float>(shape.outputs, 0.0F));  // [outputs][rows]
  for (const Kernels* kernels : {portable_kernels(), best_kernels(Tier::kFp32), best_kernels(Tier::kBf16)}) {
    if (kernels == nullptr) continue;
    for (const bool splits : {false, true}) {
      const Product product(*kernels, splits, weights, 1, shape.inputs, shape.outputs, {});
      std::vector<float> got(shape.outputs * shape.rows);
      product.multiply(turned.data(), shape.rows, got.data(), backwards);
      std::vector<float> back(got.size());
      for (std::size_t m = 0; m < shape.outputs; ++m) {
        for (std::size_t r = 0; r < shape.rows; ++r) back[m * shape.rows + r] = got[r * shape.outputs + m];
      }
      EXPECT_GT(snr_db(meant, back), limit_db(*kernels, splits)) << kernels->name << (splits ? " split" : "");
    }
  }
}

INSTANTIATE_TEST_SUITE_P(Shapes, ProductTest,
                         testing::Values(Shape{3, 64, 64, 40}, Shape{1, 514, 96, 33}, Shape{5, 70, 50, 7},
                                         Shape{1, 300, 50, 1}, Shape{3, 1090, 33, 64}));

}  // namespace
}  // namespace tts
