#include "voice/voice_library.h"

#include <gtest/gtest.h>

#include <limits>
#include <string>
#include <thread>

#include "base/error.h"
#include "temporary_folder.h"

namespace tts {
namespace {

// Every number of row r is `base + r`.
std::vector<float> pack(float base, std::size_t rows = kMaxPhonemes) {
  std::vector<float> values;
  for (std::size_t row = 0; row < rows; ++row)
    values.insert(values.end(), kStyleSize, base + static_cast<float>(row));
  return values;
}

class VoiceLibraryTest : public testing::Test {
 protected:
  VoiceLibraryTest() {
    folder_.write("zf_b.bin", pack(1000));
    folder_.write("af_a.bin", pack(0, kMaxPhonemes + 1));
  }
  Style style_of(std::vector<VoiceTerm> terms, std::size_t timbre, std::size_t prosody) {
    return VoiceLibrary(folder_.path()).mix(terms).style(timbre, prosody);
  }
  TemporaryFolder folder_;
};

TEST_F(VoiceLibraryTest, ListsVoicesSorted) {
  EXPECT_EQ(VoiceLibrary(folder_.path()).names(), (std::vector<std::string>{"af_a", "zf_b"}));
}

TEST_F(VoiceLibraryTest, TakesTimbreAndProsodyFromTheirOwnRows) {
  const Style style = style_of({{"af_a", 1.0F}}, 120, 7);
  EXPECT_FLOAT_EQ(style.front(), 120.0F);
  EXPECT_FLOAT_EQ(style[kTimbreSize - 1], 120.0F);
  EXPECT_FLOAT_EQ(style[kTimbreSize], 7.0F);
  EXPECT_FLOAT_EQ(style.back(), 7.0F);
}

TEST_F(VoiceLibraryTest, MixesByWeightAndSubtracts) {
  EXPECT_FLOAT_EQ(style_of({{"af_a", 0.25F}, {"zf_b", 0.75F}}, 4, 4).front(), 0.25F * 4 + 0.75F * 1004);
  EXPECT_FLOAT_EQ(style_of({{"zf_b", 0.5F}, {"af_a", -0.5F}}, 4, 4).front(), 500.0F);
}

TEST_F(VoiceLibraryTest, NeverReadsBehindTheLastRow) {
  EXPECT_FLOAT_EQ(style_of({{"zf_b", 1.0F}}, 99'999, 510).front(), 1509.0F);
}

TEST_F(VoiceLibraryTest, OutlivesItsLibrary) {
  const auto mix = [&] {
    const VoiceTerm term{"af_a", 1.0F};
    return VoiceLibrary(folder_.path()).mix({&term, 1});
  }();
  EXPECT_FLOAT_EQ(mix.style(3, 3).front(), 3.0F);
}

ErrorCode code_of(const auto& act) {
  try {
    act();
  } catch (const Error& error) {
    return error.code();
  }
  ADD_FAILURE() << "expected an error";
  return ErrorCode::kInvalidInput;
}

TEST_F(VoiceLibraryTest, RefusesWhatItCannotMix) {
  EXPECT_EQ(code_of([&] { style_of({{"nope", 1.0F}}, 0, 0); }), ErrorCode::kVoiceNotFound);
  EXPECT_EQ(code_of([&] { style_of({}, 0, 0); }), ErrorCode::kInvalidInput);
  const float nan = std::numeric_limits<float>::quiet_NaN();
  EXPECT_EQ(code_of([&] { style_of({{"af_a", nan}}, 0, 0); }), ErrorCode::kInvalidInput);
}

TEST_F(VoiceLibraryTest, RefusesFoldersThatHoldNoUsableVoice) {
  const auto open = [](const std::filesystem::path& path) { return [path] { VoiceLibrary library(path); }; };
  EXPECT_EQ(code_of(open(folder_.path() / "missing")), ErrorCode::kModelLoadFailed);
  const TemporaryFolder empty;
  EXPECT_EQ(code_of(open(empty.path())), ErrorCode::kModelLoadFailed);
  folder_.write("short.bin", {1.0F, 2.0F});
  EXPECT_EQ(code_of(open(folder_.path())), ErrorCode::kModelLoadFailed);
}

TEST_F(VoiceLibraryTest, FindsPacksThatComeLater) {
  const VoiceLibrary library(folder_.path());
  folder_.write("late.bin", {1.0F, 2.0F});  // still being written
  EXPECT_EQ(library.names(), (std::vector<std::string>{"af_a", "zf_b"}));
  folder_.write("late.bin", pack(7));
  EXPECT_EQ(library.names(), (std::vector<std::string>{"af_a", "late", "zf_b"}));
  const VoiceTerm term{"late", 1.0F};
  EXPECT_FLOAT_EQ(library.mix({&term, 1}).style(0, 0).front(), 7.0F);
}

TEST_F(VoiceLibraryTest, KeepsAPackWhoseFileIsGone) {
  const VoiceLibrary library(folder_.path());
  std::filesystem::remove(folder_.path() / "zf_b.bin");
  EXPECT_EQ(library.names(), (std::vector<std::string>{"af_a", "zf_b"}));
}

TEST_F(VoiceLibraryTest, MaySpeakWhileItLooks) {
  const VoiceLibrary library(folder_.path());
  std::jthread reader([&](const std::stop_token& stop) {
    const VoiceTerm term{"af_a", 1.0F};
    while (!stop.stop_requested()) EXPECT_FLOAT_EQ(library.mix({&term, 1}).style(2, 2).front(), 2.0F);
  });
  for (int i = 0; i < 20; ++i) {
    folder_.write("new_" + std::to_string(i) + ".bin", pack(static_cast<float>(i)));
    EXPECT_EQ(library.names().size(), 3U + static_cast<std::size_t>(i));
  }
}

}  // namespace
}  // namespace tts
