#include "audio/encoder/mp4_fragment_encoder.h"

#include <algorithm>
#include <utility>

#include "audio/encoder/mp4_boxes.h"

namespace tts {
namespace {

constexpr std::size_t kFragmentsPerSec = 4;

}  // namespace

Mp4FragmentEncoder::Mp4FragmentEncoder(const AudioFormatWish& wish)
    : units_per_fragment_(std::max<std::size_t>(
          1, static_cast<std::size_t>(wish.sample_rate) / kFragmentsPerSec / kAccessUnitSamples)),
      codec_(wish),
      track_(track_of(codec_, wish.sample_rate)) {}

Bytes Mp4FragmentEncoder::encode(std::span<const float> samples) {
  Bytes bytes = head_once();
  track_.samples += samples.size();
  add(codec_.encode(samples), bytes);
  return bytes;
}

Bytes Mp4FragmentEncoder::finish() {
  Bytes bytes = head_once();
  add(codec_.finish(), bytes);
  if (!held_.empty()) end_fragment(bytes);
  return bytes;
}

// Before the end every unit is full: the codec gives none before it was given the samples behind it.
void Mp4FragmentEncoder::add(const std::vector<Bytes>& units, Bytes& bytes) {
  for (const Bytes& unit : units) {
    held_.push_back(unit_of(track_, units_ + held_.size(), unit.size()));
    append(held_bytes_, unit);
    if (held_.size() == units_per_fragment_) end_fragment(bytes);
  }
}

void Mp4FragmentEncoder::end_fragment(Bytes& bytes) {
  append(bytes, fragment_box(++fragments_, units_ * kAccessUnitSamples, held_));
  append(bytes, mp4_box("mdat", std::exchange(held_bytes_, {})));
  units_ += held_.size();
  held_.clear();
}

Bytes Mp4FragmentEncoder::head_once() {
  if (has_head_) return {};
  has_head_ = true;
  Mp4Track unknown = track_;
  unknown.samples = 0;
  Bytes head = file_type_box();
  append(head, fragmented_movie_box(unknown));
  return head;
}

}  // namespace tts
