#include "engine/casting.h"

#include <algorithm>
#include <cstdint>
#include <cstdio>
#include <utility>

#include "base/error.h"
#include "engine/calibration.h"

namespace tts {
namespace {

// A client may ask for any mix: calibration of the oldest is given up first.
constexpr std::size_t kMostStudents = 16;
constexpr std::size_t kMostLearned = 256;

bool freezes(const EngineSettings& settings) {
  // Statistics belong to a style: those of the table were taken with one row's timbre.
  return !settings.statistics.empty() && settings.timbre_row == kCalibratedRow;
}

VoiceStatistics read_learned(const EngineSettings& settings) {
  if (!freezes(settings) || !std::filesystem::exists(settings.learned_statistics)) return {};
  try {
    return {settings.learned_statistics, settings.weights_sha256};
  } catch (const Error&) {
    return {};  // a damaged file costs a calibration, no start
  }
}

// FNV-1a of what the voice sounds like: packs may be replaced under the same name.
std::string key_of(const VoiceMix& voice) {
  std::uint64_t hash = 14695981039346656037ULL;
  for (std::size_t row = 0; row < kMaxPhonemes; row += 30) {
    const Style style = voice.style(row, row);
    for (const auto byte : std::as_bytes(std::span(style))) {
      hash ^= static_cast<std::uint64_t>(byte);
      hash *= 1099511628211ULL;
    }
  }
  return "voice-" + std::to_string(hash);
}

}  // namespace

Casting::Casting(const EngineSettings& settings)
    : settings_(settings),
      statistics_(freezes(settings) ? VoiceStatistics(settings.statistics, settings.weights_sha256)
                                    : VoiceStatistics()),
      library_(settings.voices_folder),
      learned_(read_learned(settings)) {}

Speaking::Voice Casting::voice_of(std::span<const VoiceTerm> terms) {
  VoiceMix mix = library_.mix(terms);
  auto statistics = statistics_.of(terms);
  if (!statistics && statistics_.size() > 0 && !settings_.calibration.empty()) {
    const std::string key = key_of(mix);
    const VoiceTerm learned{key, 1.0F};
    const std::lock_guard lock(mutex_);
    statistics = learned_.of({&learned, 1});
    const bool is_student =
        std::ranges::any_of(students_, [&](const Student& one) { return one.key == key; });
    if (!statistics && !is_student) {
      if (students_.size() >= kMostStudents) students_.pop_front();
      students_.push_back({key, mix});
    }
  }
  return {std::move(mix), settings_.timbre_row, std::move(statistics), nullptr};
}

bool Casting::wants_calibration() const {
  const std::lock_guard lock(mutex_);
  return !students_.empty();
}

void Casting::calibrate_a_sentence(const AcousticModel& model, const SignalConstants& constants,
                                   const std::stop_token& stop) {
  std::optional<Student> student;
  {
    const std::lock_guard lock(mutex_);
    if (students_.empty()) return;
    if (model.generator() == nullptr) return students_.clear();  // nothing can be frozen
    student = std::move(students_.front());
    students_.pop_front();
  }
  try {
    const std::string& sentence = settings_.calibration[student->sentences];
    student->sum = merged(student->sum, statistics_of(model, constants, student->voice, sentence, stop));
    ++student->sentences;
  } catch (const Error& error) {
    if (error.code() != ErrorCode::kCancelled) return;  // it is decoded whole for good
  }
  if (student->sentences == settings_.calibration.size()) return learn(*student);
  const std::lock_guard lock(mutex_);
  students_.push_front(std::move(*student));
}

void Casting::learn(const Student& student) {
  const std::lock_guard lock(mutex_);
  if (learned_.size() >= kMostLearned) learned_ = {};
  learned_.add(student.key, student.sum);
  if (settings_.learned_statistics.empty()) return;
  try {
    learned_.write(settings_.learned_statistics, settings_.weights_sha256);
  } catch (const std::exception& failure) {  // they are still known to this process
    std::fprintf(stderr, "%s\n", failure.what());
  }
}

}  // namespace tts
