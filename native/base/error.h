#pragma once

#include <stdexcept>
#include <string>

namespace tts {

// Every failure that can leave the native side. The names travel to JS as `error.code`;
// each has a row in src/errors.ts.
enum class ErrorCode {
  kInvalidInput,
  kVoiceNotFound,
  kModelLoadFailed,
  kInferenceFailed,
  kEncoderFailed,
  kQueueFull,
  kCancelled,
  kEngineClosed,
};

class Error : public std::runtime_error {
 public:
  Error(ErrorCode code, const std::string& message) : std::runtime_error(message), code_(code) {}
  [[nodiscard]] ErrorCode code() const noexcept { return code_; }

 private:
  ErrorCode code_;
};

[[nodiscard]] constexpr const char* to_string(ErrorCode code) noexcept {
  switch (code) {
    case ErrorCode::kInvalidInput:
      return "INVALID_INPUT";
    case ErrorCode::kVoiceNotFound:
      return "VOICE_NOT_FOUND";
    case ErrorCode::kModelLoadFailed:
      return "MODEL_LOAD_FAILED";
    case ErrorCode::kInferenceFailed:
      return "INFERENCE_FAILED";
    case ErrorCode::kEncoderFailed:
      return "ENCODER_FAILED";
    case ErrorCode::kQueueFull:
      return "QUEUE_FULL";
    case ErrorCode::kCancelled:
      return "CANCELLED";
    case ErrorCode::kEngineClosed:
      return "ENGINE_CLOSED";
  }
  return "UNKNOWN";
}

}  // namespace tts
