#include "phoneme/vocabulary.h"

#include <gtest/gtest.h>

namespace tts {
namespace {

TEST(Vocabulary, TurnsSymbolsIntoTheIdsTheModelWasTrainedOn) {
  const Tokens tokens = tokenize("ðə kwˈɪk!");
  EXPECT_EQ(tokens.ids, (std::vector<std::int64_t>{81, 83, 16, 53, 65, 156, 102, 53, 5}));
  EXPECT_TRUE(tokens.dropped.empty());
}

TEST(Vocabulary, ReportsEachSymbolItDoesNotKnow) {
  const Tokens tokens = tokenize("a1☃a1");
  EXPECT_EQ(tokens.ids.size(), 2U);
  EXPECT_EQ(tokens.dropped, (std::vector<std::string>{"1", "☃", "1"}));
}

TEST(Vocabulary, SurvivesBrokenUtf8) {
  for (const std::string broken :
       {"\xC9", "\xFF\xFE", "\xE2\x82", "a\x80z", "\xF5\x80\x80\x80", "\xC0\xAF"}) {
    const Tokens tokens = tokenize(broken);
    EXPECT_FALSE(tokens.dropped.empty());
    for (const std::string& symbol : tokens.dropped) EXPECT_EQ(symbol, "\uFFFD");
  }
}

TEST(Vocabulary, GivesNothingForNothing) { EXPECT_TRUE(tokenize("").ids.empty()); }

}  // namespace
}  // namespace tts
