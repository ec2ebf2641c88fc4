#include "engine/model_loader.h"

#include <algorithm>
#include <chrono>

#include "base/error.h"
#include "base/units.h"

namespace tts {
namespace {

// One short and one longer run, so that the first request is not the slow one. Throws what the model throws.
void warm_up(const AcousticModel& model, const EngineSettings& settings, const VoiceLibrary& voices) {
  const std::shared_ptr<const AcousticModel> borrowed(std::shared_ptr<void>(), &model);
  for (const std::size_t phonemes : {std::size_t{8}, std::size_t{48}}) {
    SegmentWish wish{
        .tokens = std::vector<std::int64_t>(phonemes + 2, 50), .style = {}, .edges = {}, .norms = nullptr};
    wish.tokens.front() = wish.tokens.back() = 0;
    const VoiceTerm term{voices.names().front(), 1.0F};
    wish.style = voices.mix({&term, 1}).style(phonemes - 1, phonemes - 1);
    SegmentSynthesis synthesis(borrowed, settings.constants, std::move(wish));
    std::size_t samples = 0;
    while (!synthesis.is_done()) samples += synthesis.advance({}).size();
    std::size_t frames = 0;
    for (const std::size_t each : synthesis.frames()) frames += each;
    if (samples != frames * kFrameSamples) {
      throw Error(ErrorCode::kModelLoadFailed, "Self-test: expected " +
                                                   std::to_string(frames * kFrameSamples) +
                                                   " samples for the predicted durations, the model gave " +
                                                   std::to_string(samples) + ".");
    }
  }
}

}  // namespace

// A GPU that was asked for and is not there is no reason to be silent: the CPU speaks, and the info says why.
LoadedModel load_model(const EngineSettings& settings, const VoiceLibrary& voices) {
  const auto start = std::chrono::steady_clock::now();
  const auto load = [&](const SessionSettings& session) {
    auto model = std::make_unique<AcousticModel>(settings.model_folder, session, settings.split);
    warm_up(*model, settings, voices);  // broken CUDA builds load, and fail or lie when they run
    return model;
  };
  LoadedModel loaded;
  if (!settings.session.cuda) {
    loaded.model = load(settings.session);
  } else {
    try {
      loaded.model = load(settings.session);
    } catch (const Error& failure) {
      SessionSettings on_cpu = settings.session;
      on_cpu.cuda = false;
      loaded.model = load(on_cpu);
      loaded.info.fallback = failure.what();
    }
  }
  const bool cuda = settings.session.cuda && loaded.info.fallback.empty();
  loaded.info.model = settings.model_name;
  loaded.info.provider = cuda ? "CUDAExecutionProvider" : "CPUExecutionProvider";
  loaded.info.tier = loaded.model->tier();
  loaded.info.split = settings.split;
  loaded.info.threads = settings.session.threads;
  loaded.info.workers = std::max(1, settings.workers);
  loaded.info.load_sec = std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
  return loaded;
}

}  // namespace tts
