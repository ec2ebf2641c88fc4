#include "engine/voice_statistics.h"

#include <cmath>
#include <cstdint>
#include <fstream>

#include "base/error.h"
#include "base/half.h"

namespace tts {
namespace {

// A line of text, then half-precision numbers: means and square roots of variances of one voice after the
// other.
constexpr const char* kHeader = "kokoro-voice-statistics 1";

void append(std::ofstream& file, std::span<const float> values, bool rooted) {
  for (const float value : values) {
    const std::uint16_t half = to_half(rooted ? std::sqrt(value) : value);
    file.write(reinterpret_cast<const char*>(&half), sizeof half);
  }
}

std::vector<float> read(std::ifstream& file, std::size_t count, bool squared) {
  std::vector<std::uint16_t> halves(count);
  file.read(reinterpret_cast<char*>(halves.data()),
            static_cast<std::streamsize>(count * sizeof(std::uint16_t)));
  std::vector<float> values;
  values.reserve(count);
  for (const std::uint16_t half : halves) values.push_back(from_half(half));
  if (squared) {
    for (float& value : values) value *= value;
  }
  return values;
}

}  // namespace

VoiceStatistics::VoiceStatistics(const std::filesystem::path& table, const std::string& weights_sha256) {
  std::ifstream file(table, std::ios::binary);
  std::string line;
  std::getline(file, line);
  std::string sha256;
  std::size_t voices = 0;
  std::size_t channels = 0;
  if (line == kHeader) file >> sha256 >> voices >> channels;
  if (!file || channels == 0 || channels > 1'000'000 || voices > 10'000) {
    throw Error(ErrorCode::kModelLoadFailed, "Voice statistics " + table.string() + ": not such a table.");
  }
  if (sha256 != weights_sha256) return;
  std::vector<std::string> names(voices);
  for (std::string& name : names) file >> name;
  file.ignore(1);
  for (const std::string& name : names) {
    auto mean = read(file, channels, false);
    auto variance = read(file, channels, true);
    voices_[name] = {.mean = std::move(mean), .variance = std::move(variance), .frames = 1};
  }
  if (!file) throw Error(ErrorCode::kModelLoadFailed, "Voice statistics " + table.string() + ": cut short.");
}

std::optional<NormStatistics> VoiceStatistics::of(std::span<const VoiceTerm> voice) const {
  float total = 0.0F;
  for (const auto& [name, weight] : voice) {
    if (!(weight > 0.0F) || !voices_.contains(name)) return std::nullopt;
    total += weight;
  }
  if (voice.empty()) return std::nullopt;
  if (voice.size() == 1) return voices_.find(voice.front().name)->second;
  NormStatistics mix;
  for (const auto& [name, weight] : voice) {
    const NormStatistics& part = voices_.find(name)->second;
    mix.mean.resize(part.mean.size());
    mix.variance.resize(part.variance.size());
    for (std::size_t i = 0; i < part.mean.size(); ++i) {
      mix.mean[i] += weight / total * part.mean[i];
      mix.variance[i] += weight / total * part.variance[i];
    }
  }
  mix.frames = 1;
  return mix;
}

void VoiceStatistics::write(const std::filesystem::path& table, const std::string& weights_sha256) const {
  const std::filesystem::path draft = table.string() + ".part";
  {
    std::ofstream file(draft, std::ios::binary);
    const std::size_t channels = voices_.empty() ? 0 : voices_.begin()->second.mean.size();
    file << kHeader << '\n' << weights_sha256 << ' ' << voices_.size() << ' ' << channels << '\n';
    for (const auto& [name, _] : voices_) file << name << '\n';
    for (const auto& [_, statistics] : voices_) {
      append(file, statistics.mean, false);
      append(file, statistics.variance, true);
    }
    if (!file)
      throw Error(ErrorCode::kModelLoadFailed, "Voice statistics " + table.string() + ": cannot be written.");
  }
  std::filesystem::rename(draft, table);
}

}  // namespace tts
