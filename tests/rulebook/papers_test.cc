// rules/papers.toml: the words of office papers.
#include <gtest/gtest.h>

#include <algorithm>

#include "rulebook/load.h"
#include "support/small_rules.h"

namespace oit::rulebook {
namespace {

using support::SmallRules;

constexpr const char* kHead = "pass_mark = 85\nstrength_mark = 90\nmethod = \"จัดทำ\"\n";
constexpr const char* kSurvey =
    "[[survey]]\ninstrument = \"IIT\"\nquestion = \"i\"\nindicators = [\"ก\", \"ข\"]\n";
constexpr const char* kMeasure =
    "[[measure]]\nform = \"measures\"\nname = \"น\"\nsteps = [\"ส\"]\ntopics = [\"laws\"]\n";

Result<model::PaperRules> read(const std::string& content) {
  SmallRules rules;
  rules.write("papers.toml", content);
  return load_papers(rules.folder());
}

std::string complaint(const std::string& content) {
  const auto papers = read(content);
  return papers ? "was read" : papers.error().message;
}

TEST(LoadPapers, TheShippedWordsLoadAndCoverEveryForm) {
  const auto papers = load_papers(OIT_SOURCE_DIR "/rules");
  ASSERT_TRUE(papers) << papers.error().message;
  for (const char* form : {"status", "results7", "results6", "measures"})
    EXPECT_TRUE(std::ranges::any_of(papers->measures, [&](const auto& measure) {
      return measure.form == form;
    })) << form;
  EXPECT_EQ(papers->surveys.size(), 2U);
  EXPECT_EQ(papers->pass_mark, 85);
}

TEST(LoadPapers, ReadsAMeasureWithItsRounds) {
  const auto papers = read(std::string(kHead) + kSurvey + kMeasure + "rounds = [3, 12]\n");
  ASSERT_TRUE(papers) << papers.error().message;
  ASSERT_EQ(papers->measures.size(), 1U);
  EXPECT_EQ(papers->measures[0].rounds, (std::vector<int>{3, 12}));
  EXPECT_EQ(papers->surveys[0].indicators.size(), 2U);
}

TEST(LoadPapers, RefusesWhatCannotBe) {
  const std::string good = std::string(kHead) + kSurvey;
  const std::pair<std::string, const char*> wrong[] = {
      {"", "pass_mark"},
      {good + "x = 1\n", "x"},
      {good + "[[measure]]\nform = \"letter\"\nname = \"น\"\nsteps = [\"ส\"]\n", "letter"},
      {good + "[[measure]]\nform = \"measures\"\nname = \"น\"\nsteps = []\n", "steps"},
      {good +
           "[[measure]]\nform = \"status\"\ninstrument = \"OIT\"\nname = \"น\"\nsteps = [\"ส\"]\n",
       "\"OIT\" is no survey"},
      {good +
           "[[measure]]\nform = \"measures\"\nname = \"น\"\nsteps = [\"ส\"]\ntopics = [\"nix\"]\n",
       "there is no topic \"nix\""},
      {good + kMeasure + "rounds = [6, 3]\n", "months from 1 to 12"},
      {good + kMeasure + "rounds = [13]\n", "months from 1 to 12"},
      {good + kMeasure + "feature = \"eit_link\"\n", "outcome"},
      {good + "[[chain]]\nagency_type = \"sao\"\nposts = [\"ปลัด\"]\n", "expected 4 posts"},
  };
  for (const auto& [content, says] : wrong)
    EXPECT_NE(complaint(content).find(says), std::string::npos)
        << says << ": " << complaint(content);
  SmallRules none;
  none.remove("papers.toml");
  EXPECT_FALSE(load_papers(none.folder()));
}

}  // namespace
}  // namespace oit::rulebook
