// Finds a member of a zip archive that is stored as it is. Pure: bytes in, a part of them out.
#pragma once

#include <cstddef>
#include <span>
#include <string_view>

namespace tts {

/// The bytes of the first member whose name ends in `suffix` (PKWARE APPNOTE 4.3, without Zip64).
/// Throws std::runtime_error telling what is wrong: no archive, no such member, compressed, cut off.
[[nodiscard]] std::span<const std::byte> stored_member(std::span<const std::byte> archive,
                                                       std::string_view suffix);

}  // namespace tts
