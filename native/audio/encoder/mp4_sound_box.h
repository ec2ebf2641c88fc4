// `stsd`: what codec the track is in (ISO 14496-14, section 5.6; descriptors of ISO 14496-1, section 7.2.6).
// Pure.
#pragma once

#include "audio/encoder/mp4_boxes.h"

namespace tts {

[[nodiscard]] Bytes sound_description(const Mp4Track& track);

}  // namespace tts
