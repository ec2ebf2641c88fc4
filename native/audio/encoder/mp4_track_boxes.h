// The inner half of an MP4 file: the track, its codec and its tables (ISO 14496-12, chapter 8). Pure.
#pragma once

#include "audio/encoder/mp4_boxes.h"

namespace tts {

/// A box whose content begins with a version and flags.
[[nodiscard]] Bytes mp4_full_box(std::string_view type, std::uint8_t version, std::uint32_t flags,
                                 const Bytes& content);

/// The transformation of pictures, of which sound has none: unity.
void append_matrix(Bytes& bytes);

/// `trak` around the tables. Its edit list skips the priming, and ends with the sound where that is known.
[[nodiscard]] Bytes track_box(const Mp4Track& track, std::uint32_t id, const Bytes& tables);

/// `stbl`: what the codec is, how long and large each unit is, and where the first of them lies.
[[nodiscard]] Bytes sample_tables(const Mp4Track& track, std::span<const Mp4Unit> units,
                                  std::uint32_t units_at);

}  // namespace tts
