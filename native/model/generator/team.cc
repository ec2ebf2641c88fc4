#include "model/generator/team.h"

#include <algorithm>

namespace tts {
namespace {

// About 20 microseconds: as long as the next operation of the same window is away. Then the thread sleeps.
constexpr int kSpins = 4000;

void relax() {
#if defined(__x86_64__)
  __builtin_ia32_pause();
#endif
}

}  // namespace

Team::Team(int threads) {
  for (int i = 1; i < threads; ++i) helpers_.emplace_back([this] { serve(); });
}

Team::~Team() {
  closing_ = true;
  ++round_;
  round_.notify_all();
  for (auto& helper : helpers_) helper.join();
}

void Team::share(std::size_t count, std::size_t grain,
                 const std::function<void(std::size_t, std::size_t)>& work) {
  if (count == 0) return;
  if (helpers_.empty() || count <= grain) return work(0, count);
  const std::lock_guard lock(callers_);
  job_ = {count, std::max<std::size_t>(1, grain), &work};
  next_ = 0;
  busy_ = static_cast<int>(helpers_.size());
  ++round_;
  round_.notify_all();
  take_parts();
  while (busy_.load() > 0) relax();
}

void Team::take_parts() {
  while (true) {
    const std::size_t first = next_.fetch_add(job_.grain);
    if (first >= job_.count) return;
    (*job_.work)(first, std::min(first + job_.grain, job_.count));
  }
}

void Team::serve() {
  std::uint32_t seen = 0;
  while (true) {
    for (int spin = 0; spin < kSpins && round_.load() == seen; ++spin) relax();
    round_.wait(seen);
    seen = round_.load();
    if (closing_) return;
    take_parts();
    --busy_;
  }
}

}  // namespace tts
