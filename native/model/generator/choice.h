// Which kernels to use where the operator does not say: measured, because the winner differs by machine.
#pragma once

#include "model/generator/kernels.h"

namespace tts {

/// Times one convolution of the generator's most common shape with each form this machine has; the fastest.
/// Some milliseconds, once a process.
[[nodiscard]] const Kernels& fastest_kernels();

}  // namespace tts
