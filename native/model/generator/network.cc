#include "model/generator/network.h"

#include <algorithm>
#include <cstdlib>
#include <cstring>
#include <new>
#include <numbers>

#include "base/error.h"
#include "base/units.h"

namespace tts {
namespace {

constexpr std::size_t kCacheLine = 64;

std::size_t padded(std::size_t count, std::size_t block) { return (count + block - 1) / block * block; }

void expect(bool holds, const std::string& what) {
  if (!holds)
    throw Error(ErrorCode::kModelLoadFailed, "generator.plan: " + what + " is not as a Kokoro has it.");
}

// weights [taps][inputs][outputs], padded with zeros, packed.
void pack(Layer& layer, const Kernels& kernels, const std::vector<float>& plain) {
  layer.weights = Packed(plain.size() * (kernels.is_bf16 ? 2 : 4));
  kernels.pack(plain.data(), layer.taps, layer.inputs, layer.outputs, layer.weights.data());
}

class Reader {
 public:
  Reader(const GeneratorWeights& weights, const Kernels& kernels) : weights_(weights), kernels_(kernels) {}

  // [out][in][k] of the file. A convolution with a stride reads `k` neighbouring rows at once: one tap of k
  // times in.
  Layer convolution(const std::string& name, bool joins_taps = false) {
    const auto& [values, shape] = weights_.tensor(name + ".weight");
    expect(shape.size() == 3, name);
    const std::size_t out = shape[0];
    const std::size_t in = shape[1];
    const std::size_t kernel = shape[2];
    Layer layer = plain_layer(name, in, padded(out, kernels_.output_block));
    layer.taps = joins_taps ? 1 : kernel;
    layer.inputs = padded(joins_taps ? kernel * in : in, kernels_.input_block);
    std::vector<float> turned(layer.taps * layer.inputs * layer.outputs, 0.0F);
    for (std::size_t o = 0; o < out; ++o) {
      for (std::size_t i = 0; i < in; ++i) {
        for (std::size_t k = 0; k < kernel; ++k) {
          const std::size_t row = joins_taps ? k * in + i : k * layer.inputs + i;
          turned[row * layer.outputs + o] = values[(o * in + i) * kernel + k];
        }
      }
    }
    std::ranges::copy(weights_.tensor(name + ".bias").values, layer.bias.begin());
    pack(layer, kernels_, turned);
    return layer;
  }

  // [in][out][2 stride] of the file: output row q stride + r takes x[q - 1] with tap stride + r and x[q] with
  // tap r, so that a row of the product is `stride` output rows side by side.
  Layer transposed(const std::string& name) {
    const auto& [values, shape] = weights_.tensor(name + ".weight");
    expect(shape.size() == 3, name);
    const std::size_t in = shape[0];
    const std::size_t out = shape[1];
    Layer layer = plain_layer(name, in, 0);
    expect(shape[2] == 2 * layer.stride && in % kernels_.input_block == 0, name);
    layer.taps = 2;
    layer.inputs = in;
    layer.outputs = layer.stride * out;
    expect(layer.outputs % kernels_.output_block == 0, name);
    std::vector<float> turned(2 * in * layer.outputs);
    for (std::size_t i = 0; i < in; ++i) {
      for (std::size_t o = 0; o < out; ++o) {
        for (std::size_t r = 0; r < layer.stride; ++r) {
          const float* taps = &values[(i * out + o) * shape[2]];
          turned[i * layer.outputs + r * out + o] = taps[layer.stride + r];
          turned[(in + i) * layer.outputs + r * out + o] = taps[r];
        }
      }
    }
    const auto bias = weights_.tensor(name + ".bias").values;
    for (std::size_t r = 0; r < layer.stride; ++r)
      layer.bias.insert(layer.bias.end(), bias.begin(), bias.end());
    pack(layer, kernels_, turned);
    return layer;
  }

  NormSite site(const std::string& name) {
    const auto& [values, shape] = weights_.tensor(name + ".weight");
    const auto alpha = weights_.tensor(name + ".alpha").values;
    const auto reciprocal = weights_.tensor(name + ".reciprocal").values;
    const auto bias = weights_.tensor(name + ".bias").values;
    NormSite site;
    site.channels = alpha.size();
    site.first = channels_;
    channels_ += site.channels;
    const std::size_t rows = 2 * site.channels;
    expect(values.size() == rows * kTimbreSize && bias.size() == rows && reciprocal.size() == alpha.size(),
           name);
    const bool inputs_first = weights_.number(name + ".inputs_first") != 0.0;
    site.weight.resize(values.size());
    for (std::size_t row = 0; row < rows; ++row) {
      for (std::size_t i = 0; i < kTimbreSize; ++i) {
        site.weight[row * kTimbreSize + i] =
            inputs_first ? values[i * rows + row] : values[row * kTimbreSize + i];
      }
    }
    site.bias.assign(bias.begin(), bias.end());
    site.epsilon = static_cast<float>(weights_.number(name + ".eps"));
    for (const float a : alpha) site.turns.push_back(a / std::numbers::pi_v<float>);
    site.reciprocal.assign(reciprocal.begin(), reciprocal.end());
    return site;
  }

  Block block(const std::string& name) {
    Block block;
    for (std::size_t i = 0; i < kSteps; ++i) {
      const std::string step = name + "." + std::to_string(i);
      block[i] = {site(step + ".norm1"), convolution(step + ".conv1"), site(step + ".norm2"),
                  convolution(step + ".conv2")};
    }
    return block;
  }

  [[nodiscard]] std::size_t channels() const { return channels_; }

  [[nodiscard]] float slope(const std::string& name) const {
    return static_cast<float>(weights_.number(name + ".slope"));
  }

 private:
  Layer plain_layer(const std::string& name, std::size_t in, std::size_t outputs) const {
    Layer layer;
    layer.channels = in;
    layer.outputs = outputs;
    layer.bias.resize(outputs, 0.0F);
    layer.stride = static_cast<std::size_t>(weights_.number(name + ".stride"));
    layer.dilation = static_cast<std::size_t>(weights_.number(name + ".dilation"));
    layer.pad = static_cast<std::size_t>(weights_.number(name + ".pad"));
    return layer;
  }

  const GeneratorWeights& weights_;
  const Kernels& kernels_;
  std::size_t channels_ = 0;
};

}  // namespace

void Packed::Free::operator()(void* memory) const { std::free(memory); }

Packed::Packed(std::size_t bytes)
    : data_(std::aligned_alloc(kCacheLine, padded(bytes + kCacheLine, kCacheLine))) {
  if (!data_) throw std::bad_alloc();
}

NetworkLayers::NetworkLayers(const GeneratorWeights& weights, const Kernels& chosen) : kernels(chosen) {
  Reader reader(weights, kernels);
  for (std::size_t s = 0; s < kStages; ++s) {
    Stage& stage = stages[s];
    const std::string number = std::to_string(s);
    stage.upsampler = reader.transposed("up" + number);
    stage.upsampler.slope = reader.slope("up" + number);
    stage.noise = reader.convolution("noise" + number, true);
    stage.noise_block = reader.block("noise" + number + ".block");
    for (std::size_t b = 0; b < kBlocksPerStage; ++b) {
      stage.blocks[b] = reader.block("stage" + number + ".block" + std::to_string(b));
    }
  }
  post = reader.convolution("post");
  post.slope = reader.slope("post");
  norm_channels = reader.channels();
}

}  // namespace tts
