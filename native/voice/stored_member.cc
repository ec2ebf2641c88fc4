#include "voice/stored_member.h"

#include <algorithm>
#include <cstdint>
#include <stdexcept>
#include <string>

namespace tts {
namespace {

constexpr std::uint32_t kEndSignature = 0x06054b50;
constexpr std::uint32_t kCentralSignature = 0x02014b50;
constexpr std::uint32_t kLocalSignature = 0x04034b50;
constexpr std::size_t kEndBytes = 22;
constexpr std::size_t kCentralBytes = 46;
constexpr std::size_t kLocalBytes = 30;
constexpr std::size_t kLongestComment = 65'535;

using Bytes = std::span<const std::byte>;

std::uint32_t number(Bytes bytes, std::size_t at, std::size_t size) {
  if (at > bytes.size() || bytes.size() - at < size) throw std::runtime_error("the archive is cut off");
  std::uint32_t value = 0;
  for (std::size_t i = 0; i < size; ++i) value |= std::to_integer<std::uint32_t>(bytes[at + i]) << (8 * i);
  return value;
}

Bytes part(Bytes bytes, std::size_t at, std::size_t size) {
  if (at > bytes.size() || bytes.size() - at < size) throw std::runtime_error("the archive is cut off");
  return bytes.subspan(at, size);
}

std::size_t end_record(Bytes archive) {
  if (archive.size() < kEndBytes) throw std::runtime_error("no zip archive");
  const std::size_t last = archive.size() - kEndBytes;
  const std::size_t first = last - std::min(last, kLongestComment);
  for (std::size_t at = last + 1; at-- > first;) {
    if (number(archive, at, 4) == kEndSignature) return at;
  }
  throw std::runtime_error("no zip archive");
}

bool ends_in(Bytes name, std::string_view suffix) {
  if (name.size() < suffix.size()) return false;
  const auto tail = name.last(suffix.size());
  return std::ranges::equal(tail, suffix,
                            [](std::byte left, char right) { return std::to_integer<char>(left) == right; });
}

}  // namespace

std::span<const std::byte> stored_member(std::span<const std::byte> archive, std::string_view suffix) {
  const std::size_t end = end_record(archive);
  const std::uint32_t count = number(archive, end + 10, 2);
  std::size_t entry = number(archive, end + 16, 4);
  for (std::uint32_t i = 0; i < count; ++i) {
    if (number(archive, entry, 4) != kCentralSignature) break;
    const std::size_t name_bytes = number(archive, entry + 28, 2);
    if (ends_in(part(archive, entry + kCentralBytes, name_bytes), suffix)) {
      if (number(archive, entry + 10, 2) != 0) throw std::runtime_error("its numbers are compressed");
      const std::size_t size = number(archive, entry + 24, 4);
      const std::size_t local = number(archive, entry + 42, 4);
      if (number(archive, local, 4) != kLocalSignature) break;
      const std::size_t head = kLocalBytes + number(archive, local + 26, 2) + number(archive, local + 28, 2);
      return part(archive, local + head, size);
    }
    entry += kCentralBytes + name_bytes + number(archive, entry + 30, 2) + number(archive, entry + 32, 2);
  }
  throw std::runtime_error("no member *" + std::string(suffix) + " in the archive");
}

}  // namespace tts
