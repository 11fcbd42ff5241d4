// Monthly summaries: one piece per month from October to March.
#include <gtest/gtest.h>

#include <array>

#include "audit/months_of.h"
#include "support/facts_builder.h"

namespace oit::audit {
namespace {

using model::Status;
using support::cause_of;
using support::reasons_of;
using support::SiteBuilder;

constexpr const char* kMonthly = "procurement-monthly";
constexpr std::array kMonths = {"ตุลาคม 2565",  "พฤศจิกายน 2565", "ธันวาคม 2565",
                                "มกราคม 2566", "กุมภาพันธ์ 2566",  "มีนาคม 2566"};

/// A list page of monthly summaries, without those of the months in `left_out`.
class Months : public testing::Test {
 protected:
  Months() {
    SiteBuilder::link(site_.home(), "/monthly", "สรุปผลการจัดซื้อจัดจ้างรายเดือน", kMonthly);
    list_ = &site_.page("/monthly");
    support::add_title(*list_, "สรุปผลการจัดซื้อจัดจ้างรายเดือน", kMonthly);
    list_->content_letters = 100;
  }

  static std::string path(std::size_t month) { return "/m" + std::to_string(month) + ".pdf"; }

  static std::string label(std::size_t month) {
    return "สรุปผลการจัดซื้อจัดจ้าง เดือน" + std::string(kMonths[month]);
  }

  void add_link(std::size_t month) {
    SiteBuilder::link(*list_, path(month), label(month), kMonthly);
  }

  model::PageFacts& add_file(std::size_t month) {
    add_link(month);
    auto& file = site_.pdf(path(month));
    return support::add_title(file, label(month), kMonthly);
  }

  void add_files(std::size_t first, std::size_t last) {
    for (auto month = first; month <= last; ++month) add_file(month);
  }

  SiteBuilder site_;
  model::PageFacts* list_;
};

TEST_F(Months, PagesOfTheListThatNoLinkLeadsToMayHoldTheOthers) {
  add_files(3, 5);
  EXPECT_EQ(cause_of(site_.item("O21")), "half_only");
  auto& next = SiteBuilder::link(*list_, "/monthly", "2");
  next.generic = next.link.dead = next.link.post_back = true;
  const auto found = site_.item("O21");
  EXPECT_EQ(found.status, Status::unverified) << reasons_of(found);
  EXPECT_EQ(cause_of(found), "post_back");
}

TEST_F(Months, SixFilesArePublishedInTheirOrder) {
  for (const std::size_t month : {3U, 0U, 5U, 1U, 4U, 2U}) add_file(month);
  const auto found = site_.item("O21");
  EXPECT_EQ(found.status, Status::published) << reasons_of(found);
  ASSERT_EQ(found.evidence.size(), 6U);
  for (std::size_t month = 0; month < 6; ++month)
    EXPECT_EQ(found.evidence[month].url, "https://abt.go.th" + path(month));
  const auto months = std::ranges::find(found.components, "months", &model::ComponentResult::id);
  ASSERT_NE(months, found.components.end());
  EXPECT_EQ(months->met, true);
}

TEST_F(Months, ASecondFileOfAMonthIsNoEvidenceOfAnother) {
  add_files(0, 4);
  SiteBuilder::link(*list_, "/again.pdf", label(4), kMonthly);
  support::add_title(site_.pdf("/again.pdf"), label(4), kMonthly);
  EXPECT_EQ(site_.item("O21").status, Status::incomplete);
  add_file(5);
  const auto found = site_.item("O21");
  EXPECT_EQ(found.status, Status::published);
  EXPECT_EQ(found.evidence.size(), 6U);
}

TEST_F(Months, AMonthWithoutPurchasesThatSaysSoCounts) {
  add_files(0, 4);
  auto& empty = add_file(5);
  empty.only_cover = true;
  EXPECT_EQ(site_.item("O21").status, Status::incomplete) << reasons_of(site_.item("O21"));
  support::says(empty, "ไม่มีการจัดซื้อจัดจ้าง");
  EXPECT_EQ(site_.item("O21").status, Status::published) << reasons_of(site_.item("O21"));
}

/// A month the list itself says was without purchases used to be missing.
TEST_F(Months, AMonthTheListSaysWasEmptyCounts) {
  add_files(0, 2);
  add_files(4, 5);
  EXPECT_EQ(site_.item("O21").status, Status::incomplete);
  list_->nil_period = support::dated("มกราคม 2566");
  EXPECT_EQ(site_.item("O21").status, Status::published) << reasons_of(site_.item("O21"));
}

TEST_F(Months, AMissingMonthIsNamed) {
  add_files(0, 1);
  add_files(3, 5);
  const auto found = site_.item("O21");
  EXPECT_EQ(found.status, Status::incomplete);
  EXPECT_EQ(cause_of(found), "half_only");
  EXPECT_EQ(found.reasons.at(0).th, "ยังไม่พบของเดือน ธ.ค.");
  EXPECT_EQ(found.reasons.at(0).en, "months not found: Dec");
  EXPECT_EQ(found.evidence.size(), 5U);
}

TEST_F(Months, SeveralMissingMonthsAreNamed) {
  add_files(1, 4);
  EXPECT_EQ(site_.item("O21").reasons.at(0).en, "months not found: Oct Mar");
}

TEST_F(Months, AMonthThatCouldNotBeReadLeavesTheItemUnverified) {
  add_files(0, 4);
  add_link(5);
  site_.failed(path(5), model::FetchOutcome::timeout);
  const auto found = site_.item("O21");
  EXPECT_EQ(found.status, Status::unverified) << reasons_of(found);
  EXPECT_EQ(cause_of(found), "timeout");
}

TEST_F(Months, AMonthWhoseLinkIsBrokenIsIncomplete) {
  add_files(0, 4);
  add_link(5);
  site_.failed(path(5), model::FetchOutcome::not_found, 404);
  const auto found = site_.item("O21");
  EXPECT_NE(found.status, Status::published);
  EXPECT_EQ(found.status, Status::incomplete) << reasons_of(found);
  EXPECT_EQ(found.reasons.at(0).en, "months not found: Mar");
}

TEST_F(Months, OneFileOfTheHalfYearIsEnough) {
  const char* label = "สรุปผลการจัดซื้อจัดจ้าง เดือนตุลาคม 2565 - มีนาคม 2566";
  SiteBuilder::link(*list_, "/all.pdf", label, kMonthly);
  support::add_title(site_.pdf("/all.pdf"), label, kMonthly);
  const auto found = site_.item("O21");
  EXPECT_EQ(found.status, Status::published) << reasons_of(found);
}

TEST_F(Months, LastYearsMonthsAreStale) {
  for (const char* month : {"ตุลาคม 2564", "มกราคม 2565"}) {
    const auto name = "สรุปผลการจัดซื้อจัดจ้าง เดือน" + std::string(month);
    const auto file = "/" + std::string(month == std::string("มกราคม 2565") ? "b" : "a") + ".pdf";
    SiteBuilder::link(*list_, file, name, kMonthly);
    support::add_title(site_.pdf(file), name, kMonthly);
  }
  EXPECT_EQ(site_.item("O21").status, Status::stale) << reasons_of(site_.item("O21"));
}

TEST_F(Months, SixLinksThatWereNotReadAreNoProof) {
  for (std::size_t month = 0; month < 6; ++month) add_link(month);
  const auto found = site_.item("O21");
  EXPECT_EQ(found.status, Status::unverified) << reasons_of(found);
  EXPECT_EQ(cause_of(found), "limit");
}

TEST(MonthsOf, TheInsideWinsOverTheLink) {
  model::PageFacts page;
  Candidate candidate;
  candidate.target = &page;
  candidate.claims.push_back({"link", text::find_periods("เดือนธันวาคม 2565"), 0});
  const Demand demand{text::PeriodCode::monthly_6m_fy, 2566, support::day(2023, 4, 20)};
  EXPECT_EQ(months_of(candidate, demand), 0x04U);
  support::add_title(page, "สรุปผล เดือนมกราคม 2566");
  EXPECT_EQ(months_of(candidate, demand), 0x08U);
}

TEST(MonthsOf, AMonthWithoutAYearTakesThatOfItsList) {
  Candidate candidate;
  candidate.claims.push_back({"link", text::find_periods("เดือนธันวาคม"), 0});
  const Demand demand{text::PeriodCode::monthly_6m_fy, 2566, support::day(2023, 4, 20)};
  EXPECT_EQ(months_of(candidate, demand), 0U);
  candidate.claims.push_back({"heading", text::find_periods("ปีงบประมาณ 2566"), 0});
  EXPECT_EQ(months_of(candidate, demand), 0x04U);
  candidate.claims.back() = {"heading", text::find_periods("ปีงบประมาณ 2565"), 0};
  EXPECT_EQ(months_of(candidate, demand), 0U);
}

}  // namespace
}  // namespace oit::audit
