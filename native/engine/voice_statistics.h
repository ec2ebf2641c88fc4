// Frozen statistics of voices: what the generator's norms are fed in place of each sentence's own. Read once,
// any thread.
#pragma once

#include <filesystem>
#include <map>
#include <optional>
#include <span>
#include <string>

#include "model/generator/norms.h"
#include "voice/voice_library.h"

namespace tts {

/// The row of the style packs whose timbre the tables' statistics were taken with.
inline constexpr int kCalibratedRow = 120;

class VoiceStatistics {
 public:
  /// None: every voice is decoded whole with its own statistics.
  VoiceStatistics() = default;

  /// Reads a table made by calibration for the weights with that SHA-256. Throws Error(kModelLoadFailed) for
  /// a file that is damaged; a table of other weights is empty.
  VoiceStatistics(const std::filesystem::path& table, const std::string& weights_sha256);

  /// Statistics of a mix: the weighted mean of its parts'. Nothing when a part is unknown or subtracted.
  [[nodiscard]] std::optional<NormStatistics> of(std::span<const VoiceTerm> voice) const;

  [[nodiscard]] std::size_t size() const { return voices_.size(); }

  void add(const std::string& name, NormStatistics statistics) { voices_[name] = std::move(statistics); }

  /// Writes the table, in half precision, complete or not at all.
  void write(const std::filesystem::path& table, const std::string& weights_sha256) const;

 private:
  std::map<std::string, NormStatistics, std::less<>> voices_;
};

}  // namespace tts
