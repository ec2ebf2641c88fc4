#include "audio/stretch.h"

#include <sonic.h>

#include <algorithm>
#include <cmath>

#include "base/error.h"
#include "base/units.h"

namespace tts {
namespace {

constexpr float kSlowestDurations = 0.5F;
constexpr float kFastestDurations = 1.5F;

}  // namespace

Pace share_pace(float speed) {
  const float model = std::clamp(speed, kSlowestDurations, kFastestDurations);
  return {.model = model, .stretch = speed / model};
}

std::size_t stretched_samples(std::size_t samples, float factor) {
  return static_cast<std::size_t>(std::llround(static_cast<double>(samples) / factor));
}

void Stretch::Deleter::operator()(sonicStreamStruct* state) const noexcept { sonicDestroyStream(state); }

Stretch::Stretch(float factor, std::size_t total)
    : state_(sonicCreateStream(kSampleRate, 1)), awaited_(total), owed_(stretched_samples(total, factor)) {
  if (!state_) throw Error(ErrorCode::kInferenceFailed, "libsonic: no memory for a stream.");
  sonicSetSpeed(state_.get(), factor);
}

std::vector<float> Stretch::push(std::span<const float> samples) {
  std::vector<float> input(samples.begin(), samples.end());
  // It stores 16 bits without looking: what is beyond would wrap around. The limiter follows later.
  for (float& sample : input) sample = std::clamp(sample, -0.999F, 0.999F);
  bool ok = sonicWriteFloatToStream(state_.get(), input.data(), static_cast<int>(input.size())) != 0;
  awaited_ -= std::min(awaited_, samples.size());
  const bool is_last = awaited_ == 0;
  if (is_last) ok = ok && sonicFlushStream(state_.get()) != 0;
  if (!ok) throw Error(ErrorCode::kInferenceFailed, "libsonic: no memory for samples.");
  std::vector<float> output(
      std::min(static_cast<std::size_t>(std::max(0, sonicSamplesAvailable(state_.get()))), owed_));
  if (!output.empty()) sonicReadFloatFromStream(state_.get(), output.data(), static_cast<int>(output.size()));
  if (is_last) output.resize(owed_, 0.0F);
  owed_ -= output.size();
  return output;
}

}  // namespace tts
