// Phonemes to tokens, the ids the model was trained on. Any thread.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace tts {

inline constexpr std::int64_t kPad = 0;  // stands at both ends of what the model reads

struct Tokens {
  std::vector<std::int64_t> ids;  // without pads
  std::vector<std::string>
      dropped;  // symbols outside the vocabulary, in order, repeated as they occur (UTF-8)
};

/// Turns UTF-8 phonemes into tokens, one a code point. Symbols the model does not know are skipped and
/// reported; broken UTF-8 counts as unknown symbols. Linear; never throws but for memory.
[[nodiscard]] Tokens tokenize(std::string_view phonemes);

/// Punctuation: `;:,.!?—…"()“”`.
[[nodiscard]] constexpr bool is_mark(std::int64_t token) { return token >= 1 && token <= 15; }

/// Neither pad, nor punctuation, nor blank.
[[nodiscard]] constexpr bool is_sound(std::int64_t token) { return token > 16; }

}  // namespace tts
