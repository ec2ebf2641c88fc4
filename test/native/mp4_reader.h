// Finds boxes in MP4 files.
#pragma once

#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "encoded.h"

namespace tts {

struct Mp4Box {
  std::string type;
  std::size_t at = 0;
  std::size_t size = 0;
  std::size_t content_at = 0;
};

inline std::vector<Mp4Box> boxes_in(const Bytes& bytes, std::size_t from, std::size_t to) {
  std::vector<Mp4Box> boxes;
  for (std::size_t at = from; at < to;) {
    const std::size_t size = big_endian(bytes, at, 4);
    EXPECT_GE(size, 8U);
    EXPECT_LE(at + size, to);
    if (size < 8 || at + size > to) break;
    boxes.push_back({text_at(bytes, at + 4, 4), at, size, at + 8});
    at += size;
  }
  return boxes;
}

inline std::string types_of(const std::vector<Mp4Box>& boxes) {
  std::string types;
  for (const Mp4Box& box : boxes) types += (types.empty() ? "" : " ") + box.type;
  return types;
}

/// The first box at a path like `moov/trak`, looked for from byte `from` of the file on.
inline Mp4Box find_box(const Bytes& bytes, const std::string& path, std::size_t from = 0) {
  std::size_t to = bytes.size();
  Mp4Box found;
  for (std::size_t name = 0; name < path.size(); name += 5) {
    const std::string type = path.substr(name, 4);
    const std::vector<Mp4Box> boxes = boxes_in(bytes, from, to);
    const auto box = std::ranges::find(boxes, type, &Mp4Box::type);
    EXPECT_NE(box, boxes.end()) << type << " of " << path;
    if (box == boxes.end()) return {};
    found = *box;
    from = found.content_at;
    to = found.at + found.size;
  }
  return found;
}

}  // namespace tts
