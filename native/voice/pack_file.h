// Reads style packs that are not raw numbers: PyTorch's, NumPy's.
#pragma once

#include <filesystem>
#include <vector>

namespace tts {

/// True for NAME.pt, NAME.npy and NAME.npz.
[[nodiscard]] bool is_packed(const std::filesystem::path& file);

/// The float32 numbers of the file's one array, in row-major order. Throws std::runtime_error telling what is
/// wrong.
[[nodiscard]] std::vector<float> read_packed(const std::filesystem::path& file);

}  // namespace tts
