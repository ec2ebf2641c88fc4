// The arithmetic of the generator, once per instruction set: convolutions over time as matrix products with
// shifted rows, which finish their own activation. Data lies channels last: [time][channel].
//
// Each form is compiled in a file of its own with its own flags; nothing inline may be shared between them,
// or the linker could keep the copy for the wrong machine.
#pragma once

#include <cstddef>
#include <cstdint>

namespace tts {

/// v to (z + sin^2(alpha z) / alpha) with z = scale v + shift: a normalisation folded to two constants per
/// channel, and the snake behind it. Null scale: no activation.
struct Snake {
  const float* scale = nullptr;       // [channels]
  const float* shift = nullptr;       // [channels]
  const float* turns = nullptr;       // [channels] alpha / pi
  const float* reciprocal = nullptr;  // [channels] 1 / alpha
};

/// out[r][c] = bias[c] + sum over taps t and inputs k of in[r * row_step + t * tap_step + k] *
/// weight[t][k][c], then what the pointers below ask for. All rows that are read must exist; borders are
/// zeros the caller keeps around his data.
struct Convolution {
  const void* in = nullptr;  // float32 or bfloat16, as Kernels::is_bf16 says
  std::size_t row_step = 0;  // elements from one output row's first input to the next one's
  std::size_t tap_step = 0;  // elements from one tap to the next
  std::size_t taps = 0;
  std::size_t inputs = 0;         // elements per tap; padded with zero weights to Kernels::input_block
  std::size_t outputs = 0;        // a multiple of Kernels::output_block
  const void* weights = nullptr;  // packed by Kernels::pack
  const float* bias = nullptr;    // [outputs]
  const float* add = nullptr;     // [rows][outputs] added to the result, or null
  const float* add_too = nullptr;
  float* stream = nullptr;    // [rows][outputs] where the sum goes, or null; may be `add` or `add_too`
  Snake snake{};              // with scale: the activated sum goes to `activated`
  void* activated = nullptr;  // [rows][outputs] float32 or bfloat16
};

struct Kernels {
  const char* name;
  bool is_bf16;              // of what convolutions read
  std::size_t input_block;   // inputs per tap are padded to a multiple of this
  std::size_t output_block;  // outputs are padded to a multiple of this
  std::size_t row_block;     // rows that are computed together; work is best split at its multiples

  /// weights [taps][inputs][outputs], inputs and outputs already padded, to what convolve() reads: as many
  /// elements.
  void (*pack)(const float* weights, std::size_t taps, std::size_t inputs, std::size_t outputs, void* packed);
  void (*convolve)(const Convolution& task, std::size_t first_row, std::size_t end_row);
  /// activated[i] = snake(stream[i]) for `rows` rows of `channels`.
  void (*activate)(const float* stream, std::size_t rows, std::size_t channels, const Snake& snake,
                   void* activated);
  /// activated[i] = leaky(factor * stream[i], slope) for `count` numbers.
  void (*leaky)(const float* stream, std::size_t count, float factor, float slope, void* activated);
};

// Null where the compiler's target has no such form.
[[nodiscard]] const Kernels* portable_kernels();
[[nodiscard]] const Kernels* avx2_kernels();
[[nodiscard]] const Kernels* avx512_kernels();
[[nodiscard]] const Kernels* amx_kernels();

enum class Tier : std::uint8_t { kFp32, kBf16 };

/// The fastest form this machine can run at that precision; null when it has none.
[[nodiscard]] const Kernels* best_kernels(Tier tier);

}  // namespace tts
