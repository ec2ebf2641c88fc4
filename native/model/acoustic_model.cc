#include "model/acoustic_model.h"

#include <algorithm>
#include <array>
#include <utility>

#include "base/error.h"
#include "base/units.h"
#include "model/generator/choice.h"
#include "model/generator/weights.h"

namespace tts {
namespace {

Input tokens_input(std::span<const std::int64_t> tokens) {
  return {"tokens", {1, static_cast<std::int64_t>(tokens.size())}, {}, tokens};
}

Input style_input(std::span<const float> style) { return {"style", {1, kStyleSize}, style, {}}; }

// [1, channels, columns] of a row-major matrix.
Input matrix_input(const char* name, std::size_t channels, std::span<const float> values) {
  const auto columns = static_cast<std::int64_t>(values.size() / channels);
  return {name, {1, static_cast<std::int64_t>(channels), columns}, values, {}};
}

Input row_input(const char* name, std::span<const float> values) {
  return {name, {1, static_cast<std::int64_t>(values.size())}, values, {}};
}

// Throws Error(kModelLoadFailed) for a tier this machine does not have.
const Kernels& chosen_kernels(TierChoice choice) {
  if (choice == TierChoice::kAuto) return fastest_kernels();
  const Kernels* kernels = best_kernels(choice == TierChoice::kBf16 ? Tier::kBf16 : Tier::kFp32);
  if (kernels == nullptr)
    throw Error(ErrorCode::kModelLoadFailed, "This machine has no bf16 arithmetic (AMX).");
  return *kernels;
}

}  // namespace

AcousticModel::AcousticModel(const std::filesystem::path& folder, const SessionSettings& settings,
                             bool split) {
  const auto load = [&](const char* name) { return std::make_unique<Session>(folder / name, settings); };
  SessionSettings wide = settings;
  wide.threads = std::max(settings.threads, settings.wide_threads);
  if (!split) {
    whole_ = load("whole.onnx");
    return;
  }
  const bool is_ours =
      GeneratorWeights::exist(folder) && !settings.cuda && settings.tier != TierChoice::kGraph;
  const Kernels* kernels = is_ours ? &chosen_kernels(settings.tier) : nullptr;
  const auto load_piece = [&](const std::string& name, Precision precision) {
    const auto own = folder / (name + ".products.onnx");
    if (kernels == nullptr || !kernels->is_bf16 || !std::filesystem::exists(own))
      return std::make_unique<Session>(folder / (name + ".onnx"), wide);
    return std::make_unique<Session>(own, wide, Products{*kernels, precision});
  };
  // Durations are whole frames: they are the same in every tier. In two parts the text encoder's narrow
  // products would be slower than in single precision.
  text_encoder_ = std::make_unique<Session>(folder / "text_encoder.onnx", wide);
  prosody_ = load_piece("prosody", Precision::kSplit);  // F0 is heard
  decoder_ = load_piece("decoder", Precision::kPlain);
  if (is_ours) {
    generator_ = std::make_unique<Generator>(folder, *kernels, settings.threads);
  } else {
    generator_graph_ = load("generator.onnx");
  }
}

std::string AcousticModel::tier() const { return generator_ ? generator_->kernels_name() : "graph"; }

TextEncoding AcousticModel::encode_text(std::span<const std::int64_t> tokens, std::span<const float> style,
                                        const std::stop_token& stop) const {
  const Input inputs[] = {tokens_input(tokens), style_input(style)};
  constexpr std::array outputs{"durations", "d", "t_en"};
  auto results = text_encoder_->run(inputs, outputs, stop);
  TextEncoding encoding{std::move(results[0].values), std::move(results[1]), std::move(results[2])};
  if (encoding.durations.size() != tokens.size() || encoding.d.values.size() % tokens.size() != 0 ||
      encoding.t_en.values.size() % tokens.size() != 0) {
    throw Error(ErrorCode::kInferenceFailed, "The text encoder returned shapes that do not fit its tokens.");
  }
  return encoding;
}

Prosody AcousticModel::predict_prosody(std::span<const float> en, std::span<const float> style,
                                       const std::stop_token& stop) const {
  const Input inputs[] = {matrix_input("en", kProsodyChannels, en), style_input(style)};
  constexpr std::array outputs{"f0", "energy"};
  auto results = prosody_->run(inputs, outputs, stop);
  return {std::move(results[0].values), std::move(results[1].values)};
}

Array AcousticModel::decode(std::span<const float> asr, const Prosody& prosody, std::span<const float> style,
                            const std::stop_token& stop) const {
  const Input inputs[] = {matrix_input("asr", kTextChannels, asr), row_input("f0", prosody.f0),
                          row_input("energy", prosody.energy), style_input(style)};
  constexpr std::array outputs{"x"};
  return std::move(decoder_->run(inputs, outputs, stop).front());
}

Array AcousticModel::generate(const Array& x, std::span<const float> har, std::span<const float> style,
                              const std::stop_token& stop) const {
  if (generator_) {
    const auto columns = static_cast<std::int64_t>(har.size() / (2 * kStftBins));
    return {.values = generator_->run_exact(x.values, har, style, stop),
            .shape = {1, 2 * kStftBins, columns}};
  }
  const Input inputs[] = {Input{"x", x.shape, x.values, {}}, matrix_input("har", 2 * kStftBins, har),
                          style_input(style)};
  constexpr std::array outputs{"post"};
  return std::move(generator_graph_->run(inputs, outputs, stop).front());
}

WholeRun AcousticModel::run_whole(std::span<const std::int64_t> tokens, std::span<const float> style,
                                  float speed, const std::stop_token& stop) const {
  const Input inputs[] = {tokens_input(tokens), style_input(style), Input{"speed", {1}, {&speed, 1}, {}}};
  constexpr std::array outputs{"audio", "frames"};
  auto results = whole_->run(inputs, outputs, stop);
  WholeRun run{std::move(results[0].values), {}};
  std::ranges::transform(results[1].values, std::back_inserter(run.frames),
                         [](float frames) { return static_cast<std::size_t>(frames); });
  return run;
}

}  // namespace tts
