#define TTS_LANES 8
#define TTS_ROWS 6
#define TTS_NAME "avx2"
#include "model/generator/simd.h"

namespace tts {

const Kernels* avx2_kernels() {
#ifdef __AVX2__
  return &kKernels;
#else
  return nullptr;
#endif
}

}  // namespace tts
