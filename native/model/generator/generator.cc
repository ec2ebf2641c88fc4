#include "model/generator/generator.h"

#include <mutex>
#include <vector>

#include "base/error.h"
#include "base/units.h"
#include "model/generator/network.h"
#include "model/generator/pass.h"

namespace tts {

struct Generator::Network {
  Network(const std::filesystem::path& folder, const Kernels& kernels, int threads)
      : layers(GeneratorWeights(folder), kernels), team(threads) {}
  NetworkLayers layers;
  Team team;
  std::mutex borrowing;
  std::vector<std::unique_ptr<Workspace>> idle;  // guarded by borrowing

  // Memory for one run, taken from those that have ended.
  template <typename Work>
  auto with_workspace(Work work) {
    std::unique_ptr<Workspace> space;
    {
      const std::lock_guard lock(borrowing);
      if (!idle.empty()) {
        space = std::move(idle.back());
        idle.pop_back();
      }
    }
    if (!space) space = std::make_unique<Workspace>();
    auto result = work(*space);
    const std::lock_guard lock(borrowing);
    idle.push_back(std::move(space));
    return result;
  }
};

Generator::Generator(const std::filesystem::path& folder, const Kernels& kernels, int threads)
    : network_(std::make_unique<Network>(folder, kernels, threads)) {}

Generator::~Generator() = default;

const char* Generator::kernels_name() const { return network_->layers.kernels.name; }

FoldedNorms Generator::fold(const NormStatistics& statistics, std::span<const float> style) const {
  const NetworkLayers& layers = network_->layers;
  if (statistics.mean.size() != layers.norm_channels || statistics.variance.size() != layers.norm_channels) {
    throw Error(ErrorCode::kInvalidInput, "These statistics belong to another model.");
  }
  FoldedNorms folded{std::vector<float>(layers.norm_channels), std::vector<float>(layers.norm_channels)};
  for_each_site(layers, [&](const NormSite& site) { fold_site(site, statistics, style, folded); });
  return folded;
}

std::vector<float> Generator::run(std::span<const float> x, std::span<const float> har,
                                  const FoldedNorms& norms, const std::stop_token& stop) const {
  return network_->with_workspace([&](Workspace& work) {
    return Pass(network_->layers, network_->team, work, stop).frozen(x, har, norms);
  });
}

std::vector<float> Generator::run_exact(std::span<const float> x, std::span<const float> har,
                                        std::span<const float> style, const std::stop_token& stop,
                                        NormStatistics* seen) const {
  return network_->with_workspace([&](Workspace& work) {
    return Pass(network_->layers, network_->team, work, stop).exact(x, har, style, seen);
  });
}

}  // namespace tts
