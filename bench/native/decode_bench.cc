// Times one route from tokens to samples, alone in its process:
//   decode_bench stock|graph|fp32|bf16|auto MODELDIR THREADS RUNS < cases
// A case is a line: name, then 256 style numbers, then the tokens with both pads, all parted by blanks.
// stock: the uncut graph through ONNX Runtime with its default options but for the number of threads.
// graph: our pieces, harmonic source and inverse STFT, all graphs by ONNX Runtime; fp32, bf16, auto: the
// generator by our kernels of that tier. Prints a line per case and run: name, seconds, samples.
#include <onnxruntime_cxx_api.h>

#include <chrono>
#include <cstdio>
#include <filesystem>
#include <functional>
#include <iostream>
#include <map>
#include <sstream>
#include <string>
#include <vector>

#include "engine/segment_synthesis.h"

namespace {

struct Case {
  std::string name;
  tts::Style style{};
  std::vector<std::int64_t> tokens;
};

std::vector<Case> read_cases() {
  std::vector<Case> cases;
  for (std::string line; std::getline(std::cin, line);) {
    std::istringstream words(line);
    Case given;
    words >> given.name;
    for (float& number : given.style) words >> number;
    for (std::int64_t token = 0; words >> token;) given.tokens.push_back(token);
    cases.push_back(std::move(given));
  }
  return cases;
}

using Route = std::function<std::size_t(const Case&)>;  // returns samples

Route stock(const std::filesystem::path& folder, int threads) {
  auto env = std::make_shared<Ort::Env>(ORT_LOGGING_LEVEL_ERROR, "stock");
  Ort::SessionOptions options;
  options.SetIntraOpNumThreads(threads);
  auto session = std::make_shared<Ort::Session>(*env, (folder / "whole.onnx").c_str(), options);
  return [env, session](const Case& given) {
    const auto memory = Ort::MemoryInfo::CreateCpu(OrtDeviceAllocator, OrtMemTypeCPU);
    Case copy = given;
    float speed = 1.0F;
    const std::int64_t tokens[] = {1, static_cast<std::int64_t>(copy.tokens.size())};
    const std::int64_t style[] = {1, 256};
    const std::int64_t one[] = {1};
    Ort::Value inputs[] = {
        Ort::Value::CreateTensor<std::int64_t>(memory, copy.tokens.data(), copy.tokens.size(), tokens, 2),
        Ort::Value::CreateTensor<float>(memory, copy.style.data(), copy.style.size(), style, 2),
        Ort::Value::CreateTensor<float>(memory, &speed, 1, one, 1)};
    const char* names[] = {"tokens", "style", "speed"};
    const char* outputs[] = {"audio"};
    const auto results = session->Run(Ort::RunOptions{}, names, inputs, 3, outputs, 1);
    return results.front().GetTensorTypeAndShapeInfo().GetElementCount();
  };
}

Route split(const std::filesystem::path& folder, int threads, const std::string& tier) {
  const std::map<std::string, tts::TierChoice> tiers{{"graph", tts::TierChoice::kGraph},
                                                     {"fp32", tts::TierChoice::kFp32},
                                                     {"bf16", tts::TierChoice::kBf16},
                                                     {"auto", tts::TierChoice::kAuto}};
  const tts::SessionSettings settings{.threads = threads, .cuda = false, .tier = tiers.at(tier)};
  auto model = std::make_shared<tts::AcousticModel>(folder, settings, true);
  auto constants = std::make_shared<tts::SignalConstants>();
  constants->source.weights = {0.1F, 0.1F, 0.1F, 0.1F, 0.1F,
                               0.1F, 0.1F, 0.1F, 0.1F};  // any: they cost the same
  return [model, constants](const Case& given) {
    tts::SegmentSynthesis synthesis(
        model, *constants, {.tokens = given.tokens, .style = given.style, .edges = {}, .norms = nullptr});
    std::size_t samples = 0;
    while (!synthesis.is_done()) samples += synthesis.advance({}).size();
    return samples;
  };
}

}  // namespace

int main(int count, char** words) {
  if (count != 5) {
    std::fprintf(stderr, "usage: decode_bench stock|graph|fp32|bf16|auto MODELDIR THREADS RUNS < cases\n");
    return 2;
  }
  const std::string name = words[1];
  const int threads = std::stoi(words[3]);
  const Route route = name == "stock" ? stock(words[2], threads) : split(words[2], threads, name);
  const std::vector<Case> cases = read_cases();
  for (const Case& given : cases) route(given);  // warm-up with varied lengths
  for (int run = 0; run < std::stoi(words[4]); ++run) {
    for (const Case& given : cases) {
      const auto start = std::chrono::steady_clock::now();
      const std::size_t samples = route(given);
      const double seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
      std::printf("%s %.6f %zu\n", given.name.c_str(), seconds, samples);
    }
  }
}
