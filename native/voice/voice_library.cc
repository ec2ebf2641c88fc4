#include "voice/voice_library.h"

#include <fcntl.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <bit>
#include <chrono>
#include <cmath>
#include <stdexcept>
#include <system_error>
#include <utility>

#include "base/error.h"
#include "voice/pack_file.h"

namespace tts {

static_assert(std::endian::native == std::endian::little, "style packs are mapped as they lie in the file");

namespace {

constexpr std::size_t kRowBytes = kStyleSize * sizeof(float);

Error bad_pack(const std::filesystem::path& file, const std::string& what) {
  return {ErrorCode::kModelLoadFailed, "Voice file " + file.string() + ": " + what};
}

}  // namespace

StylePack::StylePack(const std::filesystem::path& file) {
  if (!is_packed(file)) {
    map(file);
    return;
  }
  try {
    read_ = read_packed(file);
  } catch (const std::runtime_error& error) {
    throw bad_pack(file, error.what());
  }
  if (read_.size() != kMaxPhonemes * kStyleSize && read_.size() != (kMaxPhonemes + 1) * kStyleSize)
    throw bad_pack(
        file, "expected 510 or 511 rows of 256 float32 numbers, found " + std::to_string(read_.size()) + ".");
  values_ = read_;
}

void StylePack::map(const std::filesystem::path& file) {
  const int descriptor = open(file.c_str(), O_RDONLY | O_CLOEXEC);
  if (descriptor < 0) throw bad_pack(file, std::generic_category().message(errno));
  struct stat status {};
  const bool known = fstat(descriptor, &status) == 0;
  const auto bytes = known ? static_cast<std::size_t>(status.st_size) : 0;
  if (bytes != kMaxPhonemes * kRowBytes && bytes != (kMaxPhonemes + 1) * kRowBytes) {
    close(descriptor);
    throw bad_pack(
        file, "expected 510 or 511 rows of 256 float32 numbers, found " + std::to_string(bytes) + " bytes.");
  }
  void* mapped = mmap(nullptr, bytes, PROT_READ, MAP_PRIVATE, descriptor, 0);
  close(descriptor);
  if (mapped == MAP_FAILED) throw bad_pack(file, std::generic_category().message(errno));
  values_ = {static_cast<const float*>(mapped), bytes / sizeof(float)};
}

StylePack::~StylePack() {
  // munmap takes a pointer to what it may change; nothing is written.
  if (read_.empty() && !values_.empty()) munmap(const_cast<float*>(values_.data()), values_.size_bytes());
}

std::span<const float, kStyleSize> StylePack::row(std::size_t index) const {
  return values_.subspan(std::min(index, rows() - 1) * kStyleSize).first<kStyleSize>();
}

Style VoiceMix::style(std::size_t timbre_row, std::size_t prosody_row) const {
  Style sum{};
  for (const auto& [pack, weight] : parts_) {
    const auto timbre = pack->row(timbre_row);
    const auto prosody = pack->row(prosody_row);
    for (std::size_t i = 0; i < kTimbreSize; ++i) sum[i] += weight * timbre[i];
    for (std::size_t i = kTimbreSize; i < kStyleSize; ++i) sum[i] += weight * prosody[i];
  }
  return sum;
}

VoiceLibrary::VoiceLibrary(std::filesystem::path folder) : folder_(std::move(folder)) {
  const std::lock_guard lock(mutex_);
  is_complete_ = add_packs(OnBadPack::kThrow);
  if (packs_.empty())
    throw Error(ErrorCode::kModelLoadFailed,
                "No voice (NAME.bin, NAME.pt, NAME.npz) in folder " + folder_.string() + ".");
}

std::vector<std::string> VoiceLibrary::names() const {
  const std::lock_guard lock(mutex_);
  if (may_have_changed()) is_complete_ = add_packs(OnBadPack::kLeave);
  std::vector<std::string> sorted;
  sorted.reserve(packs_.size());
  for (const auto& [name, _] : packs_) sorted.push_back(name);
  return sorted;
}

bool VoiceLibrary::may_have_changed() const {
  std::error_code failure;
  const auto time = std::filesystem::last_write_time(folder_, failure);
  if (failure) return false;
  // The clock of files ticks slowly: what came just after the last look may bear its time.
  const bool is_settled = decltype(time)::clock::now() - time > std::chrono::seconds(2);
  return !is_complete_ || time != seen_ || !is_settled;
}

bool VoiceLibrary::add_packs(OnBadPack on_bad_pack) const {
  std::error_code failure;
  seen_ = std::filesystem::last_write_time(folder_, failure);
  std::map<std::string, std::filesystem::path> found;
  for (const auto& entry : std::filesystem::directory_iterator(folder_, failure)) {
    const auto& path = entry.path();
    const auto name = path.stem().string();
    if (name.starts_with('.') || packs_.contains(name)) continue;
    if (path.extension() == ".bin")
      found[name] = path;
    else if (is_packed(path))
      found.try_emplace(name, path);
  }
  if (failure && on_bad_pack == OnBadPack::kThrow)
    throw Error(ErrorCode::kModelLoadFailed, "Voices folder " + folder_.string() + ": " + failure.message());
  bool is_complete = true;
  for (const auto& [name, path] : found) {
    try {
      packs_.emplace(name, std::make_shared<const StylePack>(path));
    } catch (const Error&) {
      if (on_bad_pack == OnBadPack::kThrow) throw;
      is_complete = false;
    }
  }
  return is_complete;
}

VoiceMix VoiceLibrary::mix(std::span<const VoiceTerm> terms) const {
  if (terms.empty()) throw Error(ErrorCode::kInvalidInput, "Expected at least one voice.");
  std::vector<VoiceMix::Part> parts;
  const std::lock_guard lock(mutex_);
  for (const auto& [name, weight] : terms) {
    if (!std::isfinite(weight))
      throw Error(ErrorCode::kInvalidInput, "Expected a finite weight for voice '" + name + "'.");
    const auto found = packs_.find(name);
    if (found == packs_.end()) throw Error(ErrorCode::kVoiceNotFound, "Voice '" + name + "' not found.");
    parts.push_back({found->second, weight});
  }
  return VoiceMix(std::move(parts));
}

}  // namespace tts
