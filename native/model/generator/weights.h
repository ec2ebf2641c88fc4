// The generator's numbers as the importer laid them out: weights.bin, mapped, and the plan that names its
// parts.
#pragma once

#include <filesystem>
#include <map>
#include <span>
#include <string>
#include <vector>

namespace tts {

class GeneratorWeights {
 public:
  struct Tensor {
    std::span<const float> values;  // row-major
    std::vector<std::size_t> shape;
  };

  /// True if `folder` holds a plan: imports of models that are built otherwise have none.
  [[nodiscard]] static bool exist(const std::filesystem::path& folder);

  /// Throws Error(kModelLoadFailed) naming file and line when the plan does not fit the file of weights.
  explicit GeneratorWeights(const std::filesystem::path& folder);
  ~GeneratorWeights();
  GeneratorWeights(const GeneratorWeights&) = delete;
  GeneratorWeights& operator=(const GeneratorWeights&) = delete;

  /// Throws Error(kModelLoadFailed) naming what is missing.
  [[nodiscard]] const Tensor& tensor(const std::string& name) const;
  [[nodiscard]] double number(const std::string& name) const;

 private:
  void read_plan(const std::filesystem::path& file);

  std::span<const std::byte> mapped_;
  std::map<std::string, Tensor> tensors_;
  std::map<std::string, double> numbers_;
};

}  // namespace tts
