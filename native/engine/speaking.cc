#include "engine/speaking.h"

#include <algorithm>
#include <utility>

#include "base/error.h"
#include "base/units.h"
#include "phoneme/vocabulary.h"

namespace tts {
namespace {

double seconds_since(Clock::time_point start) {
  return std::chrono::duration<double>(Clock::now() - start).count();
}

std::vector<std::int32_t> narrowed(const auto& values) { return {values.begin(), values.end()}; }

}  // namespace

Speaking::Speaking(UtteranceId id, const Utterance& utterance, Voice voice)
    : id_(id), utterance_(utterance), voice_(std::make_shared<Voice>(std::move(voice))) {
  check(utterance.audio);
}

void Speaking::work(const std::shared_ptr<const AcousticModel>& model, const SignalConstants& constants,
                    std::optional<Task> task, const std::stop_token& stop, const Emit& emit) {
  const Clock::time_point start = Clock::now();
  last_unit_ = {};
  if (task) {
    if (const auto* silence = std::get_if<SilenceOrder>(&*task)) {
      keep_silent(*silence, emit);
      return;
    }
    begin(model, constants, std::move(std::get<Line>(*task)));
  }
  const std::vector<float> samples = synthesis_->advance(stop);
  last_unit_ = synthesis_->last_unit();
  last_unit_sec_ = seconds_since(start);
  compute_sec_ += last_unit_sec_;
  if (synthesis_->is_planned() && !is_reported_) report(emit);
  const bool is_done = synthesis_->is_done();
  if (is_done) synthesis_.reset();
  if (!samples.empty()) sound(samples, emit);
}

void Speaking::report(const Emit& emit) {
  is_reported_ = true;
  emit({id_, SegmentReport{.segment = segments_++,
                           .tokens = narrowed(synthesis_->wish().tokens),
                           .durations = narrowed(synthesis_->frames()),
                           .start_sample = samples_,
                           .samples = synthesis_->samples(),
                           .trimmed_samples = static_cast<std::int64_t>(synthesis_->cut().start),
                           .stretch = synthesis_->stretch(),
                           .first_sound = synthesis_->bounds().first_sound,
                           .end_of_sound = synthesis_->bounds().end_of_sound,
                           .dropped = std::exchange(dropped_, {})}});
}

void Speaking::begin(const std::shared_ptr<const AcousticModel>& model, const SignalConstants& constants,
                     Line line) {
  SegmentOrder& order = line.order;
  Voice& voice = line.voice ? *line.voice : *voice_;
  const Manner& manner = order.manner ? *order.manner : utterance_.manner;
  Tokens tokens = tokenize(order.phonemes);
  const std::size_t count = tokens.ids.size();
  if (count == 0 || count > kMaxPhonemes) {
    throw Error(
        ErrorCode::kInvalidInput,
        "Expected 1 to 510 phonemes of the vocabulary in a segment, received " + std::to_string(count) + ".");
  }
  dropped_ = std::move(tokens.dropped);
  is_reported_ = false;
  volume_ = manner.volume;
  const std::size_t timbre_row =
      voice.timbre_row < 0 ? count - 1 : static_cast<std::size_t>(voice.timbre_row);
  SegmentWish wish{.tokens = {kPad},
                   .style = voice.mix.style(timbre_row, count - 1),
                   .speed = manner.speed,
                   .pitch = manner.pitch,
                   .intonation = manner.intonation,
                   .edits = std::move(order.edits),
                   .seed = utterance_.seed,
                   .edges = order.edges,
                   .norms = nullptr};
  if (voice.statistics && model->generator() != nullptr) {
    if (!voice.norms)
      voice.norms =
          std::make_shared<const FoldedNorms>(model->generator()->fold(*voice.statistics, wish.style));
    wish.norms = voice.norms;
  }
  wish.tokens.insert(wish.tokens.end(), tokens.ids.begin(), tokens.ids.end());
  wish.tokens.push_back(kPad);
  synthesis_.emplace(model, constants, std::move(wish));
}

void Speaking::keep_silent(const SilenceOrder& order, const Emit& emit) {
  emit({id_, SegmentReport{.segment = segments_++,
                           .tokens = {},
                           .durations = {},
                           .start_sample = samples_,
                           .samples = order.samples,
                           .trimmed_samples = 0,
                           .stretch = 1.0F,
                           .first_sound = 0,
                           .end_of_sound = 0,
                           .dropped = {}}});
  sound(std::vector<float>(order.samples, 0.0F), emit);
}

void Speaking::sound(std::span<const float> samples, const Emit& emit) {
  samples_ += samples.size();
  std::vector<float> louder(samples.begin(), samples.end());
  for (float& sample : louder) sample *= volume_;
  emit_bytes(encoder().encode(limiter_.push(louder)), emit);
}

Encoder& Speaking::encoder() {
  if (!encoder_) encoder_ = make_encoder(utterance_.audio);
  return *encoder_;
}

void Speaking::emit_bytes(Bytes bytes, const Emit& emit) {
  if (bytes.empty()) return;
  ++blocks_;
  emit({id_, AudioBlock{std::move(bytes)}});
}

void Speaking::end(double queue_sec, const Emit& emit) {
  Bytes tail = encoder().encode(limiter_.finish());
  const Bytes last = encoder().finish();
  tail.insert(tail.end(), last.begin(), last.end());
  emit_bytes(std::move(tail), emit);
  emit({id_, UtteranceEnd{.samples = samples_,
                          .head = utterance_.audio.streamed ? Head{} : encoder().final_head(),
                          .compute_sec = compute_sec_,
                          .queue_sec = queue_sec}});
}

Progress Speaking::progress(const Costs& costs, const Task* next, const Task* following) const {
  const auto expected = [&](const Task* task) -> std::optional<SegmentSize> {
    const auto* line = task == nullptr ? nullptr : std::get_if<Line>(task);
    // Phonemes are one or two bytes each; the estimate need not know which.
    return line == nullptr ? std::nullopt
                           : std::optional(costs.expected(line->order.phonemes.size() * 4 / 5 + 2));
  };
  Progress progress;
  if (synthesis_) {
    progress = synthesis_->progress(costs);
  } else {
    progress.segment = expected(next);
  }
  progress.following = expected(synthesis_ ? next : following);
  return progress;
}

double Speaking::emitted_sec() const { return static_cast<double>(samples_) / kSampleRate; }

}  // namespace tts
