// What is asked of the engine, and what it answers. Plain values: no library, no thread.
#pragma once

#include <cstdint>
#include <exception>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "audio/edges.h"
#include "audio/encoder/encoder.h"
#include "engine/manner.h"

namespace tts {

using UtteranceId = std::uint32_t;

struct Utterance {
  Manner manner;
  std::uint32_t seed = 0;
  AudioFormatWish audio;
  int credit = 0;  // audio blocks that may be emitted before the reader grants more
};

/// A piece of speech that the model speaks in one run.
struct SegmentOrder {
  std::string phonemes;  // UTF-8, 1 to 510 symbols of the vocabulary
  EdgeWish edges;
  std::optional<Manner> manner = {};  // in place of the utterance's
  std::vector<WordEdit> edits = {};
};

/// A silence of exact length.
struct SilenceOrder {
  std::size_t samples = 0;
};

/// What became of a segment or silence, sent before its audio.
struct SegmentReport {
  std::uint32_t segment = 0;
  std::vector<std::int32_t> tokens;     // with both pads; empty for a silence
  std::vector<std::int32_t> durations;  // frames per token
  std::uint64_t start_sample = 0;       // within the utterance
  std::uint64_t samples = 0;
  std::int64_t trimmed_samples = 0;  // removed in front, before stretching
  float stretch = 1.0F;              // by which the decoded sound was shortened afterwards
  std::uint64_t first_sound = 0;     // of the decoded samples, before trimming and stretching
  std::uint64_t end_of_sound = 0;
  std::vector<std::string> dropped;  // symbols outside the vocabulary
};

struct AudioBlock {
  Bytes bytes;
};

struct UtteranceEnd {
  std::uint64_t samples = 0;
  Head head;  // for an answer that is not streamed; see Encoder::final_head
  double compute_sec = 0.0;
  double queue_sec = 0.0;  // admitted to first work
};

struct EngineInfo {
  std::string model;
  std::string provider;
  std::string fallback;  // why the provider that was asked for is not used; empty when it is
  std::string tier;      // what computes the generator
  bool split = true;
  int threads = 1;
  int workers = 1;
  double load_sec = 0.0;
};

/// The model has been given up, or is back.
struct ModelPresence {
  bool is_loaded = false;
};

/// Id 0 speaks of the engine itself: EngineInfo when it is ready, or the exception that kept it from loading;
/// ModelPresence whenever the model goes or comes back afterwards.
/// An utterance gives SegmentReport and AudioBlock*, in order, then exactly one UtteranceEnd or exception.
struct SpeechEvent {
  UtteranceId utterance = 0;
  std::variant<EngineInfo, ModelPresence, SegmentReport, AudioBlock, UtteranceEnd, std::exception_ptr> what;
};

}  // namespace tts
