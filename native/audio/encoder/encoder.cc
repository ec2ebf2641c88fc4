#include "audio/encoder/encoder.h"

#include "audio/encoder/pcm_encoder.h"
#include "audio/encoder/wav_encoder.h"

namespace tts {

std::unique_ptr<Encoder> make_encoder(AudioFormat format) {
  switch (format) {
    case AudioFormat::kWav:
      return std::make_unique<WavEncoder>();
    case AudioFormat::kPcm:
      break;
  }
  return std::make_unique<PcmEncoder>();
}

}  // namespace tts
