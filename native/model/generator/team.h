// Threads that share the rows of one operation after the other: a window is some 150 operations of a few
// hundred microseconds, too short to wake a sleeping thread for each.
#pragma once

#include <atomic>
#include <cstddef>
#include <functional>
#include <mutex>
#include <thread>
#include <vector>

namespace tts {

class Team {
 public:
  /// `threads` counts the caller's own.
  explicit Team(int threads);
  ~Team();
  Team(const Team&) = delete;
  Team& operator=(const Team&) = delete;

  /// Calls work(first, end) for parts of [0, count) of `grain` each (the last may be shorter), on all
  /// threads, and returns when all is done. `work` must not throw. One caller at a time; others wait.
  void share(std::size_t count, std::size_t grain, const std::function<void(std::size_t, std::size_t)>& work);

 private:
  void serve();
  void take_parts();

  struct Job {
    std::size_t count = 0;
    std::size_t grain = 1;
    const std::function<void(std::size_t, std::size_t)>* work = nullptr;
  };

  std::mutex callers_;
  Job job_;                           // written before round_ rises, read after
  std::atomic<std::size_t> next_{0};  // first row not taken yet
  std::atomic<std::uint32_t> round_{0};
  std::atomic<int> busy_{0};  // helpers that have not finished this round
  std::atomic<bool> closing_{false};
  std::vector<std::thread> helpers_;
};

}  // namespace tts
