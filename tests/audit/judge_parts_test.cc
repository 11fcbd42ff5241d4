// Items of later lists that need several things: O21 of 2568 is an announcement of the year and an
// activity in it, O16 a code in force and what was done, O6 a plan and its progress.
#include <gtest/gtest.h>

#include "audit/score.h"
#include "support/later_rules.h"

namespace oit::audit {
namespace {

using model::Status;
using support::day;
using support::finding_of;
using support::reasons_of;

class Parts : public testing::Test {
 protected:
  void announce(const char* year) {
    support::page_about(site_, rules_, "/announcement",
                        std::string("ประกาศเจตนารมณ์นโยบาย No Gift Policy ปีงบประมาณ พ.ศ. ") + year,
                        "no-gift-announcement");
  }
  void act(const char* year) {
    support::page_about(site_, rules_, "/activity",
                        std::string("การสร้างวัฒนธรรม No Gift Policy ปีงบประมาณ พ.ศ. ") + year,
                        "no-gift-culture");
  }
  model::Finding o21() { return finding_of(judge(), "O21"); }
  model::Report judge(text::Day as_of = day(2025, 4, 20)) {
    return support::judge_by(site_, rules_, as_of);
  }

  const support::ShippedRules& rules_ = support::shipped_for("ita-2568");
  support::SiteBuilder site_;
};

TEST_F(Parts, BothThereArePublishedAndBothAreEvidence) {
  announce("2568");
  act("2568");
  const auto found = o21();
  EXPECT_EQ(found.status, Status::published) << reasons_of(found);
  EXPECT_EQ(found.evidence.size(), 2U);
  ASSERT_GE(found.components.size(), 2U);
  EXPECT_EQ(found.components[0].id, "no-gift-announcement");
  EXPECT_EQ(found.components[0].met, true);
  EXPECT_EQ(found.required.code, "DECLARE_AND_DONE_FY");
}

TEST_F(Parts, OneOfTwoIsIncompleteAndTheOtherIsNamed) {
  announce("2568");
  const auto found = o21();
  EXPECT_EQ(found.status, Status::incomplete) << reasons_of(found);
  ASSERT_GE(found.components.size(), 2U);
  EXPECT_EQ(found.components[1].id, "no-gift-culture");
  EXPECT_EQ(found.components[1].met, false);
  EXPECT_EQ(found.topic, "no-gift-announcement") << "the same in every run";
  EXPECT_EQ(found.role, "legal") << "who must act is whose part is not there";
}

TEST_F(Parts, NoneIsMissing) { EXPECT_EQ(o21().status, Status::missing); }

TEST_F(Parts, OneOfLastYearIsStale) {
  announce("2568");
  act("2567");
  EXPECT_EQ(o21().status, Status::stale) << reasons_of(o21());
}

TEST_F(Parts, RulesInForceNeedNoYearButWhatWasDoneDoes) {
  support::page_about(site_, rules_, "/code", "ประมวลจริยธรรม พ.ศ. 2564", "ethics-code");
  support::page_about(site_, rules_, "/driving", "การขับเคลื่อนจริยธรรม ปีงบประมาณ พ.ศ. 2568",
                      "ethics-promotion");
  const auto found = finding_of(judge(), "O16");
  EXPECT_EQ(found.status, Status::published) << reasons_of(found);
}

TEST_F(Parts, ProgressIsNotDueBeforeAprilWhenThePlanIsThere) {
  support::page_about(site_, rules_, "/plan", "แผนการดำเนินงาน ประจำปีงบประมาณ พ.ศ. 2568",
                      "annual-plan");
  EXPECT_EQ(finding_of(judge(day(2024, 12, 1)), "O6").status, Status::not_due);
  EXPECT_EQ(finding_of(judge(day(2025, 4, 20)), "O6").status, Status::incomplete);
}

TEST_F(Parts, APaperOfBothServesBoth) {
  support::page_about(site_, rules_, "/both", "แผนและความก้าวหน้าในการดำเนินงาน ปีงบประมาณ พ.ศ. 2568",
                      "plan-and-progress");
  const auto found = finding_of(judge(), "O6");
  EXPECT_EQ(found.status, Status::published) << reasons_of(found);
  EXPECT_EQ(found.evidence.size(), 1U) << "told once";
}

TEST_F(Parts, SubjectsBesideAnItemAreToldAndNeverAsked) {
  const auto contact = finding_of(judge(), "O3");
  const auto beside = std::ranges::find(contact.components, "q-and-a", &model::ComponentResult::id);
  ASSERT_NE(beside, contact.components.end());
  EXPECT_EQ(beside->met, std::nullopt);
  EXPECT_TRUE(beside->advised);
}

TEST_F(Parts, AFindingCarriesWhatItsRuleStandsOn) {
  const auto found = o21();
  EXPECT_EQ(found.basis, model::Basis::single);
  EXPECT_FALSE(found.basis_note.th.empty());
  EXPECT_FALSE(found.warns);
  EXPECT_TRUE(finding_of(judge(), "O22").warns) << "its year is not known from a source";
}

TEST(Warnings, AskForNothingAndLoseNoPoints) {
  const auto& rules = support::shipped_for("ita-2567");
  const support::SiteBuilder empty;
  const auto report = support::judge_by(empty, rules, day(2024, 4, 20));
  ASSERT_EQ(report.findings.size(), 35U);
  for (const auto& finding : report.findings) {
    EXPECT_TRUE(finding.warns) << finding.id;
    EXPECT_FALSE(needs_work(finding)) << finding.id;
  }
  EXPECT_EQ(report.score.points_lost, 0);
  EXPECT_TRUE(needs_work(finding_of(
      support::judge_by(empty, support::shipped_for("ita-2568"), day(2025, 4, 20)), "O1")));
}

TEST(Provisional, ListSaysWhoseItIs) {
  const support::SiteBuilder empty;
  const auto report = support::judge_by(empty, support::shipped_for("ita-2570"), day(2026, 11, 28));
  EXPECT_TRUE(report.provisional);
  EXPECT_EQ(report.based_on, 2569);
  EXPECT_EQ(report.findings.size(), 26U);
}

TEST(Levels, AreThoseThisInstrumentLeavesInReach) {
  const auto& year = support::shipped_for("ita-2569").rulebook.year;
  const auto band_with = [&](std::size_t lost) {
    std::vector<model::Finding> findings;
    for (std::size_t i = 0; i < year.items.size(); ++i) {
      model::Finding one;
      one.id = year.items[i].id;
      one.sub_indicator = year.items[i].sub_indicator;
      one.status = i + lost < year.items.size() ? Status::published : Status::missing;
      findings.push_back(one);
    }
    return score(findings, year);
  };
  EXPECT_EQ(band_with(0).band, "excellent");
  EXPECT_EQ(band_with(0).level.th, "ผ่านดีเยี่ยม");
  EXPECT_TRUE(band_with(0).open) << "the others decide too";
  EXPECT_EQ(band_with(1).band, "good") << "93.75 here bars excellence";
  EXPECT_EQ(band_with(3).band, "passed") << "81.25 here: never passed well";
  EXPECT_EQ(band_with(26).band, "urgent") << "60 of 100 at most";
}

}  // namespace
}  // namespace oit::audit
