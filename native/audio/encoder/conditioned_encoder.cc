#include "audio/encoder/conditioned_encoder.h"

#include <algorithm>
#include <cmath>
#include <vector>

namespace tts {
namespace {

void clamp(std::vector<float>& samples) {
  for (float& sample : samples) sample = std::isfinite(sample) ? std::clamp(sample, -1.0F, 1.0F) : 0.0F;
}

}  // namespace

Bytes ConditionedEncoder::encode(std::span<const float> samples) {
  std::vector<float> clean(samples.begin(), samples.end());
  clamp(clean);
  if (resampler_) {
    clean = resampler_->push(clean);
    clamp(clean);  // a filter overshoots at steps
  }
  return codec_->encode(clean);
}

Bytes ConditionedEncoder::finish() {
  Bytes bytes;
  if (resampler_) {
    std::vector<float> rest = resampler_->finish();
    clamp(rest);
    bytes = codec_->encode(rest);
  }
  append(bytes, codec_->finish());
  return bytes;
}

}  // namespace tts
