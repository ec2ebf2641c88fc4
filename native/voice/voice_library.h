// Finds style packs in a folder, maps them into memory and mixes their rows. Any thread: packs only ever
// join, and a mix keeps its packs mapped.
#pragma once

#include <array>
#include <filesystem>
#include <map>
#include <memory>
#include <mutex>
#include <span>
#include <string>
#include <vector>

#include "base/units.h"

namespace tts {

using Style = std::array<float, kStyleSize>;

/// One voice's pack: a row of 256 numbers per phoneme count.
class StylePack {
 public:
  /// Maps NAME.bin, raw little-endian float32, or reads NAME.pt, NAME.npy or NAME.npz: 510 or 511 rows of
  /// 256. Throws Error(kModelLoadFailed).
  explicit StylePack(const std::filesystem::path& file);
  ~StylePack();
  StylePack(const StylePack&) = delete;
  StylePack& operator=(const StylePack&) = delete;

  [[nodiscard]] std::size_t rows() const { return values_.size() / kStyleSize; }
  /// Row `index`, clamped to the last one.
  [[nodiscard]] std::span<const float, kStyleSize> row(std::size_t index) const;

 private:
  void map(const std::filesystem::path& file);

  std::vector<float> read_;        // of a file that cannot be mapped as it is
  std::span<const float> values_;  // [rows, 256]: the mapping, or read_
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
  /// Lists the packs in `folder`; of several with one name, NAME.bin. Pages are read when used.
  /// Throws Error(kModelLoadFailed) when the folder cannot be read or a file is no pack.
  explicit VoiceLibrary(std::filesystem::path folder);

  /// Sorted; packs that have come to the folder since are among them. What is no pack then is left alone: it
  /// may be half written.
  [[nodiscard]] std::vector<std::string> names() const;

  /// Throws Error(kVoiceNotFound) naming the voice, Error(kInvalidInput) for no terms or a weight that is no
  /// number.
  [[nodiscard]] VoiceMix mix(std::span<const VoiceTerm> terms) const;

 private:
  enum class OnBadPack { kThrow, kLeave };
  /// Adds what the folder has and packs_ has not; false if something was left. With mutex_ held.
  bool add_packs(OnBadPack on_bad_pack) const;
  [[nodiscard]] bool may_have_changed() const;

  const std::filesystem::path folder_;
  mutable std::mutex mutex_;
  mutable std::map<std::string, std::shared_ptr<const StylePack>, std::less<>> packs_;  // guarded by mutex_
  mutable std::filesystem::file_time_type seen_;  // the folder's time at the last look; guarded by mutex_
  mutable bool is_complete_ = false;              // nothing was left then; guarded by mutex_
};

}  // namespace tts
