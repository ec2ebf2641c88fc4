// bfloat16 on Intel's tile unit: 16 x 16 sums of 32 products an instruction. Sums stay in single precision.
#define TTS_LANES 16
#define TTS_ROWS 1
#define TTS_BF16
#include "model/generator/simd.h"

#ifdef __AMX_BF16__
#include <immintrin.h>
#endif

namespace tts {

#ifdef __AMX_BF16__
namespace {

constexpr std::size_t kTileRows = 16;
constexpr std::size_t kTileInputs = 32;  // bfloat16 numbers in a row of a tile
constexpr std::size_t kTileOutputs = 16;
constexpr std::size_t kBlockRows = 2 * kTileRows;
constexpr std::size_t kBlockOutputs = 2 * kTileOutputs;

struct alignas(64) TileConfig {
  std::uint8_t palette = 1;
  std::uint8_t start_row = 0;
  std::uint8_t reserved[14] = {};
  std::uint16_t row_bytes[16] = {64, 64, 64, 64, 64, 64, 64, 64};
  std::uint8_t rows[16] = {16, 16, 16, 16, 16, 16, 16, 16};
};

std::uint16_t to_bf16(float value) {
  std::uint32_t bits = 0;
  __builtin_memcpy(&bits, &value, sizeof bits);
  return static_cast<std::uint16_t>((bits + 0x7FFFU + ((bits >> 16) & 1U)) >> 16);
}

// [panel of 32 outputs][tap][pair of inputs][output][2]: a row of a tile is 16 outputs of one pair.
void pack_pairs(const float* weights, std::size_t taps, std::size_t inputs, std::size_t outputs,
                void* packed) {
  auto* to = static_cast<std::uint16_t*>(packed);
  for (std::size_t panel = 0; panel < outputs; panel += kBlockOutputs) {
    for (std::size_t pair = 0; pair < taps * inputs; pair += 2) {
      for (std::size_t c = 0; c < kBlockOutputs; ++c) {
        *to++ = to_bf16(weights[pair * outputs + panel + c]);
        *to++ = to_bf16(weights[(pair + 1) * outputs + panel + c]);
      }
    }
  }
}

// Sums of 32 rows x 32 outputs. Rows behind the task's last one are read and thrown away: the caller keeps
// slack.
inline void multiply_block(const Convolution& task, std::size_t row, std::size_t output, float* sums) {
  const auto* in = static_cast<const std::uint16_t*>(task.in) + row * task.row_step;
  const auto* weights = static_cast<const std::uint16_t*>(task.weights) + output * task.taps * task.inputs;
  const std::size_t row_bytes = task.row_step * 2;
  _tile_zero(0);
  _tile_zero(1);
  _tile_zero(2);
  _tile_zero(3);
  for (std::size_t tap = 0; tap < task.taps; ++tap) {
    const std::uint16_t* from = in + tap * task.tap_step;
    for (std::size_t k = 0; k < task.inputs; k += kTileInputs) {
      _tile_loadd(4, from + k, row_bytes);
      _tile_loadd(5, from + kTileRows * task.row_step + k, row_bytes);
      _tile_loadd(6, weights, 2 * kBlockOutputs * 2);
      _tile_loadd(7, weights + 2 * kTileOutputs, 2 * kBlockOutputs * 2);
      weights += kTileInputs * kBlockOutputs;
      _tile_dpbf16ps(0, 4, 6);
      _tile_dpbf16ps(1, 4, 7);
      _tile_dpbf16ps(2, 5, 6);
      _tile_dpbf16ps(3, 5, 7);
    }
  }
  constexpr std::size_t kStride = kBlockOutputs * sizeof(float);
  _tile_stored(0, sums, kStride);
  _tile_stored(1, sums + kTileOutputs, kStride);
  _tile_stored(2, sums + kTileRows * kBlockOutputs, kStride);
  _tile_stored(3, sums + kTileRows * kBlockOutputs + kTileOutputs, kStride);
}

void convolve_tiles(const Convolution& task, std::size_t first_row, std::size_t end_row) {
  const TileConfig config;
  _tile_loadconfig(&config);
  alignas(64) float sums[kBlockRows * kBlockOutputs];
  for (std::size_t output = 0; output < task.outputs; output += kBlockOutputs) {
    for (std::size_t row = first_row; row < end_row; row += kBlockRows) {
      multiply_block(task, row, output, sums);
      const std::size_t rows = end_row - row < kBlockRows ? end_row - row : kBlockRows;
      for (std::size_t r = 0; r < rows; ++r) {
        finish<std::uint16_t>(task, row + r, output, load(sums + r * kBlockOutputs));
        finish<std::uint16_t>(task, row + r, output + kLanes, load(sums + r * kBlockOutputs + kLanes));
      }
    }
  }
  _tile_release();
}

constexpr Kernels kKernels{.name = "amx-bf16",
                           .is_bf16 = true,
                           .input_block = kTileInputs,
                           .output_block = kBlockOutputs,
                           .row_block = kBlockRows,
                           .pack = pack_pairs,
                           .convolve = convolve_tiles,
                           .activate = activate_rows<std::uint16_t>,
                           .leaky = leak<std::uint16_t>};

}  // namespace

const Kernels* amx_kernels() { return &kKernels; }
#else
const Kernels* amx_kernels() { return nullptr; }
#endif

}  // namespace tts
