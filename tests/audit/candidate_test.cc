// What makes an address a candidate: links, pages under their own title, entries of lists.
#include "audit/candidate.h"

#include <gtest/gtest.h>

#include "support/facts_builder.h"

namespace oit::audit {
namespace {

using model::Status;
using support::reasons_of;
using support::SiteBuilder;

constexpr const char* kPlan = "procurement-plan";
constexpr const char* kLabel = "แผนการจัดซื้อจัดจ้าง ปีงบประมาณ 2566";

/// A page of plans reached from home, that says little itself.
class Lists : public testing::Test {
 protected:
  Lists() {
    SiteBuilder::link(site_.home(), "/plans", "แผนการจัดซื้อจัดจ้าง", kPlan);
    list_ = &site_.page("/plans");
    support::add_title(*list_, "แผนการจัดซื้อจัดจ้าง", kPlan);
    list_->content_letters = 100;
    list_->from_label = "แผนการจัดซื้อจัดจ้าง";
  }

  std::vector<std::string> addresses() {
    const auto facts = site_.facts();
    const CandidateSet set(facts, support::shipped().rulebook);
    std::vector<std::string> all;
    for (const auto& one : set.of(support::shipped().topic(kPlan)))
      all.emplace_back(one.address.path());
    return all;
  }

  SiteBuilder site_;
  model::PageFacts* list_;
};

TEST_F(Lists, EntriesWithoutANameAreAboutTheListsSubject) {
  SiteBuilder::link(*list_, "/66.pdf", "ปีงบประมาณ 2566");
  support::add_title(site_.pdf("/66.pdf"), "บัญชีโครงการ");
  support::says(site_.pdf("/66.pdf"), "วงเงิน");
  EXPECT_EQ(addresses(), (std::vector<std::string>{"/plans", "/66.pdf"}));
}

TEST_F(Lists, TheEntryDecidesAndNotTheList) {
  SiteBuilder::link(*list_, "/66.pdf", kLabel, kPlan);
  support::add_title(site_.pdf("/66.pdf"), kLabel, kPlan);
  const auto found = site_.item("O19");
  EXPECT_EQ(found.status, Status::published);
  EXPECT_EQ(found.evidence.at(0).url, "https://abt.go.th/66.pdf") << "evidence[0] decided";
  EXPECT_EQ(found.evidence[0].path, (std::vector<std::string>{"แผนการจัดซื้อจัดจ้าง", kLabel}));
}

TEST_F(Lists, AListOfBrokenEntriesIsNotPublished) {
  list_->title_period = support::dated("ปีงบประมาณ 2566");
  list_->title_lines[0].periods = text::find_periods("ปีงบประมาณ 2566");
  SiteBuilder::link(*list_, "/66.pdf", kLabel, kPlan);
  site_.failed("/66.pdf", model::FetchOutcome::not_found, 404);
  const auto found = site_.item("O19");
  EXPECT_EQ(found.status, Status::broken) << reasons_of(found);
}

TEST_F(Lists, MenusAndLinksOfEveryPageAreNoEntries) {
  SiteBuilder::link(*list_, "/menu", "อ่านต่อ").link.in_menu = true;
  for (const char* page : {"/a", "/b"})
    SiteBuilder::link(site_.page(page), "/everywhere", "ดาวน์โหลด");
  SiteBuilder::link(*list_, "/everywhere", "ดาวน์โหลด");
  SiteBuilder::link(*list_, "/ita", "ITA").collecting = true;
  list_->links.back().generic = false;
  EXPECT_EQ(addresses(), std::vector<std::string>{"/plans"});
}

TEST_F(Lists, HomeIsNeverEvidence) {
  SiteBuilder::link(*list_, "/", "แผนการจัดซื้อจัดจ้าง", kPlan);
  EXPECT_EQ(addresses(), std::vector<std::string>{"/plans"});
}

TEST_F(Lists, EntriesUnderAnotherHeadingAreNotTheLists) {
  auto& link = SiteBuilder::link(*list_, "/manual.pdf", "ดาวน์โหลด");
  link.by_context = {support::hit("work-manual")};
  site_.pdf("/manual.pdf");
  EXPECT_EQ(addresses(), std::vector<std::string>{"/plans"});
}

TEST_F(Lists, PagesOfOtherSitesPassNothingOn) {
  list_->off_site = true;
  SiteBuilder::link(*list_, "/66.pdf", "ปีงบประมาณ 2566");
  site_.pdf("/66.pdf");
  EXPECT_EQ(addresses(), std::vector<std::string>{"/plans"});
}

TEST_F(Lists, OneAddressUnderSeveralNamesIsOneCandidate) {
  SiteBuilder::link(site_.home(), "/plans", "แผนจัดซื้อ ปี 2566", kPlan);
  EXPECT_EQ(addresses(), std::vector<std::string>{"/plans"});
}

TEST(Titles, APageReachedUnderAnotherNameIsFoundByItsTitle) {
  SiteBuilder site;
  support::add_title(site.page("/x"), kLabel, kPlan);
  EXPECT_EQ(site.item("O19").status, Status::published) << reasons_of(site.item("O19"));
  SiteBuilder elsewhere;
  auto& page = elsewhere.page("/x");
  support::add_title(page, kLabel, kPlan);
  page.off_site = true;
  EXPECT_EQ(elsewhere.item("O19").status, Status::missing);
}

TEST(Titles, AnIndexOfManySubjectsIsNoneOfThem) {
  SiteBuilder site;
  auto& page = site.page("/ita");
  page.is_index = true;
  support::add_title(page, kLabel, kPlan);
  support::add_title(page, "คู่มือการปฏิบัติงาน", "work-manual");
  EXPECT_EQ(site.item("O19").status, Status::missing) << reasons_of(site.item("O19"));
}

TEST(Context, AHeadingSpeaksForLinksOfTheContentOnly) {
  for (const bool in_menu : {false, true}) {
    SiteBuilder site;
    auto& link = SiteBuilder::link(site.page("/docs"), "/x.pdf", "ดาวน์โหลด");
    link.by_context = {support::hit(kPlan)};
    link.link.in_menu = in_menu;
    support::add_title(site.pdf("/x.pdf"), kLabel);
    support::says(site.pdf("/x.pdf"), "วงเงิน");
    const auto facts = site.facts();
    const CandidateSet set(facts, support::shipped().rulebook);
    EXPECT_EQ(set.of(support::shipped().topic(kPlan)).size(), in_menu ? 0U : 1U);
  }
}

TEST(Titles, TheFirstLineThatNamesASubjectSaysWhatThePageIsAbout) {
  model::PageFacts page;
  EXPECT_EQ(main_subject(page), nullptr);
  support::add_title(page, "องค์การบริหารส่วนตำบลตัวอย่าง");
  support::add_title(page, "รายงานผลการจัดซื้อจัดจ้าง", "procurement-annual", 20);
  support::add_title(page, "แผนการจัดซื้อจัดจ้าง", kPlan, 40);
  ASSERT_NE(main_subject(page), nullptr);
  EXPECT_EQ(main_subject(page)->topic, support::shipped().topic("procurement-annual"));
}

}  // namespace
}  // namespace oit::audit
