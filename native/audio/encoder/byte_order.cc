#include "audio/encoder/byte_order.h"

namespace tts {

void append(Bytes& bytes, std::string_view text) { bytes.insert(bytes.end(), text.begin(), text.end()); }

void append(Bytes& bytes, const Bytes& more) { bytes.insert(bytes.end(), more.begin(), more.end()); }

void append_zeros(Bytes& bytes, std::size_t count) { bytes.resize(bytes.size() + count, 0); }

}  // namespace tts
