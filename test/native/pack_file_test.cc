// Packs as PyTorch and NumPy write them. The archives are made here, byte by byte.
#include "voice/pack_file.h"

#include <gtest/gtest.h>

#include <cstring>
#include <stdexcept>
#include <string>

#include "base/error.h"
#include "base/units.h"
#include "temporary_folder.h"
#include "voice/voice_library.h"

namespace tts {
namespace {

std::string number(std::uint64_t value, std::size_t size) {
  std::string bytes;
  for (std::size_t i = 0; i < size; ++i, value >>= 8) bytes += static_cast<char>(value & 0xFF);
  return bytes;
}

std::string raw(const std::vector<float>& values) {
  return {reinterpret_cast<const char*>(values.data()), values.size() * sizeof(float)};
}

struct Member {
  std::string name;
  std::string bytes;
  std::uint32_t method = 0;
};

std::string joined(const std::vector<std::string>& parts) {
  std::string all;
  for (const std::string& part : parts) all += part;
  return all;
}

/// A zip archive; checksums are left out, nobody looks at them.
std::string zip(const std::vector<Member>& members) {
  std::string archive;
  std::string directory;
  for (const auto& [name, bytes, method] : members) {
    const auto size = number(static_cast<std::uint32_t>(bytes.size()), 4);
    const auto fields = joined({number(20, 2), number(0, 2), number(method, 2), number(0, 8), size, size});
    const auto lengths = number(static_cast<std::uint32_t>(name.size()), 2);
    const auto offset = number(static_cast<std::uint32_t>(archive.size()), 4);
    directory += joined({number(0x02014b50, 4), number(20, 2), fields, lengths, number(0, 12), offset, name});
    archive += joined({number(0x04034b50, 4), fields, lengths, number(3, 2), name, "pad", bytes});
  }
  const auto count = number(static_cast<std::uint32_t>(members.size()), 2);
  return archive + directory + number(0x06054b50, 4) + number(0, 4) + count + count +
         number(static_cast<std::uint32_t>(directory.size()), 4) +
         number(static_cast<std::uint32_t>(archive.size()), 4) + number(0, 2);
}

std::string numpy(const std::string& type, const std::vector<float>& values) {
  const std::string header = "{'descr': '" + type + "', 'fortran_order': False, 'shape': (510, 1, 256), }\n";
  return "\x93NUMPY\x01" + std::string(1, '\0') + number(static_cast<std::uint32_t>(header.size()), 2) +
         header + raw(values);
}

std::vector<float> pack() {
  std::vector<float> values(kMaxPhonemes * kStyleSize);
  for (std::size_t i = 0; i < values.size(); ++i) values[i] = static_cast<float>(i % 1000);
  return values;
}

class PackFileTest : public testing::Test {
 protected:
  std::filesystem::path write(const std::string& name, const std::string& bytes) {
    std::ofstream(folder_.path() / name, std::ios::binary) << bytes;
    return folder_.path() / name;
  }
  TemporaryFolder folder_;
};

TEST_F(PackFileTest, ReadsWhatPyTorchWrites) {
  const auto file = write("a.pt", zip({{"archive/data.pkl", "..."}, {"archive/data/0", raw(pack())}}));
  EXPECT_EQ(read_packed(file), pack());
}

TEST_F(PackFileTest, ReadsWhatNumPyWrites) {
  EXPECT_EQ(read_packed(write("a.npy", numpy("<f4", pack()))), pack());
  EXPECT_EQ(read_packed(write("a.npz", zip({{"voice.npy", numpy("<f4", pack())}}))), pack());
}

TEST_F(PackFileTest, SaysWhatItCannotRead) {
  const auto reason = [](const std::filesystem::path& file) -> std::string {
    try {
      static_cast<void>(read_packed(file));
    } catch (const std::runtime_error& error) {
      return error.what();
    }
    return "";
  };
  EXPECT_EQ(reason(write("a.pt", "no archive at all, surely")), "no zip archive");
  EXPECT_EQ(reason(write("b.pt", "")), "no zip archive");
  EXPECT_EQ(reason(write("c.pt", zip({{"archive/data.pkl", ""}}))), "no member */data/0 in the archive");
  EXPECT_EQ(reason(write("d.npz", zip({{"v.npy", "x", 8}}))), "its numbers are compressed");
  EXPECT_EQ(reason(write("e.npy", numpy("<f8", {}))), "expected float32 numbers in C order");
  EXPECT_EQ(reason(write("f.npy", "text")), "no NumPy array");
  EXPECT_EQ(reason(folder_.path() / "missing.pt"), "No such file or directory");
}

TEST_F(PackFileTest, NeverReadsBehindABrokenArchive) {
  const std::string whole = zip({{"archive/data/0", raw(pack()).substr(0, 64)}});
  for (std::size_t cut = 1; cut < whole.size(); ++cut)
    EXPECT_THROW(static_cast<void>(read_packed(write("cut.pt", whole.substr(cut)))), std::runtime_error)
        << cut;
  for (std::size_t at = 0; at < whole.size(); ++at) {
    std::string damaged = whole;
    damaged[at] = static_cast<char>(0xff);
    try {
      EXPECT_LE(read_packed(write("damaged.pt", damaged)).size(), 16U);
    } catch (const std::runtime_error&) {
      continue;  // said, not crashed
    }
  }
}

TEST_F(PackFileTest, IsListedUnderItsNameAndSpeaks) {
  write("raw.bin", raw(pack()));
  write("torch.pt", zip({{"archive/data/0", raw(pack())}}));
  write("numpy.npz", zip({{"voice.npy", numpy("<f4", pack())}}));
  write("raw.pt", "not looked at: raw.bin is there");
  const VoiceLibrary library(folder_.path());
  EXPECT_EQ(library.names(), (std::vector<std::string>{"numpy", "raw", "torch"}));
  const VoiceTerm term{"torch", 1.0F};
  EXPECT_FLOAT_EQ(library.mix({&term, 1}).style(0, 3).back(), static_cast<float>((3 * 256 + 255) % 1000));
}

TEST_F(PackFileTest, IsRefusedWithAWrongSize) {
  write("small.pt", zip({{"archive/data/0", std::string(1024, 'x')}}));
  EXPECT_THROW(VoiceLibrary library(folder_.path()), Error);
}

}  // namespace
}  // namespace tts
