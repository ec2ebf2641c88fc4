#define TTS_LANES 16
#define TTS_ROWS 12
#define TTS_NAME "avx512"
#include "model/generator/simd.h"

namespace tts {

const Kernels* avx512_kernels() {
#ifdef __AVX512F__
  return &kKernels;
#else
  return nullptr;
#endif
}

}  // namespace tts
