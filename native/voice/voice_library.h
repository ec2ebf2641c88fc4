// Finds style packs in a folder, maps them into memory and mixes their rows. Any thread: nothing changes
// after construction, and a mix keeps its packs mapped.
#pragma once

#include <array>
#include <filesystem>
#include <map>
#include <memory>
#include <span>
#include <string>
#include <vector>

#include "base/units.h"

namespace tts {

using Style = std::array<float, kStyleSize>;

/// One voice's pack: a row of 256 numbers per phoneme count.
class StylePack {
 public:
  /// Maps `file`: raw little-endian float32, 510 or 511 rows of 256. Throws Error(kModelLoadFailed).
  explicit StylePack(const std::filesystem::path& file);
  ~StylePack();
  StylePack(const StylePack&) = delete;
  StylePack& operator=(const StylePack&) = delete;

  [[nodiscard]] std::size_t rows() const { return values_.size() / kStyleSize; }
  /// Row `index`, clamped to the last one.
  [[nodiscard]] std::span<const float, kStyleSize> row(std::size_t index) const;

 private:
  std::span<const float> values_;  // [rows, 256], the mapping
};

struct VoiceTerm {
  std::string name;
  float weight = 1.0F;  // as given; negative subtracts
};

/// A weighted sum of packs.
class VoiceMix {
 public:
  struct Part {
    std::shared_ptr<const StylePack> pack;
    float weight;
  };
  explicit VoiceMix(std::vector<Part> parts) : parts_(std::move(parts)) {}

  /// Timbre half from `timbre_row`, prosody half from `prosody_row`.
  [[nodiscard]] Style style(std::size_t timbre_row, std::size_t prosody_row) const;

 private:
  std::vector<Part> parts_;
};

class VoiceLibrary {
 public:
  /// Lists NAME.bin in `folder`. All are mapped; pages are read when used.
  /// Throws Error(kModelLoadFailed) when the folder cannot be read or a file has the wrong size.
  explicit VoiceLibrary(const std::filesystem::path& folder);

  /// Sorted.
  [[nodiscard]] std::vector<std::string> names() const;

  /// Throws Error(kVoiceNotFound) naming the voice, Error(kInvalidInput) for no terms or a weight that is no
  /// number.
  [[nodiscard]] VoiceMix mix(std::span<const VoiceTerm> terms) const;

 private:
  std::map<std::string, std::shared_ptr<const StylePack>, std::less<>> packs_;
};

}  // namespace tts
