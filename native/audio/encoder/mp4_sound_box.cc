#include "audio/encoder/mp4_sound_box.h"

#include "audio/encoder/mp4_track_boxes.h"

namespace tts {
namespace {

constexpr std::uint8_t kElementaryStream = 3;
constexpr std::uint8_t kDecoderConfig = 4;
constexpr std::uint8_t kDecoderSpecific = 5;
constexpr std::uint8_t kSyncLayer = 6;
constexpr std::uint8_t kMpeg4Audio = 0x40;
constexpr std::uint8_t kAudioStream = 0x15;
constexpr std::uint8_t kSyncLayerOfMp4 = 2;

// Tag and size, then the content. Ours are shorter than 128 bytes, so the size is one byte.
void append_descriptor(Bytes& bytes, std::uint8_t tag, const Bytes& content) {
  bytes.push_back(tag);
  bytes.push_back(static_cast<std::uint8_t>(content.size()));
  append(bytes, content);
}

Bytes stream_description(const Mp4Track& track) {
  Bytes decoder{kMpeg4Audio, kAudioStream};
  append_zeros(decoder, 3);                                       // its buffer: not told
  append_big_endian<std::uint32_t>(decoder, track.bits_per_sec);  // at most
  append_big_endian<std::uint32_t>(decoder, track.bits_per_sec);  // in the mean
  append_descriptor(decoder, kDecoderSpecific, track.config);
  Bytes stream(3, 0);  // id and flags
  append_descriptor(stream, kDecoderConfig, decoder);
  append_descriptor(stream, kSyncLayer, {kSyncLayerOfMp4});
  Bytes content;
  append_descriptor(content, kElementaryStream, stream);
  return mp4_full_box("esds", 0, 0, content);
}

}  // namespace

Bytes sound_description(const Mp4Track& track) {
  Bytes entry(6, 0);
  append_big_endian<std::uint16_t>(entry, 1);  // data reference
  append_zeros(entry, 8);
  append_big_endian<std::uint16_t>(entry, 1);   // channels
  append_big_endian<std::uint16_t>(entry, 16);  // bits a sample
  append_zeros(entry, 4);
  append_big_endian<std::uint32_t>(entry, track.sample_rate << 16U);  // below 65536: the upper half counts Hz
  append(entry, stream_description(track));
  Bytes content;
  append_big_endian<std::uint32_t>(content, 1);
  append(content, mp4_box("mp4a", entry));
  return mp4_full_box("stsd", 0, 0, content);
}

}  // namespace tts
