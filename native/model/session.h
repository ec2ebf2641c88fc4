// One ONNX graph, ready to run. The library stays behind this header.
#pragma once

#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>
#include <span>
#include <stop_token>
#include <string>
#include <vector>

#include "model/array.h"
#include "model/generator/kernels.h"

namespace tts {

/// Arithmetic of the generator: auto takes the fastest of those this machine has.
enum class TierChoice : std::uint8_t { kAuto, kFp32, kBf16, kGraph };

/// Where and how wide the graphs run.
struct SessionSettings {
  int threads = 1;  // of one run, the caller's included
  int wide_threads =
      1;              // of what stands between a text and its first sound: a lone utterance wants all cores
  bool cuda = false;  // asks for the CUDA provider; without it, construction fails
  TierChoice tier = TierChoice::kAuto;
};

/// How a product in bfloat16 treats what does not fit: it goes, or it is kept in a second part, which is
/// nearly as exact as single precision and takes three times as long.
enum class Precision : std::uint8_t { kPlain, kSplit };

/// What computes the large products of a graph that was written for our operators.
struct Products {
  const Kernels& kernels;
  Precision precision;
};

class Session {
 public:
  /// Loads `file` (and the external data it names, mapped), with our operators if `products` says so. Throws
  /// Error(kModelLoadFailed) with the library's reason.
  Session(const std::filesystem::path& file, const SessionSettings& settings,
          std::optional<Products> products = std::nullopt);
  ~Session();
  Session(const Session&) = delete;
  Session& operator=(const Session&) = delete;

  /// Runs the graph and returns the named outputs as float32 (int64 outputs are converted). Any thread,
  /// several at once. When `stop` is requested the run ends at the next node. Throws Error(kCancelled),
  /// Error(kInferenceFailed).
  [[nodiscard]] std::vector<Array> run(std::span<const Input> inputs, std::span<const char* const> outputs,
                                       const std::stop_token& stop = {}) const;

 private:
  struct Graph;
  std::unique_ptr<Graph> graph_;
};

/// Version of the linked ONNX Runtime.
[[nodiscard]] std::string onnx_runtime_version();

}  // namespace tts
