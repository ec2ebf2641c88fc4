// For any machine: vectors of four, which every compiler maps to what the target has (NEON, SSE2).
#define TTS_LANES 4
#define TTS_ROWS 6
#define TTS_NAME "portable"
#include "model/generator/simd.h"

namespace tts {

const Kernels* portable_kernels() { return &kKernels; }

}  // namespace tts
