#include "model/generator/pass.h"

#include <algorithm>
#include <cstring>
#include <mutex>

#include "base/error.h"
#include "base/units.h"

namespace tts {
namespace {

constexpr std::size_t kSpectrum = 2 * kStftBins;
constexpr std::size_t kRowsPerPart = 96;  // rows a thread takes at once; their input stays in its cache

// [rows][columns] to [columns][rows].
void transpose(std::span<const float> from, std::size_t rows, std::size_t columns, std::size_t from_step,
               float* to, std::size_t to_step) {
  constexpr std::size_t kTile = 16;
  for (std::size_t r0 = 0; r0 < rows; r0 += kTile) {
    for (std::size_t c0 = 0; c0 < columns; c0 += kTile) {
      for (std::size_t r = r0; r < std::min(rows, r0 + kTile); ++r) {
        for (std::size_t c = c0; c < std::min(columns, c0 + kTile); ++c)
          to[c * to_step + r] = from[r * from_step + c];
      }
    }
  }
}

}  // namespace

std::vector<float> Pass::frozen(std::span<const float> x, std::span<const float> har,
                                const FoldedNorms& norms) {
  norms_ = &norms;
  return run(x, har);
}

std::vector<float> Pass::exact(std::span<const float> x, std::span<const float> har,
                               std::span<const float> style, NormStatistics* seen) {
  const std::size_t channels = layers_.norm_channels;
  own_norms_ = {std::vector<float>(channels), std::vector<float>(channels)};
  statistics_ = {std::vector<float>(channels), std::vector<float>(channels),
                 har.size() / kSpectrum / kStftFramesPerFrame};
  norms_ = &own_norms_;
  style_ = style;
  is_exact_ = true;
  auto post = run(x, har);
  if (seen != nullptr) *seen = std::move(statistics_);
  return post;
}

std::vector<float> Pass::run(std::span<const float> x, std::span<const float> har) {
  const std::size_t columns = har.size() / kSpectrum;
  read(x, har);
  const Stage& first = layers_.stages.front();
  const Stage& last = layers_.stages.back();
  if (work_.input.rows() * first.upsampler.stride * last.upsampler.stride + 1 != columns) {
    throw Error(ErrorCode::kInferenceFailed, "x and har do not belong to the same frames.");
  }
  run_stage(first, work_.input, 1.0F, false);
  run_stage(last, work_.sum, 1.0F / kBlocksPerStage, true);

  leak(work_.sum, 1.0F / kBlocksPerStage, layers_.post.slope, work_.outer_activated);
  work_.inner.shape(columns, layers_.post.outputs);
  convolve_over(layers_.post, work_.outer_activated, columns, {.stream = work_.inner.row(0)});
  std::vector<float> post(kSpectrum * columns);
  transpose({work_.inner.row(0), columns * layers_.post.outputs}, columns, kSpectrum, layers_.post.outputs,
            post.data(), columns);
  return post;
}

void Pass::read(std::span<const float> x, std::span<const float> har) {
  const std::size_t channels = layers_.stages.front().upsampler.channels;
  const std::size_t frames = x.size() / channels;
  work_.input.shape(frames, channels);
  transpose(x, channels, frames, frames, work_.input.row(0), channels);

  const std::size_t columns = har.size() / kSpectrum;
  work_.harmonics.shape(columns, kSpectrum, 0, 1);
  transpose(har, kSpectrum, columns, columns, work_.harmonics.row(0), kSpectrum);
  std::fill_n(work_.harmonics.row(columns), kSpectrum, 0.0F);  // vectors run over the end
  work_.har.shape(columns, kSpectrum, layers_.kernels);
  layers_.kernels.leaky(work_.harmonics.row(0), columns * kSpectrum, 1.0F, 1.0F, work_.har.row(0));
}

// Upsamples, adds the noise branch, and leaves the sum of three blocks in work_.sum.
void Pass::run_stage(const Stage& stage, Stream& input, float factor, bool is_last) {
  const Layer& up = stage.upsampler;
  const std::size_t groups = input.rows() + 1;
  const std::size_t channels = up.outputs / up.stride;
  const std::size_t shifted = is_last ? 1 : 0;  // the last stage reflects one row in front
  const std::size_t rows = input.rows() * up.stride + shifted;
  leak(input, factor, up.slope, work_.outer_activated);
  work_.main.shape(rows, channels, up.pad, up.stride);
  convolve(up, work_.outer_activated.before(1), up.channels, groups,
           {.stream = work_.main.before(up.pad - shifted)});
  if (is_last) std::copy_n(work_.main.row(2), channels, work_.main.row(0));

  work_.noise.shape(rows, channels);
  convolve(stage.noise, work_.har.before(stage.noise.pad), stage.noise.stride * kSpectrum, rows,
           {.stream = work_.noise.row(0)});
  run_block(stage.noise_block, work_.noise, work_.main.row(0), work_.main.row(0));

  work_.sum.shape(rows, channels);
  const float* sum = nullptr;
  for (const Block& block : stage.blocks) {
    run_block(block, work_.main, sum, work_.sum.row(0));
    sum = work_.sum.row(0);
  }
}

// Three steps over `input`; what comes out, plus `add_too`, goes to `target`.
void Pass::run_block(const Block& block, Stream& input, const float* add_too, float* target) {
  const std::size_t rows = input.rows();
  work_.running.shape(rows, input.channels());
  work_.inner.shape(rows, input.channels());
  work_.outer_activated.shape(rows, input.channels(), layers_.kernels);
  work_.inner_activated.shape(rows, input.channels(), layers_.kernels);
  for (std::size_t i = 0; i < kSteps; ++i) {
    const Step& step = block[i];
    Stream& current = i == 0 ? input : work_.running;
    const bool ends = i + 1 == kSteps;
    if (i == 0 || is_exact_) normalise(current, step.before, work_.outer_activated);
    if (is_exact_) {
      convolve_over(step.first, work_.outer_activated, rows, {.stream = work_.inner.row(0)});
      normalise(work_.inner, step.between, work_.inner_activated);
    } else {
      convolve_over(step.first, work_.outer_activated, rows,
                    {.snake = snake(step.between), .activated = work_.inner_activated.row(0)});
    }
    Convolution second{.add = current.row(0),
                       .add_too = ends ? add_too : nullptr,
                       .stream = ends ? target : work_.running.row(0)};
    if (!ends && !is_exact_) {
      second.snake = snake(block[i + 1].before);
      second.activated = work_.outer_activated.row(0);
    }
    convolve_over(step.second, work_.inner_activated, rows, second);
  }
}

Snake Pass::snake(const NormSite& site) const {
  return {.scale = norms_->scale.data() + site.first,
          .shift = norms_->shift.data() + site.first,
          .turns = site.turns.data(),
          .reciprocal = site.reciprocal.data()};
}

void Pass::normalise(Stream& stream, const NormSite& site, Activated& to) {
  if (is_exact_) {
    take_statistics(stream, site);
    fold_site(site, statistics_, style_, own_norms_);
  }
  const std::size_t channels = stream.channels();
  const Snake folded = snake(site);
  team_.share(stream.rows(), kRowsPerPart, [&](std::size_t first, std::size_t end) {
    layers_.kernels.activate(stream.row(first), end - first, channels, folded, to.row(first));
  });
}

void Pass::take_statistics(Stream& stream, const NormSite& site) {
  const std::size_t channels = site.channels;
  std::vector<double> sums(channels, 0.0);
  std::vector<double> squares(channels, 0.0);
  std::mutex adding;
  team_.share(stream.rows(), kRowsPerPart, [&](std::size_t first, std::size_t end) {
    std::vector<double> sum(channels, 0.0);
    std::vector<double> square(channels, 0.0);
    for (std::size_t row = first; row < end; ++row) {
      const float* values = stream.row(row);
      for (std::size_t c = 0; c < channels; ++c) {
        const double value = values[c];
        sum[c] += value;
        square[c] += value * value;
      }
    }
    const std::lock_guard lock(adding);
    for (std::size_t c = 0; c < channels; ++c) {
      sums[c] += sum[c];
      squares[c] += square[c];
    }
  });
  const auto count = static_cast<double>(stream.rows());
  for (std::size_t c = 0; c < channels; ++c) {
    const double mean = sums[c] / count;
    statistics_.mean[site.first + c] = static_cast<float>(mean);
    statistics_.variance[site.first + c] =
        static_cast<float>(std::max(0.0, squares[c] / count - mean * mean));
  }
}

void Pass::leak(Stream& stream, float factor, float slope, Activated& to) {
  const std::size_t channels = stream.channels();
  to.shape(stream.rows(), channels, layers_.kernels);
  team_.share(stream.rows(), kRowsPerPart, [&](std::size_t first, std::size_t end) {
    layers_.kernels.leaky(stream.row(first), (end - first) * channels, factor, slope, to.row(first));
  });
}

void Pass::convolve_over(const Layer& layer, const Activated& in, std::size_t rows, const Convolution& task) {
  convolve(layer, in.before(layer.pad), layer.channels, rows, task);
}

void Pass::convolve(const Layer& layer, const void* in, std::size_t row_step, std::size_t rows,
                    Convolution task) {
  if (stop_.stop_requested()) throw Error(ErrorCode::kCancelled, "The utterance was cancelled.");
  task.in = in;
  task.row_step = row_step;
  task.tap_step = layer.dilation * layer.channels;
  task.taps = layer.taps;
  task.inputs = layer.inputs;
  task.outputs = layer.outputs;
  task.weights = layer.weights.data();
  task.bias = layer.bias.data();
  team_.share(rows, kRowsPerPart,
              [&](std::size_t first, std::size_t end) { layers_.kernels.convolve(task, first, end); });
}

}  // namespace tts
