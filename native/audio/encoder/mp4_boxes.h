// The boxes of an MP4 file with one AAC track (ISO 14496-12 and -14). Pure.
#pragma once

#include <cstdint>
#include <span>
#include <string_view>

#include "audio/encoder/mp4_track.h"

namespace tts {

/// A box: its size, its type of four letters, its content.
[[nodiscard]] Bytes mp4_box(std::string_view type, const Bytes& content);

[[nodiscard]] Bytes file_type_box();

/// `moov` of a file whose access units follow in one `mdat`, the first of them at byte `units_at`.
[[nodiscard]] Bytes movie_box(const Mp4Track& track, std::span<const Mp4Unit> units, std::uint32_t units_at);

/// `moov` of a file in fragments: no access units of its own.
[[nodiscard]] Bytes fragmented_movie_box(const Mp4Track& track);

/// `moof` of fragment `number` (from 1), whose first access unit begins `start` samples into the track. The
/// `mdat` with the units has to follow.
[[nodiscard]] Bytes fragment_box(std::uint32_t number, std::uint64_t start, std::span<const Mp4Unit> units);

}  // namespace tts
