#include "audio/encoder/mp4_file_encoder.h"

#include <limits>

#include "audio/encoder/mp4_boxes.h"
#include "base/error.h"

namespace tts {
namespace {

// Stands where `moov` will be, and before the sound from the beginning: file type and the header of `mdat`.
Bytes head_without_tables(std::uint32_t unit_bytes) {
  Bytes head = file_type_box();
  append_big_endian<std::uint32_t>(head, 8 + unit_bytes);
  append(head, "mdat");
  return head;
}

}  // namespace

Mp4FileEncoder::Mp4FileEncoder(const AudioFormatWish& wish)
    : codec_(wish), track_(track_of(codec_, wish.sample_rate)) {}

Bytes Mp4FileEncoder::encode(std::span<const float> samples) {
  track_.samples += samples.size();
  return sent(codec_.encode(samples));
}

Bytes Mp4FileEncoder::finish() { return sent(codec_.finish()); }

Bytes Mp4FileEncoder::sent(const std::vector<Bytes>& units) {
  Bytes bytes;
  if (!has_head_) bytes = head_without_tables(0);
  has_head_ = true;
  for (const Bytes& unit : units) {
    sizes_.push_back(static_cast<std::uint32_t>(unit.size()));
    unit_bytes_ += unit.size();
    append(bytes, unit);
  }
  return bytes;
}

Head Mp4FileEncoder::final_head() const {
  const std::size_t replaced = head_without_tables(0).size();
  std::vector<Mp4Unit> units;
  units.reserve(sizes_.size());
  for (const std::uint32_t size : sizes_) units.push_back(unit_of(track_, units.size(), size));
  const std::size_t tables = movie_box(track_, units, 0).size();
  if (replaced + tables + unit_bytes_ > std::numeric_limits<std::uint32_t>::max()) {
    throw Error(ErrorCode::kEncoderFailed, "An MP4 file of more than 4 GiB was to be written.");
  }
  const Bytes mdat = head_without_tables(static_cast<std::uint32_t>(unit_bytes_));
  Head head{.bytes = file_type_box(), .replaces = replaced};
  append(head.bytes, movie_box(track_, units, static_cast<std::uint32_t>(replaced + tables)));
  head.bytes.insert(head.bytes.end(), mdat.end() - 8, mdat.end());
  return head;
}

}  // namespace tts
