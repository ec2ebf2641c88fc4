#include "model/generator/weights.h"

#include <fcntl.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include <fstream>
#include <sstream>
#include <system_error>

#include "base/error.h"

namespace tts {
namespace {

constexpr const char* kPlan = "generator.plan";
constexpr const char* kHeader = "kokoro-generator 1";

std::span<const std::byte> map_file(const std::filesystem::path& file) {
  const int descriptor = open(file.c_str(), O_RDONLY | O_CLOEXEC);
  struct stat status {};
  void* mapped = MAP_FAILED;
  if (descriptor >= 0 && fstat(descriptor, &status) == 0 && status.st_size > 0) {
    mapped = mmap(nullptr, static_cast<std::size_t>(status.st_size), PROT_READ, MAP_PRIVATE, descriptor, 0);
  }
  const int reason = errno;
  if (descriptor >= 0) close(descriptor);
  if (mapped == MAP_FAILED) {
    throw Error(ErrorCode::kModelLoadFailed, file.string() + ": " + std::generic_category().message(reason));
  }
  return {static_cast<const std::byte*>(mapped), static_cast<std::size_t>(status.st_size)};
}

}  // namespace

bool GeneratorWeights::exist(const std::filesystem::path& folder) {
  return std::filesystem::exists(folder / kPlan);
}

GeneratorWeights::GeneratorWeights(const std::filesystem::path& folder)
    : mapped_(map_file(folder / "weights.bin")) {
  read_plan(folder / kPlan);
}

GeneratorWeights::~GeneratorWeights() {
  munmap(const_cast<std::byte*>(mapped_.data()),
         mapped_.size());  // munmap takes a pointer to what it may change
}

void GeneratorWeights::read_plan(const std::filesystem::path& file) {
  std::ifstream lines(file);
  std::string line;
  const auto refuse = [&](const std::string& why) {
    throw Error(ErrorCode::kModelLoadFailed, file.string() + ": " + why + " in line: " + line);
  };
  if (!std::getline(lines, line) || line != kHeader) refuse("expected \"" + std::string(kHeader) + "\"");
  while (std::getline(lines, line)) {
    std::istringstream words(line);
    std::string kind;
    std::string name;
    words >> kind >> name;
    if (kind == "number") {
      double value = 0.0;
      if (!(words >> value)) refuse("no number");
      numbers_[name] = value;
      continue;
    }
    std::size_t offset = 0;
    if (kind != "tensor" || !(words >> offset)) refuse("neither tensor nor number");
    Tensor tensor;
    std::size_t count = 1;
    for (std::size_t size = 0; words >> size;) {
      tensor.shape.push_back(size);
      if (size == 0 || count > mapped_.size() / size) refuse("a shape beyond the file");
      count *= size;
    }
    if (offset % alignof(float) != 0 || offset > mapped_.size() ||
        count * sizeof(float) > mapped_.size() - offset) {
      refuse("a place beyond weights.bin");
    }
    tensor.values = {reinterpret_cast<const float*>(mapped_.data() + offset), count};
    tensors_.emplace(name, std::move(tensor));
  }
}

const GeneratorWeights::Tensor& GeneratorWeights::tensor(const std::string& name) const {
  const auto found = tensors_.find(name);
  if (found == tensors_.end())
    throw Error(ErrorCode::kModelLoadFailed, "generator.plan: no tensor " + name + ".");
  return found->second;
}

double GeneratorWeights::number(const std::string& name) const {
  const auto found = numbers_.find(name);
  if (found == numbers_.end())
    throw Error(ErrorCode::kModelLoadFailed, "generator.plan: no number " + name + ".");
  return found->second;
}

}  // namespace tts
