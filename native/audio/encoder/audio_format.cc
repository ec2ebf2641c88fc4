#include "audio/encoder/audio_format.h"

#include <algorithm>
#include <array>
#include <span>
#include <utility>

#include "base/error.h"

namespace tts {
namespace {

constexpr auto kNames = std::to_array<std::pair<std::string_view, AudioFormat>>({
    {"pcm", AudioFormat::kPcm},
    {"wav", AudioFormat::kWav},
    {"wav-float", AudioFormat::kFloatWav},
    {"mp3", AudioFormat::kMp3},
    {"opus", AudioFormat::kOpus},
    {"flac", AudioFormat::kFlac},
#ifdef TTS_AAC
    {"aac", AudioFormat::kAac},
    {"m4a", AudioFormat::kM4a},
#endif
    {"mulaw", AudioFormat::kMulaw},
    {"alaw", AudioFormat::kAlaw},
});

constexpr std::array kRates{8000, 16000, 22050, 24000, 32000, 44100, 48000};
constexpr std::array kOpusRates{8000, 12000, 16000, 24000, 48000};
constexpr std::array kTelephoneRates{8000};

std::span<const int> rates_of(AudioFormat format) {
  switch (format) {
    case AudioFormat::kOpus:
      return kOpusRates;
    case AudioFormat::kMulaw:
    case AudioFormat::kAlaw:
      return kTelephoneRates;
    default:
      return kRates;
  }
}

}  // namespace

std::optional<AudioFormat> find_audio_format(std::string_view name) {
  const auto* found = std::ranges::find(kNames, name, &std::pair<std::string_view, AudioFormat>::first);
  return found == kNames.end() ? std::nullopt : std::optional(found->second);
}

std::vector<std::string> audio_format_names() {
  std::vector<std::string> names;
  names.reserve(kNames.size());
  for (const auto& [name, _] : kNames) names.emplace_back(name);
  return names;
}

void check(const AudioFormatWish& wish) {
  const std::span<const int> rates = rates_of(wish.format);
  if (std::ranges::find(rates, wish.sample_rate) != rates.end()) return;
  std::string allowed;
  for (const int rate : rates) allowed += (allowed.empty() ? "" : ", ") + std::to_string(rate);
  throw Error(ErrorCode::kInvalidInput, "sampleRate: expected one of " + allowed +
                                            " for this format, received " + std::to_string(wish.sample_rate) +
                                            ".");
}

}  // namespace tts
