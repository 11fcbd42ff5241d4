#include "match/phrase_table.h"

#include <gtest/gtest.h>

#include <algorithm>

#include "match/expand.h"

namespace oit::match {
namespace {

model::Rulebook rulebook() {
  model::Rulebook rules;
  rules.year.fiscal_year = 2566;
  rules.spellings = {{"กฎ", {"กฏ"}}, {"โปร่งใส", {"โปรงใส", "โปร่งไส"}}};
  model::Topic topic;
  topic.proofs = {"ข้อกฎหมาย", "ปี {fy-1}"};
  topic.components.resize(1);
  topic.components[0].words = {"ลงวันที่", "ข้อกฎหมาย"};
  rules.topics = {topic};
  rules.words["nil"] = {"ไม่มีรายการ"};
  return rules;
}

TEST(PhraseTable, NumbersEveryPhraseOnce) {
  const PhraseTable table(rulebook());
  EXPECT_EQ(table.number("ข้อกฎหมาย"), 0U);
  EXPECT_EQ(table.number("ปี {fy-1}"), 1U);
  EXPECT_EQ(table.number("ลงวันที่"), 2U);
  EXPECT_EQ(table.number("ไม่มีรายการ"), 3U);
}

TEST(PhraseTable, RowsOfOnePhraseShareItsNumber) {
  const PhraseTable table(rulebook());
  const auto row = [&](std::string_view written) {
    return static_cast<std::size_t>(std::ranges::find(table.rows(), written) -
                                    table.rows().begin());
  };
  EXPECT_EQ(table.number_of_row(row("ข้อกฏหมาย")), 0U);
  EXPECT_EQ(table.number_of_row(row("ปี 2565")), 1U);
  EXPECT_EQ(table.rows().size(), 5U);
}

std::vector<std::string> expand(const model::Rulebook& rules, std::string_view phrase) {
  return Expander(rules).expand(phrase);
}

TEST(Expand, GivesTheRightSpellingFirstAndEachMistakeOnce) {
  const auto forms = expand(rulebook(), "กฎ โปร่งใส");
  EXPECT_EQ(forms.size(), 6U);
  EXPECT_EQ(forms[0], "กฎ โปร่งใส");
  EXPECT_NE(std::ranges::find(forms, "กฏ โปร่งไส"), forms.end());
}

TEST(Expand, IsBounded) {
  auto rules = rulebook();
  rules.spellings.clear();
  std::string phrase;
  for (char c = 'a'; c <= 'z'; ++c) {
    rules.spellings.push_back({std::string(1, c), {std::string(2, c)}});
    phrase += c;
  }
  EXPECT_EQ(expand(rules, phrase).size(), 32U);
}

}  // namespace
}  // namespace oit::match
