#include "engine/model_check.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>

#include "base/units.h"
#include "engine/prosody_edits.h"
#include "model/acoustic_model.h"
#include "signal/inverse_stft.h"

namespace tts {
namespace {

struct Graphs {
  explicit Graphs(const std::filesystem::path& folder)
      : pieces(folder, {.tier = TierChoice::kGraph}, true),
        kernels(folder, {.tier = TierChoice::kFp32}, true),
        whole(folder, {}, false),
        source(folder / "source.onnx", {}),
        istft(folder / "istft.onnx", {}) {}
  AcousticModel pieces;
  AcousticModel kernels;  // the generator by our own arithmetic
  AcousticModel whole;
  Session source;
  Session istft;
};

struct Chained {
  std::vector<std::size_t> frames;
  std::vector<float> post;
  std::vector<float> kernel_post;  // the same by our own kernels
  std::vector<float> audio;
};

Chained chain(const Graphs& graphs, const ModelCase& given) {
  const TextEncoding text = graphs.pieces.encode_text(given.tokens, given.style, {});
  Chained result{
      .frames = rounded_frames(text.durations, given.speed), .post = {}, .kernel_post = {}, .audio = {}};
  const Prosody prosody =
      graphs.pieces.predict_prosody(repeat_columns(text.d.values, result.frames), given.style, {});
  const Array x =
      graphs.pieces.decode(repeat_columns(text.t_en.values, result.frames), prosody, given.style, {});
  const Input f0[] = {{"f0", {1, static_cast<std::int64_t>(prosody.f0.size())}, prosody.f0, {}}};
  constexpr std::array har{"har"};
  const Array spectrum = std::move(graphs.source.run(f0, har).front());
  Array post = graphs.pieces.generate(x, spectrum.values, given.style, {});
  result.kernel_post = graphs.kernels.generate(x, spectrum.values, given.style, {}).values;
  const Input posts[] = {{"post", post.shape, post.values, {}}};
  constexpr std::array audio{"audio"};
  result.audio = std::move(graphs.istft.run(posts, audio).front().values);
  result.post = std::move(post.values);
  return result;
}

// Lengths that differ count as the largest error there is.
float largest_difference(std::span<const float> a, std::span<const float> b, float scale_of_b = 1.0F) {
  if (a.size() != b.size()) return std::numeric_limits<float>::infinity();
  float largest = 0.0F;
  for (std::size_t i = 0; i < a.size(); ++i) largest = std::max(largest, std::fabs(a[i] - scale_of_b * b[i]));
  return largest;
}

// The factor that brings `b` nearest to `a`.
float projection(std::span<const float> a, std::span<const float> b) {
  double product = 0.0;
  double square = 0.0;
  for (std::size_t i = 0; i < std::min(a.size(), b.size()); ++i) {
    product += static_cast<double>(a[i]) * b[i];
    square += static_cast<double>(b[i]) * b[i];
  }
  return square > 0.0 ? static_cast<float>(product / square) : 0.0F;
}

}  // namespace

ModelCheck check_model(const std::filesystem::path& folder, std::span<const ModelCase> cases) {
  const Graphs graphs(folder);
  ModelCheck check;
  for (const ModelCase& given : cases) {
    const WholeRun whole = graphs.whole.run_whole(given.tokens, given.style, given.speed, {});
    const Chained chained = chain(graphs, given);
    check.durations_equal = check.durations_equal && whole.frames == chained.frames;
    check.durations.emplace_back(chained.frames.begin(), chained.frames.end());
    check.max_audio_error = std::max(check.max_audio_error, largest_difference(whole.audio, chained.audio));

    const std::vector<float> host = inverse_stft(chained.post, 1.0F);
    const std::vector<float> by_kernels = inverse_stft(chained.kernel_post, 1.0F);
    check.max_kernel_error = std::max(check.max_kernel_error, largest_difference(host, by_kernels));
    const float gain = projection(chained.audio, host);
    const bool divided = std::fabs(gain - 1.0F / kWindowOverlap) < std::fabs(gain - 1.0F);
    const float error = largest_difference(chained.audio, host, divided ? 1.0F / kWindowOverlap : 1.0F);
    check.host_istft_error = std::max(check.host_istft_error, error);
    constexpr float kSameArithmetic = 1e-3F;  // a convolutional transform tilts the spectrum by decibels
    check.gain = error > kSameArithmetic ? "convolutional" : divided ? "divided" : "undivided";
  }
  return check;
}

}  // namespace tts
