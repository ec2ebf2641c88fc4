#include "engine/calibration.h"

#include "base/error.h"
#include "engine/prosody_edits.h"
#include "phoneme/vocabulary.h"

namespace tts {
NormStatistics statistics_of(const AcousticModel& model, const SignalConstants& constants,
                             const VoiceMix& voice, const std::string& sentence,
                             const std::stop_token& stop) {
  Tokens tokens = tokenize(sentence);
  const Style style = voice.style(kCalibratedRow, tokens.ids.size() - 1);
  tokens.ids.insert(tokens.ids.begin(), kPad);
  tokens.ids.push_back(kPad);
  const TextEncoding text = model.encode_text(tokens.ids, style, stop);
  const auto frames = rounded_frames(text.durations, 1.0F);
  const Prosody prosody = model.predict_prosody(repeat_columns(text.d.values, frames), style, stop);
  const Array x = model.decode(repeat_columns(text.t_en.values, frames), prosody, style, stop);
  const auto har = short_time_spectrum(excitation(prosody.f0, constants.source, 0));
  NormStatistics seen;
  static_cast<void>(model.generator()->run_exact(x.values, har, style, stop, &seen));
  return seen;
}

VoiceStatistics calibrate(const CalibrationSettings& settings, std::span<const std::string> voices,
                          std::span<const std::string> sentences,
                          const std::function<void(const std::string&)>& progress) {
  const AcousticModel model(settings.model_folder, settings.session, true);
  if (model.generator() == nullptr) {
    throw Error(ErrorCode::kModelLoadFailed,
                "This import has no plan of its generator: nothing can be frozen.");
  }
  const VoiceLibrary library(settings.voices_folder);
  VoiceStatistics table;
  for (const std::string& name : voices) {
    const VoiceTerm term{name, 1.0F};
    const VoiceMix voice = library.mix({&term, 1});
    NormStatistics sum;
    for (const std::string& sentence : sentences) {
      sum = merged(sum, statistics_of(model, settings.constants, voice, sentence, {}));
    }
    table.add(name, std::move(sum));
    progress(name);
  }
  return table;
}

}  // namespace tts
