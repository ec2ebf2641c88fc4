#include "audio/encoder/encoder.h"

#include "audio/encoder/conditioned_encoder.h"
#include "audio/encoder/flac_encoder.h"
#include "audio/encoder/g711_encoder.h"
#include "audio/encoder/mp3_encoder.h"
#include "audio/encoder/ogg_opus_encoder.h"
#include "audio/encoder/pcm_encoder.h"
#include "audio/encoder/wav_encoder.h"
#ifdef TTS_AAC
#include "audio/encoder/adts_encoder.h"
#include "audio/encoder/mp4_file_encoder.h"
#include "audio/encoder/mp4_fragment_encoder.h"
#endif
#include "base/error.h"

namespace tts {
namespace {

std::unique_ptr<Encoder> make_codec(const AudioFormatWish& wish) {
  switch (wish.format) {
    case AudioFormat::kPcm:
      return std::make_unique<PcmEncoder>();
    case AudioFormat::kWav:
      return std::make_unique<WavEncoder>(WavEncoding::kPcm16, wish.sample_rate);
    case AudioFormat::kFloatWav:
      return std::make_unique<WavEncoder>(WavEncoding::kFloat, wish.sample_rate);
    case AudioFormat::kMp3:
      return std::make_unique<Mp3Encoder>(wish);
    case AudioFormat::kOpus:
      return std::make_unique<OggOpusEncoder>(wish);
    case AudioFormat::kFlac:
      return std::make_unique<FlacEncoder>(wish);
    case AudioFormat::kMulaw:
      return std::make_unique<G711Encoder>(to_mulaw);
    case AudioFormat::kAlaw:
      return std::make_unique<G711Encoder>(to_alaw);
    case AudioFormat::kAac:
    case AudioFormat::kM4a:
#ifdef TTS_AAC
      if (wish.format == AudioFormat::kAac) return std::make_unique<AdtsEncoder>(wish);
      if (wish.streamed) return std::make_unique<Mp4FragmentEncoder>(wish);
      return std::make_unique<Mp4FileEncoder>(wish);
#else
      break;
#endif
  }
  throw Error(ErrorCode::kInvalidInput, "This build cannot encode the format.");
}

}  // namespace

std::unique_ptr<Encoder> make_encoder(const AudioFormatWish& wish) {
  check(wish);
  return std::make_unique<ConditionedEncoder>(make_codec(wish), wish.sample_rate);
}

}  // namespace tts
