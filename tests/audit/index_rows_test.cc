// Rows of an agency's own ITA index page: subject before number, each year's numbers by its table.
#include <gtest/gtest.h>

#include "match/item_number.h"
#include "support/facts_builder.h"

namespace oit::audit {
namespace {

using model::Status;
using support::reasons_of;
using support::SiteBuilder;

/// A site with an index page of `year`.
class IndexRows : public testing::Test {
 protected:
  model::PageFacts& index(int year, const char* from_label = "ITA") {
    SiteBuilder::link(site_.home(), "/ita", from_label).collecting = true;
    auto& page = site_.page("/ita");
    page.is_index = true;
    page.index_year = year;
    page.from_label = from_label;
    return page;
  }

  /// A row that shows `number` and links to a PDF called "เปิด" whose title says `title`.
  void row(model::PageFacts& page, int number, const char* topic, const char* title) {
    auto& link = SiteBuilder::link(page, "/row.pdf", "เปิด");
    link.codes = {number};
    if (*topic != '\0') link.by_row = {support::hit(topic)};
    auto& file = site_.pdf("/row.pdf");
    if (*title != '\0') support::add_title(file, title);
  }

  SiteBuilder site_;
};

TEST_F(IndexRows, ANumberAloneIsReadByTheTableOfItsYear) {
  // O21 of 2566 is the monthly summary, O21 of 2565 the procurement plan.
  const auto& rules = support::shipped();
  ASSERT_EQ(match::topics_of_number(rules.rulebook, 2565, 21),
            std::vector{rules.topic("procurement-plan")});
  row(index(2565), 21, "", "แผนการจัดซื้อจัดจ้าง ปีงบประมาณ 2566");
  const auto plan = site_.item("O19");
  EXPECT_EQ(plan.evidence.size(), 1U) << reasons_of(plan);
  EXPECT_TRUE(site_.item("O21").evidence.empty()) << reasons_of(site_.item("O21"));
}

TEST_F(IndexRows, ANumberOfTheChosenYearsListIsReadByItsTable) {
  row(index(2566), 19, "", "");
  EXPECT_EQ(site_.item("O19").evidence.size(), 1U) << reasons_of(site_.item("O19"));
  EXPECT_TRUE(site_.item("O21").evidence.empty());
}

TEST_F(IndexRows, TheYearIsThatOfTheLinkThatLedThereWhenThePageNamesNone) {
  row(index(0, "ITA ประจำปี 2565"), 21, "", "");
  const auto plan = site_.item("O19");
  ASSERT_EQ(plan.evidence.size(), 1U) << reasons_of(plan);
  EXPECT_TRUE(site_.item("O21").evidence.empty());
}

TEST_F(IndexRows, AnAccordionsYearComesBeforeThePages) {
  auto& page = index(2566);
  row(page, 21, "", "");
  page.links.back().context_periods = text::find_periods("ปี 2565");
  EXPECT_EQ(site_.item("O19").evidence.size(), 1U) << reasons_of(site_.item("O19"));
  EXPECT_TRUE(site_.item("O21").evidence.empty());
}

TEST_F(IndexRows, AColumnsYearComesFirst) {
  auto& page = index(2566);
  row(page, 21, "", "");
  page.links.back().context_periods = text::find_periods("ปี 2566");
  page.links.back().column_periods = text::find_periods("ปี 2565");
  EXPECT_EQ(site_.item("O19").evidence.size(), 1U) << reasons_of(site_.item("O19"));
}

TEST_F(IndexRows, TheTitleWinsOverTheNumberAndTheConflictIsReported) {
  // O21 of 2566 is the monthly summary, but the row calls its paper the procurement plan.
  row(index(2566), 21, "procurement-plan", "แผนการจัดซื้อจัดจ้าง ปีงบประมาณ 2566");
  const auto plan = site_.item("O19");
  EXPECT_EQ(plan.evidence.size(), 1U) << reasons_of(plan);
  ASSERT_EQ(plan.conflicts.size(), 1U);
  EXPECT_NE(plan.conflicts[0].en.find("O21"), std::string::npos);
  EXPECT_NE(plan.conflicts[0].en.find("2566"), std::string::npos);
  EXPECT_EQ(site_.item("O21").status, Status::missing);
}

TEST_F(IndexRows, AnOldNumberThatMeansTheSameSubjectIsNoConflict) {
  row(index(2565), 21, "procurement-plan", "แผนการจัดซื้อจัดจ้าง ปีงบประมาณ 2566");
  const auto plan = site_.item("O19");
  EXPECT_EQ(plan.evidence.size(), 1U);
  for (const auto& conflict : plan.conflicts)
    EXPECT_EQ(conflict.en.find("O21"), std::string::npos) << conflict.en;
}

TEST_F(IndexRows, NumbersOnOtherPagesMeanNothing) {
  auto& page = index(2566);
  page.is_index = false;
  row(page, 19, "", "");
  EXPECT_EQ(site_.item("O19").status, Status::missing) << reasons_of(site_.item("O19"));
}

TEST_F(IndexRows, APaperWithoutAYearTakesThatOfItsList) {
  row(index(2566), 19, "procurement-plan", "");
  auto found = site_.item("O19");
  EXPECT_EQ(found.read_from, "index") << reasons_of(found);
  SiteBuilder old;
  SiteBuilder::link(old.home(), "/ita", "ITA");
  auto& page = old.page("/ita");
  page.is_index = true;
  page.index_year = 2565;
  auto& link = SiteBuilder::link(page, "/row.pdf", "เปิด");
  link.by_row = {support::hit("procurement-plan")};
  support::add_title(old.pdf("/row.pdf"), "แผนการจัดซื้อจัดจ้าง", "procurement-plan");
  EXPECT_EQ(old.item("O19").status, Status::stale) << reasons_of(old.item("O19"));
}

TEST_F(IndexRows, AFileInTheListsOfTwoYearsIsInThatOfTheYearAssessed) {
  // What used to happen: only the list read first was heard.
  for (const auto& [path, year] : {std::pair{"/ita65", 2565}, {"/ita66", 2566}}) {
    SiteBuilder::link(site_.home(), path, "ITA");
    auto& page = site_.page(path);
    page.is_index = true;
    page.index_year = year;
    SiteBuilder::link(page, "/row.pdf", "เปิด").by_row = {support::hit("procurement-plan")};
  }
  support::add_title(site_.pdf("/row.pdf"), "แผนการจัดซื้อจัดจ้าง", "procurement-plan");
  const auto found = site_.item("O19");
  EXPECT_EQ(found.status, Status::published) << reasons_of(found);
  EXPECT_EQ(found.read_from, "index");
  EXPECT_EQ(found.found->fiscal_year, 2566);
}

TEST_F(IndexRows, AnEmptyEntryOfTheIndexIsMissingWithANearMiss) {
  auto& page = index(2566);
  auto& link = SiteBuilder::link(page, "/ita", "เปิด");
  link.by_row = {support::hit("procurement-plan")};
  link.link.dead = true;
  const auto found = site_.item("O19");
  EXPECT_EQ(found.status, Status::missing);
  EXPECT_EQ(found.near_misses.size(), 1U);
}

TEST_F(IndexRows, ClickPathLeadsFromHomeThroughTheIndex) {
  auto& page = index(2566, "ITA ประจำปี 2566");
  row(page, 19, "procurement-plan", "แผนการจัดซื้อจัดจ้าง ปีงบประมาณ 2566");
  const auto found = site_.item("O19");
  const std::vector<std::string> path = {"ITA ประจำปี 2566", "เปิด"};
  EXPECT_EQ(found.evidence.at(0).path, path);
}

}  // namespace
}  // namespace oit::audit
