#include "engine/segment_synthesis.h"

#include <numeric>
#include <utility>

#include "base/error.h"
#include "base/units.h"
#include "engine/prosody_edits.h"
#include "signal/inverse_stft.h"

namespace tts {
namespace {

// Columns [from, to) of a matrix [rows, columns].
std::vector<float> columns_of(std::span<const float> matrix, std::size_t rows, std::size_t from,
                              std::size_t to) {
  const std::size_t columns = matrix.size() / rows;
  std::vector<float> part;
  part.reserve(rows * (to - from));
  for (std::size_t row = 0; row < rows; ++row) {
    const auto begin = matrix.begin() + static_cast<std::ptrdiff_t>(row * columns);
    part.insert(part.end(), begin + static_cast<std::ptrdiff_t>(from),
                begin + static_cast<std::ptrdiff_t>(to));
  }
  return part;
}

// The caller's silences are of what is heard.
EdgeWish unstretched(EdgeWish wish, float stretch) {
  return {.lead_ms = wish.lead_ms * stretch, .tail_ms = wish.tail_ms * stretch};
}

}  // namespace

std::vector<float> SegmentSynthesis::advance(const std::stop_token& stop) {
  if (stop.stop_requested()) throw Error(ErrorCode::kCancelled, "The utterance was cancelled.");
  if (!model_.is_split()) return speak_whole(stop);
  switch (next_) {
    case Next::kProsody:
      predict(stop);
      plan();
      next_ = windows_.empty() ? Next::kNone : Next::kDecoder;
      return {};
    case Next::kDecoder:
      decode(stop);
      next_ = Next::kWindows;
      return {};
    case Next::kWindows: {
      const Window& window = windows_[next_window_++];
      if (next_window_ == windows_.size()) next_ = Next::kNone;
      return paced(cut_piece(cut_, window.from * kFrameSamples, generate(window, stop)));
    }
    case Next::kNone:
      break;
  }
  return {};
}

void SegmentSynthesis::predict(const std::stop_token& stop) {
  TextEncoding text = model_.encode_text(wish_.tokens, wish_.style, stop);
  frames_ = frames_at_speeds(text.durations, token_speeds(wish_.tokens, pace_.model, wish_.edits));
  asr_ = repeat_columns(text.t_en.values, frames_);
  prosody_ = model_.predict_prosody(repeat_columns(text.d.values, frames_), wish_.style, stop);
  const float threshold = constants_.source.voiced_threshold;
  scale_intonation(prosody_.f0, wish_.intonation, threshold);
  shift_pitch(prosody_.f0, wish_.pitch, threshold);
  edit_words(prosody_.f0, prosody_.energy, frames_, wish_.edits, threshold);
  quiet_punctuation(prosody_.f0, prosody_.energy, wish_.tokens, frames_);
}

// The energy says what will be heard: nothing else is decoded, unless the whole is needed for its own
// statistics.
void SegmentSynthesis::plan() {
  const std::size_t total = std::accumulate(frames_.begin(), frames_.end(), std::size_t{0});
  bounds_ = speech_bounds(prosody_.energy);
  cut_ = plan_cut(total * kFrameSamples, bounds_, unstretched(wish_.edges, pace_.stretch));
  if (cut_.start == cut_.end) return;
  if (wish_.norms == nullptr) {
    windows_ = {{.from = 0, .to = total, .context_from = 0, .context_to = total}};
  } else {
    windows_ =
        plan_windows(cut_.start / kFrameSamples, (cut_.end + kFrameSamples - 1) / kFrameSamples, total);
  }
}

void SegmentSynthesis::decode(const std::stop_token& stop) {
  x_ = model_.decode(asr_, prosody_, wish_.style, stop);
  asr_ = {};
  har_ = short_time_spectrum(excitation(prosody_.f0, constants_.source, wish_.seed));
}

// Samples of the window's new frames.
std::vector<float> SegmentSynthesis::generate(const Window& window, const std::stop_token& stop) const {
  if (wish_.norms == nullptr)
    return inverse_stft(model_.generate(x_, har_, wish_.style, stop).values, constants_.gain);
  const auto x = columns_of(x_.values, kTextChannels, 2 * window.context_from, 2 * window.context_to);
  const auto har = columns_of(har_, 2 * kStftBins, kStftFramesPerFrame * window.context_from,
                              kStftFramesPerFrame * window.context_to + 1);
  const auto post = model_.generator()->run(x, har, *wish_.norms, stop);
  const auto samples = inverse_stft(post, constants_.gain);
  const auto first =
      samples.begin() + static_cast<std::ptrdiff_t>((window.from - window.context_from) * kFrameSamples);
  return {first, first + static_cast<std::ptrdiff_t>((window.to - window.from) * kFrameSamples)};
}

SegmentSize SegmentSynthesis::size() const {
  const std::size_t frames = std::accumulate(frames_.begin(), frames_.end(), std::size_t{0});
  const std::size_t audible = windows_.empty() ? 0 : windows_.back().to - windows_.front().from;
  return {.tokens = wish_.tokens.size(), .frames = frames, .audible = audible};
}

Progress SegmentSynthesis::progress(const Costs& costs) const {
  if (!is_planned()) return {.segment = costs.expected(wish_.tokens.size())};
  const bool is_decoded = next_ == Next::kWindows;
  const bool has_window = next_window_ < windows_.size();
  return {.segment = size(),
          .has_prosody = true,
          .is_decoded = is_decoded,
          .frames_left = has_window ? windows_.back().to - windows_[next_window_].from : 0,
          .next_window = has_window ? windows_[next_window_].frames() : kFirstWindow};
}

UnitRun SegmentSynthesis::last_unit() const {
  if (!model_.is_split() || !is_planned()) return {};
  if (next_ == Next::kDecoder || windows_.empty())
    return {.unit = Unit::kProsody, .size = wish_.tokens.size(), .segment = size()};
  if (next_window_ == 0) return {.unit = Unit::kDecoder, .size = size().frames};
  if (wish_.norms == nullptr) return {};
  return {.unit = Unit::kWindow, .size = windows_[next_window_ - 1].frames_with_context()};
}

std::vector<float> SegmentSynthesis::speak_whole(const std::stop_token& stop) {
  WholeRun run = model_.run_whole(wish_.tokens, wish_.style, pace_.model, stop);
  frames_ = std::move(run.frames);
  cut_ = {.end = run.audio.size()};  // without the energy nothing tells sound from silence: nothing is cut
  next_ = Next::kNone;
  for (float& sample : run.audio) sample *= constants_.gain;
  bounds_ = {.to = run.audio.size() / kFrameSamples, .end_of_sound = run.audio.size()};
  return paced(std::move(run.audio));
}

std::vector<float> SegmentSynthesis::paced(std::vector<float> samples) {
  if (pace_.stretch == 1.0F) return samples;
  if (!stretch_) stretch_.emplace(pace_.stretch, cut_.samples());
  return stretch_->push(samples);
}

}  // namespace tts
