// Our own operators for ONNX Runtime: the large products of the graphs on the kernels of the generator.
// Included by native/model/*.cc only.
#pragma once

#include <onnxruntime_cxx_api.h>

#include "model/session.h"

namespace tts {

/// Lets a session's graph use `MatMul` and `Conv` of the domain "kokoro": x and constant weights, as ONNX has
/// them; Conv is one-dimensional, with a bias, stride 1, dilation 1, one group.
void add_operators(Ort::SessionOptions& options, const Products& products);

}  // namespace tts
