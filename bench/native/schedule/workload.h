// Who asks a simulated server for what, and when.
#pragma once

#include <cstddef>
#include <vector>

#include "engine/costs.h"

namespace tts::schedule {

struct Client {
  double arrives_sec = 0.0;
  std::vector<SegmentSize> segments;
  bool is_buffered = false;  // waits for the whole answer
};

enum class Text { kOneWord, kTenWords, kHundredWords };

/// The segments that the front end makes of the benchmark's text of that length, their sizes scattered.
[[nodiscard]] std::vector<SegmentSize> segments_of(Text text, unsigned seed);

/// `count` clients at once; their texts have 1, 10 and 100 words in turn.
[[nodiscard]] std::vector<Client> burst(std::size_t count, unsigned seed);

/// `count` clients at random (a Poisson process), on average `interval_sec` apart; texts as in burst().
[[nodiscard]] std::vector<Client> poisson(std::size_t count, double interval_sec, unsigned seed);

/// `count` clients at once who listen to `times` hundred words each.
[[nodiscard]] std::vector<Client> long_listeners(std::size_t count, std::size_t times, unsigned seed);

}  // namespace tts::schedule
