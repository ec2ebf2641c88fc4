#include "model/session.h"

#include <algorithm>
#include <mutex>

#include "base/error.h"
#include "model/environment.h"
#include "model/operators.h"

namespace tts {

struct Session::Graph {
  Ort::Session session{nullptr};
};

namespace {

Ort::SessionOptions to_options(const SessionSettings& settings) {
  Ort::SessionOptions options;
  options.SetGraphOptimizationLevel(ORT_ENABLE_ALL);
  options.SetIntraOpNumThreads(std::max(1, settings.threads));
  options.SetInterOpNumThreads(1);
  // The pattern cache keeps a memory plan per input shape, and every sentence has its own: 708 MB against 539
  // MB.
  options.DisableMemPattern();
  // Threads spin during a run and sleep between runs: A and P lose 30 % without, idle cores are ours to give
  // back.
  options.AddConfigEntry("session.force_spinning_stop", "1");
  if (settings.cuda) {
    OrtCUDAProviderOptions cuda{};
    cuda.cudnn_conv_algo_search =
        OrtCudnnConvAlgoSearchHeuristic;  // EXHAUSTIVE costs 2.9 times where lengths vary
    cuda.arena_extend_strategy = 1;       // as much as asked for
    options.AppendExecutionProvider_CUDA(cuda);
  }
  return options;
}

Ort::Value to_value(const Input& input, const Ort::MemoryInfo& memory) {
  // The library takes pointers to what it only reads.
  if (!input.tokens.empty()) {
    return Ort::Value::CreateTensor<std::int64_t>(memory, const_cast<std::int64_t*>(input.tokens.data()),
                                                  input.tokens.size(), input.shape.data(),
                                                  input.shape.size());
  }
  return Ort::Value::CreateTensor<float>(memory, const_cast<float*>(input.numbers.data()),
                                         input.numbers.size(), input.shape.data(), input.shape.size());
}

Array to_array(const Ort::Value& value) {
  const auto info = value.GetTensorTypeAndShapeInfo();
  Array array{.values = {}, .shape = info.GetShape()};
  const std::size_t count = info.GetElementCount();
  if (info.GetElementType() == ONNX_TENSOR_ELEMENT_DATA_TYPE_INT64) {
    const auto* numbers = value.GetTensorData<std::int64_t>();
    std::ranges::transform(numbers, numbers + count, std::back_inserter(array.values),
                           [](std::int64_t number) { return static_cast<float>(number); });
  } else {
    const auto* numbers = value.GetTensorData<float>();
    array.values.assign(numbers, numbers + count);
  }
  return array;
}

}  // namespace

Session::Session(const std::filesystem::path& file, const SessionSettings& settings,
                 std::optional<Products> products)
    : graph_(std::make_unique<Graph>()) {
  // Creating sessions side by side is reported to race.
  static std::mutex creating;
  const std::lock_guard lock(creating);
  try {
    Ort::SessionOptions options = to_options(settings);
    if (products) add_operators(options, *products);
    graph_->session = Ort::Session(environment(), file.c_str(), options);
  } catch (const Ort::Exception& failure) {
    throw Error(ErrorCode::kModelLoadFailed, "Model file " + file.string() + ": " + failure.what());
  }
}

Session::~Session() = default;

std::vector<Array> Session::run(std::span<const Input> inputs, std::span<const char* const> outputs,
                                const std::stop_token& stop) const {
  static const auto memory = Ort::MemoryInfo::CreateCpu(OrtDeviceAllocator, OrtMemTypeCPU);
  std::vector<const char*> names;
  std::vector<Ort::Value> values;
  for (const Input& input : inputs) {
    names.push_back(input.name);
    values.push_back(to_value(input, memory));
  }
  // The terminate flag is sticky: one object per run.
  const Ort::RunOptions options;
  const std::stop_callback cancels(stop,
                                   [&options] { const_cast<Ort::RunOptions&>(options).SetTerminate(); });
  try {
    auto results = graph_->session.Run(options, names.data(), values.data(), values.size(), outputs.data(),
                                       outputs.size());
    std::vector<Array> arrays;
    arrays.reserve(results.size());
    for (const Ort::Value& result : results) arrays.push_back(to_array(result));
    return arrays;
  } catch (const Ort::Exception& failure) {
    if (stop.stop_requested()) throw Error(ErrorCode::kCancelled, "The utterance was cancelled.");
    throw Error(ErrorCode::kInferenceFailed, failure.what());
  }
}

std::string onnx_runtime_version() { return OrtGetApiBase()->GetVersionString(); }

}  // namespace tts
