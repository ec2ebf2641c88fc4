#include "audio/resampler.h"

#include <soxr.h>

#include <string>

#include "base/error.h"
#include "base/units.h"

namespace tts {
namespace {

constexpr std::size_t kBlock = 8192;  // samples given out at once
// Without input the filter gives what it holds back, a few thousand samples at most; more rounds are a fault.
constexpr int kMostFlushes = 64;

void check(soxr_error_t error) {
  if (error != nullptr) throw Error(ErrorCode::kEncoderFailed, std::string("libsoxr: ") + error);
}

}  // namespace

void Resampler::Deleter::operator()(soxr* state) const noexcept { soxr_delete(state); }

Resampler::Resampler(int rate) : rate_(rate) {
  const soxr_io_spec_t io = soxr_io_spec(SOXR_FLOAT32_I, SOXR_FLOAT32_I);
  const soxr_quality_spec_t quality = soxr_quality_spec(SOXR_HQ, 0);
  const soxr_runtime_spec_t runtime = soxr_runtime_spec(1);
  soxr_error_t error = nullptr;
  state_.reset(soxr_create(kSampleRate, rate, 1, &error, &io, &quality, &runtime));
  check(error);
}

std::vector<float> Resampler::push(std::span<const float> samples) {
  if (samples.empty()) return {};  // soxr takes "no input" for the end
  taken_ += samples.size();
  std::vector<float> out = process(samples.data(), samples.size());
  given_ += out.size();
  return out;
}

std::vector<float> Resampler::finish() {
  const std::uint64_t total = (taken_ * static_cast<std::uint64_t>(rate_) + kSampleRate - 1) / kSampleRate;
  std::vector<float> out;
  for (int i = 0; i < kMostFlushes && given_ + out.size() < total; ++i) {
    const std::vector<float> rest = process(nullptr, 0);
    if (rest.empty()) break;
    out.insert(out.end(), rest.begin(), rest.end());
  }
  out.resize(total - given_, 0.0F);  // the filter rounds the end its own way: a sample more or less
  given_ = total;
  return out;
}

std::vector<float> Resampler::process(const float* samples, std::size_t count) {
  std::vector<float> out;
  while (true) {
    const std::size_t before = out.size();
    out.resize(before + kBlock);
    std::size_t used = 0;
    std::size_t made = 0;
    check(soxr_process(state_.get(), samples, count, &used, out.data() + before, kBlock, &made));
    out.resize(before + made);
    if (samples != nullptr) samples += used;
    count -= used;
    if (count == 0 && made < kBlock) return out;
  }
}

}  // namespace tts
