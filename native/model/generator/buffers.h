// Rows of channels with borders: what one run of the generator works on. One thread allocates, the team
// fills.
#pragma once

#include <cstring>
#include <vector>

#include "model/generator/kernels.h"

namespace tts {

/// float32 rows. `front` and `back` rows around them may be written and are thrown away.
class Stream {
 public:
  void shape(std::size_t rows, std::size_t channels, std::size_t front = 0, std::size_t back = 0) {
    rows_ = rows;
    channels_ = channels;
    front_ = front;
    values_.resize((front + rows + back) * channels);
  }
  [[nodiscard]] float* row(std::size_t index) { return values_.data() + (front_ + index) * channels_; }
  /// The row `index` rows before the first.
  [[nodiscard]] float* before(std::size_t index) { return values_.data() + (front_ - index) * channels_; }
  [[nodiscard]] std::size_t rows() const { return rows_; }
  [[nodiscard]] std::size_t channels() const { return channels_; }

 private:
  std::vector<float> values_;
  std::size_t rows_ = 0;
  std::size_t channels_ = 0;
  std::size_t front_ = 0;
};

/// What a convolution reads: float32 or bfloat16 rows between borders of zeros, which are its padding, and
/// behind them rows that a tile may read and throw away.
class Activated {
 public:
  static constexpr std::size_t kBorder = 32;  // rows; the widest padding is 25
  static constexpr std::size_t kSlack = 64;   // rows

  void shape(std::size_t rows, std::size_t channels, const Kernels& kernels) {
    width_ = (kernels.is_bf16 ? 2 : 4);
    row_bytes_ = channels * width_;
    bytes_.resize((2 * kBorder + rows + kSlack) * row_bytes_);
    std::memset(bytes_.data(), 0, kBorder * row_bytes_);
    std::memset(bytes_.data() + (kBorder + rows) * row_bytes_, 0, (kBorder + kSlack) * row_bytes_);
  }
  [[nodiscard]] void* row(std::size_t index) { return bytes_.data() + (kBorder + index) * row_bytes_; }
  /// The row `index` rows before the first.
  [[nodiscard]] const void* before(std::size_t index) const {
    return bytes_.data() + (kBorder - index) * row_bytes_;
  }

 private:
  std::vector<unsigned char> bytes_;
  std::size_t width_ = 4;
  std::size_t row_bytes_ = 0;
};

}  // namespace tts
