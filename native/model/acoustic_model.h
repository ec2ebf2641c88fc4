// Kokoro in four pieces, as the importer cut it: text encoder, prosody, decoder, generator. Durations, F0 and
// energy lie between them as host arrays; alignment, harmonic source and inverse STFT are the callers'. Any
// thread, several runs at once; a requested `stop` ends a run at its next node with Error(kCancelled).
#pragma once

#include <filesystem>
#include <memory>
#include <span>
#include <stop_token>
#include <vector>

#include "model/array.h"
#include "model/generator/generator.h"
#include "model/session.h"

namespace tts {

struct TextEncoding {
  std::vector<float> durations;  // [N] frames per token at speed 1, fractional
  Array d;                       // [1, 640, N] what prosody reads
  Array t_en;                    // [1, 512, N] what the decoder reads
};

struct Prosody {
  std::vector<float> f0;      // [2T] Hz
  std::vector<float> energy;  // [2T] log power
};

struct WholeRun {
  std::vector<float> audio;         // [600 T] at the graph's own level
  std::vector<std::size_t> frames;  // [N] per token
};

class AcousticModel {
 public:
  /// Loads the pieces in `folder` as the importer names them; with `split` false only the whole graph.
  /// Throws Error(kModelLoadFailed).
  AcousticModel(const std::filesystem::path& folder, const SessionSettings& settings, bool split);

  [[nodiscard]] bool is_split() const { return whole_ == nullptr; }

  /// What computes the generator: the name of our kernels, or "graph".
  [[nodiscard]] std::string tier() const;

  /// tokens [N] with both pads, style [256].
  [[nodiscard]] TextEncoding encode_text(std::span<const std::int64_t> tokens, std::span<const float> style,
                                         const std::stop_token& stop) const;

  /// en [640, T]: d with each column repeated by its duration.
  [[nodiscard]] Prosody predict_prosody(std::span<const float> en, std::span<const float> style,
                                        const std::stop_token& stop) const;

  /// asr [512, T]: t_en with each column repeated. Returns x [1, 512, 2T].
  [[nodiscard]] Array decode(std::span<const float> asr, const Prosody& prosody, std::span<const float> style,
                             const std::stop_token& stop) const;

  /// x [1, 512, 2T], har [22, 120 T + 1]. Returns post [1, 22, 120 T + 1].
  [[nodiscard]] Array generate(const Array& x, std::span<const float> har, std::span<const float> style,
                               const std::stop_token& stop) const;

  /// Our kernels' generator, which can freeze its statistics; null where the graph runs.
  [[nodiscard]] const Generator* generator() const { return generator_.get(); }

  /// The uncut graph, for exports the importer could not cut.
  [[nodiscard]] WholeRun run_whole(std::span<const std::int64_t> tokens, std::span<const float> style,
                                   float speed, const std::stop_token& stop) const;

 private:
  std::unique_ptr<Session> text_encoder_, prosody_, decoder_;
  std::unique_ptr<Session> generator_graph_;  // where our kernels cannot be used
  std::unique_ptr<Generator> generator_;
  std::unique_ptr<Session> whole_;
};

}  // namespace tts
