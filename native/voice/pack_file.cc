#include "voice/pack_file.h"

#include <cstring>
#include <fstream>
#include <iterator>
#include <span>
#include <stdexcept>
#include <string>
#include <string_view>

#include "voice/stored_member.h"

namespace tts {
namespace {

using Bytes = std::span<const std::byte>;

constexpr std::string_view kNumpyMagic = "\x93NUMPY";
constexpr std::uintmax_t kMostBytes = 16 << 20;

std::vector<std::byte> contents(const std::filesystem::path& file) {
  std::error_code failure;
  const auto size = std::filesystem::file_size(file, failure);
  if (failure) throw std::runtime_error(failure.message());
  if (size > kMostBytes) throw std::runtime_error("too large for a voice");
  std::ifstream stream(file, std::ios::binary);
  std::vector<std::byte> bytes(size);
  // A stream reads characters; bytes may be seen as such.
  stream.read(reinterpret_cast<char*>(bytes.data()), static_cast<std::streamsize>(size));
  if (!stream) throw std::runtime_error("cannot be read");
  return bytes;
}

std::vector<float> floats(Bytes bytes) {
  std::vector<float> values(bytes.size() / sizeof(float));
  std::memcpy(values.data(), bytes.data(), values.size() * sizeof(float));
  return values;
}

/// NumPy's format 1 to 3: magic, version, length of the header, header, numbers.
std::vector<float> numpy_array(Bytes bytes) {
  const std::string_view text(reinterpret_cast<const char*>(bytes.data()), bytes.size());
  if (bytes.size() < 12 || !text.starts_with(kNumpyMagic)) throw std::runtime_error("no NumPy array");
  const auto byte = [&](std::size_t at) { return std::to_integer<std::size_t>(bytes[at]); };
  const std::size_t length_bytes = byte(6) == 1 ? 2 : 4;
  std::size_t header_bytes = 0;
  for (std::size_t i = 0; i < length_bytes; ++i) header_bytes |= byte(8 + i) << (8 * i);
  const std::size_t start = 8 + length_bytes + header_bytes;
  if (start > bytes.size()) throw std::runtime_error("the NumPy array is cut off");
  const std::string_view header = text.substr(8 + length_bytes, header_bytes);
  if (header.find("'<f4'") == std::string_view::npos ||
      header.find("'fortran_order': False") == std::string_view::npos)
    throw std::runtime_error("expected float32 numbers in C order");
  return floats(bytes.subspan(start));
}

}  // namespace

bool is_packed(const std::filesystem::path& file) {
  const auto extension = file.extension();
  return extension == ".pt" || extension == ".npy" || extension == ".npz";
}

std::vector<float> read_packed(const std::filesystem::path& file) {
  const auto bytes = contents(file);
  if (file.extension() == ".npy") return numpy_array(bytes);
  if (file.extension() == ".npz") return numpy_array(stored_member(bytes, ".npy"));
  return floats(stored_member(bytes, "/data/0"));
}

}  // namespace tts
