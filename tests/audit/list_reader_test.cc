// Whose numbers an index page shows: another year's, another sector's, or the ones assessed.
#include "audit/list_reader.h"

#include <gtest/gtest.h>

#include "audit/candidate.h"
#include "match/item_number.h"
#include "support/later_rules.h"

namespace oit::audit {
namespace {

using support::SiteBuilder;

class OtherLists : public testing::Test {
 protected:
  /// An index page that states `year` (0: none) with the first `rows` numbers and titles of the
  /// list `id`.
  model::PageFacts& index(int year, const char* id, int rows = 12) {
    SiteBuilder::link(site_.home(), "/ita", "ITA").collecting = true;
    auto& page = site_.page("/ita");
    page.is_index = page.collects = true;
    page.index_year = year;
    for (const auto& item : support::shipped_for(id).rulebook.year.items) {
      if (item.number > rows) break;
      auto& link = SiteBuilder::link(page, "/d" + std::to_string(item.number), "เปิด");
      link.codes = {item.number};
      link.by_row = {{item.topics.front(), 20, true}};
    }
    return page;
  }

  model::Report judge() { return support::judge_by(site_, rules_, support::day(2026, 12, 1)); }

  std::string told(std::string_view category) {
    for (const auto& problem : judge().problems)
      if (problem.category == category) return problem.text.en;
    return {};
  }

  const support::ShippedRules& rules_ = support::shipped_for("ita-2570");
  SiteBuilder site_;
};

TEST_F(OtherLists, LastYearsIndexIsToldOnceAndNotInEveryFinding) {
  index(2568, "ita-2568");
  EXPECT_EQ(told("other_list").find("this index is the 2568 list (28 items)"), 0U)
      << told("other_list");
  for (const auto& finding : judge().findings)
    EXPECT_TRUE(finding.conflicts.empty()) << finding.id << support::reasons_of(finding);
}

TEST_F(OtherLists, TheIndexOfTheYearIsNoProblem) {
  index(2570, "ita-2570");
  EXPECT_EQ(told("other_list"), "");
}

TEST_F(OtherLists, YearsMovedOnOverOldNumbersAreSeenByTheRows) {
  index(2570, "ita-2568", 28);
  EXPECT_NE(told("other_list").find("says 2570, but its numbers are those of the 2568 list"),
            std::string::npos)
      << told("other_list");
}

TEST_F(OtherLists, AnIndexWithoutAYearIsReadByTheTableItsRowsFit) {
  auto& page = index(0, "ita-2566");
  const auto facts = site_.facts();
  const CandidateSet set(facts, rules_.rulebook);
  EXPECT_EQ(set.lists().table_of(facts.pages.at(1), 0), 2566);
  page.links.resize(3);
  const auto few = site_.facts();
  EXPECT_EQ(CandidateSet(few, rules_.rulebook).lists().table_of(few.pages.at(1), 0), 2570)
      << "three rows are no list";
}

TEST_F(OtherLists, AVocationalCollegesPageIsNeverReadByTheNaccsNumbers) {
  auto& page = index(2570, "ita-2570", 6);
  page.headings = {"การเปิดเผยข้อมูลสาธารณะ OIT 2569 สถานศึกษาอาชีวศึกษา"};
  const auto facts = site_.facts();
  EXPECT_EQ(CandidateSet(facts, rules_.rulebook).lists().table_of(facts.pages.at(1), 2570), 0);
  EXPECT_NE(told("sector_list").find("its numbers are not used"), std::string::npos);
}

TEST_F(OtherLists, FormsWithAPrefixOfTheirOwnAreKnownByIt) {
  auto& page = site_.page("/moit");
  page.collects = true;
  for (int n = 1; n <= 5; ++n)
    SiteBuilder::link(page, "/m" + std::to_string(n), "MOIT " + std::to_string(n) + " มาตรการ");
  EXPECT_NE(told("sector_list").find("MOIT"), std::string::npos) << told("sector_list");
  page.links.resize(1);
  EXPECT_EQ(told("sector_list"), "") << "a stray heading is a mistake, not a list";
}

TEST_F(OtherLists, AnAgencyOfAnotherSectorGetsNoScore) {
  model::SiteProfile college;
  college.agency_type = "vocational-college";
  const auto report = support::judge_by(site_, rules_, support::day(2026, 12, 1), college);
  EXPECT_FALSE(report.score.given);
  EXPECT_EQ(report.score.band, "");
  EXPECT_TRUE(judge().score.given);
  model::SiteProfile school;
  school.agency_type = "school";
  EXPECT_TRUE(
      support::judge_by(site_, support::shipped_for("ita-2567"), support::day(2024, 4, 1), school)
          .score.given)
      << "in 2567 schools used the NACC's list";
}

TEST_F(OtherLists, ANumberThatIsOnlyInferredIsNeverHeldAgainstARow) {
  auto& page = index(2567, "ita-2567", 6);
  auto& row = SiteBuilder::link(page, "/wrong", "เปิด");
  row.codes = {14};  // inferred: the list of procurements
  row.by_row = {support::hit("executives")};
  site_.page("/wrong");
  for (const auto& finding : judge().findings)
    EXPECT_TRUE(finding.conflicts.empty()) << finding.id << support::reasons_of(finding);
}

}  // namespace
}  // namespace oit::audit
