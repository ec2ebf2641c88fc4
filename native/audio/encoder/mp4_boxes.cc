#include "audio/encoder/mp4_boxes.h"

#include "audio/encoder/mp4_track_boxes.h"

namespace tts {
namespace {

constexpr std::uint32_t kTrackId = 1;
constexpr std::uint32_t kIndependent = 0x02000000;  // sample flags: depends on no other

// moof: header 8, mfhd 16, traf header 8, tfhd 16, tfdt 20, trun header 20, 8 a unit; then the header of
// mdat.
constexpr std::uint32_t kFragmentBytes = 8 + 16 + 8 + 16 + 20 + 20;
constexpr std::uint32_t kUnitBytes = 8;
constexpr std::uint32_t kBoxHeaderBytes = 8;

Bytes movie_header(const Mp4Track& track) {
  Bytes content;
  append_zeros(content, 8);  // made and changed: not told
  append_big_endian<std::uint32_t>(content, track.sample_rate);
  append_big_endian<std::uint32_t>(content, static_cast<std::uint32_t>(track.samples));
  append_big_endian<std::uint32_t>(content, 0x00010000);  // plays at its own pace
  append_big_endian<std::uint16_t>(content, 0x0100);      // and loudness
  append_zeros(content, 10);
  append_matrix(content);
  append_zeros(content, 24);
  append_big_endian<std::uint32_t>(content, kTrackId + 1);  // the next one's id
  return mp4_full_box("mvhd", 0, 0, content);
}

Bytes fragment_defaults() {
  Bytes content;
  append_big_endian<std::uint32_t>(content, kTrackId);
  append_big_endian<std::uint32_t>(content, 1);  // sample description
  append_zeros(content, 8);                      // length and size: each fragment says them
  append_big_endian<std::uint32_t>(content, kIndependent);
  return mp4_box("mvex", mp4_full_box("trex", 0, 0, content));
}

}  // namespace

Bytes mp4_box(std::string_view type, const Bytes& content) {
  Bytes box;
  box.reserve(kBoxHeaderBytes + content.size());
  append_big_endian<std::uint32_t>(box, static_cast<std::uint32_t>(kBoxHeaderBytes + content.size()));
  append(box, type);
  append(box, content);
  return box;
}

Bytes file_type_box() {
  Bytes content;
  append(content, "M4A ");
  append_big_endian<std::uint32_t>(content, 0);
  for (const std::string_view brand : {"M4A ", "mp42", "isom", "iso5"}) append(content, brand);
  return mp4_box("ftyp", content);
}

Bytes movie_box(const Mp4Track& track, std::span<const Mp4Unit> units, std::uint32_t units_at) {
  Bytes content = movie_header(track);
  append(content, track_box(track, kTrackId, sample_tables(track, units, units_at)));
  return mp4_box("moov", content);
}

Bytes fragmented_movie_box(const Mp4Track& track) {
  Bytes content = movie_header(track);
  append(content, track_box(track, kTrackId, sample_tables(track, {}, 0)));
  append(content, fragment_defaults());
  return mp4_box("moov", content);
}

Bytes fragment_box(std::uint32_t number, std::uint64_t start, std::span<const Mp4Unit> units) {
  Bytes header;
  append_big_endian<std::uint32_t>(header, number);
  Bytes track;
  append_big_endian<std::uint32_t>(track, kTrackId);
  Bytes time;
  append_big_endian<std::uint64_t>(time, start);
  const auto count = static_cast<std::uint32_t>(units.size());
  Bytes run;
  append_big_endian<std::uint32_t>(run, count);
  append_big_endian<std::uint32_t>(
      run, kFragmentBytes + count * kUnitBytes + kBoxHeaderBytes);  // to the first unit
  for (const Mp4Unit& unit : units) {
    append_big_endian<std::uint32_t>(run, unit.samples);
    append_big_endian<std::uint32_t>(run, unit.bytes);
  }
  Bytes fragment = mp4_full_box("tfhd", 0, 0x020000, track);  // offsets count from the moof
  append(fragment, mp4_full_box("tfdt", 1, 0, time));
  append(fragment, mp4_full_box("trun", 0, 0x000301, run));  // offset; length and size of each
  Bytes content = mp4_full_box("mfhd", 0, 0, header);
  append(content, mp4_box("traf", fragment));
  return mp4_box("moof", content);
}

}  // namespace tts
