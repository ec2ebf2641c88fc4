// The importer's self-test: the pieces it cut, chained, against the uncut graph, and our host arithmetic
// against the graph's. Runs once after an import; any thread.
#pragma once

#include <cstdint>
#include <filesystem>
#include <span>
#include <string>
#include <vector>

namespace tts {

struct ModelCase {
  std::string id;
  std::vector<std::int64_t> tokens;  // with both pads
  std::vector<float> style;          // [256]
  float speed = 1.0F;
};

struct ModelCheck {
  float max_audio_error = 0.0F;   // chain with the in-graph source against the whole graph, absolute
  float max_kernel_error = 0.0F;  // of our fp32 kernels against the generator's graph, in samples
  bool durations_equal = true;
  std::vector<std::vector<std::int32_t>>
      durations;     // frames per token, of each case, as the pieces predict them
  std::string gain;  // family of the graph's inverse STFT: undivided, divided or convolutional
  float host_istft_error =
      0.0F;  // after the gain is accounted for, absolute; means nothing for convolutional
};

/// Throws Error(kModelLoadFailed) when a file is missing, Error(kInferenceFailed) when a graph does not run.
[[nodiscard]] ModelCheck check_model(const std::filesystem::path& folder, std::span<const ModelCase> cases);

}  // namespace tts
