#include "audio/encoder/mp4_track_boxes.h"

#include "audio/encoder/mp4_sound_box.h"

namespace tts {
namespace {

constexpr std::uint32_t kSelfContained = 1;    // flag of a data reference
constexpr std::uint32_t kInUse = 7;            // flags of a track: enabled, in movie, in preview
constexpr std::uint16_t kNoLanguage = 0x55C4;  // "und", 5 bits a letter

Bytes track_header(const Mp4Track& track, std::uint32_t id) {
  Bytes content;
  append_zeros(content, 8);  // made and changed: not told
  append_big_endian<std::uint32_t>(content, id);
  append_zeros(content, 4);
  append_big_endian<std::uint32_t>(content, static_cast<std::uint32_t>(track.samples));
  append_zeros(content, 12);
  append_big_endian<std::uint16_t>(content, 0x0100);  // loudness as it is
  append_zeros(content, 2);
  append_matrix(content);
  append_zeros(content, 8);
  return mp4_full_box("tkhd", 0, kInUse, content);
}

Bytes edit_list(const Mp4Track& track) {
  Bytes content;
  append_big_endian<std::uint32_t>(content, 1);  // entries
  append_big_endian<std::uint32_t>(content, static_cast<std::uint32_t>(track.samples));
  append_big_endian<std::uint32_t>(content, static_cast<std::uint32_t>(track.priming));
  append_big_endian<std::uint32_t>(content, 0x00010000);  // at its own pace
  return mp4_box("edts", mp4_full_box("elst", 0, 0, content));
}

Bytes media_header(const Mp4Track& track) {
  Bytes content;
  append_zeros(content, 8);
  append_big_endian<std::uint32_t>(content, track.sample_rate);
  const std::uint64_t length = track.samples > 0 ? track.priming + track.samples : 0;
  append_big_endian<std::uint32_t>(content, static_cast<std::uint32_t>(length));
  append_big_endian<std::uint16_t>(content, kNoLanguage);
  append_zeros(content, 2);
  return mp4_full_box("mdhd", 0, 0, content);
}

Bytes handler() {
  Bytes content;
  append_zeros(content, 4);
  append(content, "soun");
  append_zeros(content, 12);
  append(content, std::string_view("Sound\0", 6));
  return mp4_full_box("hdlr", 0, 0, content);
}

Bytes media_information(const Bytes& tables) {
  Bytes place;
  append_big_endian<std::uint32_t>(place, 1);
  append(place, mp4_full_box("url ", 0, kSelfContained, {}));
  Bytes content = mp4_full_box("smhd", 0, 0, Bytes(4, 0));
  append(content, mp4_box("dinf", mp4_full_box("dref", 0, 0, place)));
  append(content, tables);
  return mp4_box("minf", content);
}

// Lengths in runs: all alike but for the last one.
Bytes lengths(std::span<const Mp4Unit> units) {
  Bytes runs;
  std::uint32_t count = 0;
  for (std::size_t i = 0; i < units.size();) {
    std::size_t end = i;
    while (end < units.size() && units[end].samples == units[i].samples) ++end;
    append_big_endian<std::uint32_t>(runs, static_cast<std::uint32_t>(end - i));
    append_big_endian<std::uint32_t>(runs, units[i].samples);
    ++count;
    i = end;
  }
  Bytes content;
  append_big_endian<std::uint32_t>(content, count);
  append(content, runs);
  return mp4_full_box("stts", 0, 0, content);
}

Bytes sizes(std::span<const Mp4Unit> units) {
  Bytes content;
  append_big_endian<std::uint32_t>(content, 0);  // each has its own
  append_big_endian<std::uint32_t>(content, static_cast<std::uint32_t>(units.size()));
  for (const Mp4Unit& unit : units) append_big_endian<std::uint32_t>(content, unit.bytes);
  return mp4_full_box("stsz", 0, 0, content);
}

// All units are one chunk.
Bytes chunks(std::span<const Mp4Unit> units, std::uint32_t units_at) {
  const std::uint32_t count = units.empty() ? 0 : 1;
  Bytes run;
  Bytes place;
  append_big_endian<std::uint32_t>(run, count);
  append_big_endian<std::uint32_t>(place, count);
  if (count > 0) {
    append_big_endian<std::uint32_t>(run, 1);  // from the first chunk on
    append_big_endian<std::uint32_t>(run, static_cast<std::uint32_t>(units.size()));
    append_big_endian<std::uint32_t>(run, 1);  // sample description
    append_big_endian<std::uint32_t>(place, units_at);
  }
  Bytes boxes = mp4_full_box("stsc", 0, 0, run);
  append(boxes, sizes(units));
  append(boxes, mp4_full_box("stco", 0, 0, place));
  return boxes;
}

}  // namespace

Bytes mp4_full_box(std::string_view type, std::uint8_t version, std::uint32_t flags, const Bytes& content) {
  Bytes full;
  append_big_endian<std::uint32_t>(full, static_cast<std::uint32_t>(version) << 24U | flags);
  append(full, content);
  return mp4_box(type, full);
}

void append_matrix(Bytes& bytes) {
  for (const std::uint32_t entry : {0x10000U, 0U, 0U, 0U, 0x10000U, 0U, 0U, 0U, 0x40000000U}) {
    append_big_endian<std::uint32_t>(bytes, entry);
  }
}

Bytes track_box(const Mp4Track& track, std::uint32_t id, const Bytes& tables) {
  Bytes media = media_header(track);
  append(media, handler());
  append(media, media_information(tables));
  Bytes content = track_header(track, id);
  append(content, edit_list(track));
  append(content, mp4_box("mdia", media));
  return mp4_box("trak", content);
}

Bytes sample_tables(const Mp4Track& track, std::span<const Mp4Unit> units, std::uint32_t units_at) {
  Bytes content = sound_description(track);
  append(content, lengths(units));
  append(content, chunks(units, units_at));
  return mp4_box("stbl", content);
}

}  // namespace tts
