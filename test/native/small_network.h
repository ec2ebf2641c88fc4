// A generator of 32 channels with random weights, laid out as the importer lays out the real one.
#pragma once

#include <filesystem>
#include <fstream>
#include <random>
#include <string>
#include <vector>

namespace tts {

class SmallNetwork {
 public:
  static constexpr std::size_t kChannels = 32;

  explicit SmallNetwork(const std::filesystem::path& folder) : plan_(folder / "generator.plan") {
    plan_ << "kokoro-generator 1\n";
    for (int stage = 0; stage < 2; ++stage) {
      const std::string number = std::to_string(stage);
      const std::size_t stride = stage == 0 ? 10 : 6;
      layer("up" + number, {kChannels, kChannels, 2 * stride}, kChannels, {stride, 1, stride / 2});
      plan_ << "number up" << number << ".slope 0.1\n";
      const std::size_t kernel = stage == 0 ? 12 : 1;
      layer("noise" + number, {kChannels, 22, kernel}, kChannels,
            {stage == 0 ? 6UL : 1UL, 1, stage == 0 ? 3UL : 0UL});
      block("noise" + number + ".block", stage == 0 ? 7 : 11);
      for (int b = 0; b < 3; ++b) block("stage" + number + ".block" + std::to_string(b), 3 + 4 * b);
    }
    layer("post", {22, kChannels, 7}, 22, {1, 1, 3});
    plan_ << "number post.slope 0.01\n";
    plan_.close();
    std::ofstream file(folder / "weights.bin", std::ios::binary);
    file.write(reinterpret_cast<const char*>(weights_.data()),
               static_cast<std::streamsize>(weights_.size() * 4));
  }

  std::vector<float> random(std::size_t count, float spread) {
    std::normal_distribution<float> draw(0.0F, spread);
    std::vector<float> values(count);
    for (float& value : values) value = draw(engine_);
    return values;
  }

 private:
  struct Steps {
    std::size_t stride, dilation, pad;
  };

  void tensor(const std::string& name, const std::vector<std::size_t>& shape, float spread,
              float around = 0.0F) {
    plan_ << "tensor " << name << ' ' << weights_.size() * 4;
    std::size_t count = 1;
    for (const std::size_t size : shape) {
      plan_ << ' ' << size;
      count *= size;
    }
    plan_ << '\n';
    for (const float value : random(count, spread)) weights_.push_back(around + value);
  }

  void layer(const std::string& name, const std::vector<std::size_t>& shape, std::size_t outputs,
             Steps steps) {
    tensor(name + ".weight", shape, 0.1F);
    tensor(name + ".bias", {outputs}, 0.1F);
    plan_ << "number " << name << ".stride " << steps.stride << "\nnumber " << name << ".dilation "
          << steps.dilation << "\nnumber " << name << ".pad " << steps.pad << '\n';
  }

  void norm(const std::string& name) {
    tensor(name + ".weight", {2 * kChannels, 128}, 0.02F);
    tensor(name + ".bias", {2 * kChannels}, 0.1F);
    plan_ << "number " << name << ".inputs_first 0\nnumber " << name << ".eps 1e-05\n";
    tensor(name + ".alpha", {1, kChannels, 1}, 0.01F, 1.0F);
    tensor(name + ".reciprocal", {1, kChannels, 1}, 0.01F, 1.0F);
  }

  void block(const std::string& name, std::size_t kernel) {
    for (std::size_t step = 0; step < 3; ++step) {
      const std::string at = name + "." + std::to_string(step);
      const std::size_t dilation = 2 * step + 1;
      norm(at + ".norm1");
      layer(at + ".conv1", {kChannels, kChannels, kernel}, kChannels,
            {1, dilation, (kernel - 1) * dilation / 2});
      norm(at + ".norm2");
      layer(at + ".conv2", {kChannels, kChannels, kernel}, kChannels, {1, 1, (kernel - 1) / 2});
    }
  }

  std::ofstream plan_;
  std::vector<float> weights_;
  std::mt19937 engine_{7};
};

}  // namespace tts
