#include "engine/segment_synthesis.h"

#include <utility>

#include "base/error.h"
#include "base/units.h"
#include "engine/prosody_edits.h"
#include "signal/inverse_stft.h"

namespace tts {

std::optional<SegmentAudio> SegmentSynthesis::advance(const std::stop_token& stop) {
  if (stop.stop_requested()) throw Error(ErrorCode::kCancelled, "The utterance was cancelled.");
  if (!model_.is_split()) return speak_whole(stop);
  switch (next_) {
    case Unit::kProsody:
      predict(stop);
      next_ = Unit::kDecoder;
      return std::nullopt;
    case Unit::kDecoder:
      decode(stop);
      next_ = Unit::kGenerator;
      return std::nullopt;
    case Unit::kGenerator:
      break;
  }
  return generate(stop);
}

void SegmentSynthesis::predict(const std::stop_token& stop) {
  TextEncoding text = model_.encode_text(wish_.tokens, wish_.style, stop);
  frames_ = frames_at_speed(text.durations, wish_.speed);
  asr_ = repeat_columns(text.t_en.values, frames_);
  prosody_ = model_.predict_prosody(repeat_columns(text.d.values, frames_), wish_.style, stop);
  shift_pitch(prosody_.f0, wish_.pitch, constants_.source.voiced_threshold);
}

void SegmentSynthesis::decode(const std::stop_token& stop) {
  x_ = model_.decode(asr_, prosody_, wish_.style, stop);
  asr_ = {};
}

SegmentAudio SegmentSynthesis::generate(const std::stop_token& stop) {
  const auto har = short_time_spectrum(excitation(prosody_.f0, constants_.source, wish_.seed));
  const Array post = model_.generate(x_, har, wish_.style, stop);
  auto [samples, cut] = trim(inverse_stft(post.values, constants_.gain), speech_bounds(prosody_.energy), wish_.edges);
  return {std::move(samples), cut};
}

SegmentAudio SegmentSynthesis::speak_whole(const std::stop_token& stop) {
  WholeRun run = model_.run_whole(wish_.tokens, wish_.style, wish_.speed, stop);
  frames_ = std::move(run.frames);
  for (float& sample : run.audio) sample *= constants_.gain;
  return {std::move(run.audio), 0};  // without the energy nothing tells sound from silence: nothing is cut
}

}  // namespace tts
