// Writes numbers and text into the bytes of containers.
#pragma once

#include <concepts>
#include <cstddef>
#include <cstdint>
#include <string_view>
#include <type_traits>
#include <vector>

namespace tts {

using Bytes = std::vector<std::uint8_t>;

void append(Bytes& bytes, std::string_view text);
void append(Bytes& bytes, const Bytes& more);
void append_zeros(Bytes& bytes, std::size_t count);

/// The name of the type is part of the call: it says how wide the field is.
template <std::unsigned_integral Number>
void append_little_endian(Bytes& bytes, std::type_identity_t<Number> number) {
  for (std::size_t i = 0; i < sizeof(Number); ++i)
    bytes.push_back(static_cast<std::uint8_t>(number >> (8 * i)));
}

template <std::unsigned_integral Number>
void append_big_endian(Bytes& bytes, std::type_identity_t<Number> number) {
  for (std::size_t i = sizeof(Number); i-- > 0;)
    bytes.push_back(static_cast<std::uint8_t>(number >> (8 * i)));
}

}  // namespace tts
