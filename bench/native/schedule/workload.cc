#include "schedule/workload.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <random>

namespace tts::schedule {
namespace {

// Tokens with both pads of each segment: bench/texts.ts through the front end, first segment of 40 tokens.
const std::vector<std::size_t>& tokens_of(Text text) {
  static const std::vector<std::size_t> kOne{8};
  static const std::vector<std::size_t> kTen{64};
  static const std::vector<std::size_t> kHundred{64, 82, 138, 172, 54};
  return text == Text::kOneWord ? kOne : text == Text::kTenWords ? kTen : kHundred;
}

constexpr std::size_t kUnheardFrames = 28;  // before and after the speech of a segment

}  // namespace

std::vector<SegmentSize> segments_of(Text text, unsigned seed) {
  std::mt19937 random(seed);
  std::vector<SegmentSize> segments;
  for (const std::size_t tokens : tokens_of(text)) {
    const double usual = 40.0 + 2.05 * static_cast<double>(tokens);
    const auto frames =
        static_cast<std::size_t>(std::lround(usual * std::uniform_real_distribution(0.9, 1.1)(random)));
    segments.push_back({.tokens = tokens, .frames = frames, .audible = frames - kUnheardFrames});
  }
  return segments;
}

std::vector<Client> burst(std::size_t count, unsigned seed) { return poisson(count, 0.0, seed); }

std::vector<Client> poisson(std::size_t count, double interval_sec, unsigned seed) {
  constexpr std::array kTexts{Text::kOneWord, Text::kTenWords, Text::kHundredWords};
  std::mt19937 random(seed);
  std::exponential_distribution<double> apart(1.0);
  std::vector<Client> clients;
  double now = 0.0;
  for (std::size_t i = 0; i < count; ++i) {
    clients.push_back({.arrives_sec = now, .segments = segments_of(kTexts[i % kTexts.size()], random())});
    now += interval_sec * apart(random);
  }
  return clients;
}

std::vector<Client> long_listeners(std::size_t count, std::size_t times, unsigned seed) {
  std::vector<Client> clients(count);
  for (Client& client : clients) {
    for (std::size_t i = 0; i < times; ++i) {
      const auto more = segments_of(Text::kHundredWords, ++seed);
      client.segments.insert(client.segments.end(), more.begin(), more.end());
    }
  }
  return clients;
}

}  // namespace tts::schedule
