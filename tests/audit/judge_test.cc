// The report as a whole: units, due days, features, score.
#include "audit/judge.h"

#include <gtest/gtest.h>

#include <numeric>

#include "audit/due.h"
#include "audit/score.h"
#include "support/facts_builder.h"

namespace oit::audit {
namespace {

using model::Status;
using support::day;
using support::SiteBuilder;

const model::Finding& finding(const model::Report& report, std::string_view id) {
  return *std::ranges::find(report.findings, id, &model::Finding::id);
}

TEST(Judge, GivesEveryItemInOrderAndPointsThatSumTo40) {
  const auto report = SiteBuilder().judge();
  ASSERT_EQ(report.findings.size(), 43U);
  double points = 0;
  for (std::size_t i = 0; i < report.findings.size(); ++i) {
    const auto& one = report.findings[i];
    EXPECT_EQ(one.id, "O" + std::to_string(i + 1));
    EXPECT_FALSE(one.title.th.empty()) << one.id;
    EXPECT_FALSE(one.action.th.empty()) << one.id;
    EXPECT_FALSE(one.unit.empty()) << one.id;
    EXPECT_FALSE(one.reasons.empty()) << one.id;
    EXPECT_EQ(one.action.th.find('{'), std::string::npos) << one.id << ' ' << one.action.th;
    EXPECT_EQ(one.action.en.find('{'), std::string::npos) << one.id << ' ' << one.action.en;
    points += one.points;
  }
  EXPECT_NEAR(points, 40, 1e-9);
  EXPECT_NEAR(report.score.points_lost, 40, 1e-9) << "all are missing";
  EXPECT_EQ(report.outcome, "ok");
  EXPECT_TRUE(report.complete);
  EXPECT_EQ(report.rulebook_id, "ita-2566");
}

TEST(Judge, IsPureAndRepeatable) {
  SiteBuilder site;
  SiteBuilder::link(site.home(), "/x", "แผนการจัดซื้อจัดจ้าง ปี 2566", "procurement-plan");
  const auto first = site.judge(), second = site.judge();
  for (std::size_t i = 0; i < first.findings.size(); ++i) {
    EXPECT_EQ(first.findings[i].status, second.findings[i].status);
    EXPECT_EQ(first.findings[i].reasons, second.findings[i].reasons);
  }
}

TEST(Judge, ALimitThatBitMakesTheReportIncomplete) {
  SiteBuilder site;
  site.site().coverage.limits_hit = {"max_pages"};
  const auto report = site.judge();
  EXPECT_FALSE(report.complete);
  EXPECT_EQ(report.limits_hit, std::vector<std::string>{"max_pages"});
}

TEST(Units, FollowTheTypeOfAgencyReadFromTheName) {
  SiteBuilder site;
  auto report = site.judge();
  EXPECT_EQ(report.agency_type, "sao");
  EXPECT_EQ(finding(report, "O1").unit, "สำนักปลัด (งานการเจ้าหน้าที่)");
  site.site().name = "เทศบาลตำบลตัวอย่าง";
  report = site.judge();
  EXPECT_EQ(report.agency_type, "municipality");
  EXPECT_EQ(finding(report, "O1").unit, "สำนักปลัดเทศบาล (งานการเจ้าหน้าที่)");
}

TEST(Units, TheProfileDecidesOverTheName) {
  model::SiteProfile profile;
  profile.agency_type = "pao";
  profile.name = "องค์การบริหารส่วนจังหวัดตัวอย่าง";
  const auto report = SiteBuilder().judge(day(2023, 4, 20), profile);
  EXPECT_EQ(report.site_name, profile.name);
  EXPECT_EQ(finding(report, "O1").unit, "กองการเจ้าหน้าที่");
}

TEST(Units, AnOverrideByItemBeatsOneByRole) {
  model::SiteProfile profile;
  profile.units = {{"personnel", "งาน ก"}, {"O1", "งาน ข"}};
  const auto report = SiteBuilder().judge(day(2023, 4, 20), profile);
  EXPECT_EQ(finding(report, "O1").unit, "งาน ข");
  EXPECT_EQ(finding(report, "O24").unit, "งาน ก");
  EXPECT_EQ(finding(report, "O24").role, "personnel");
}

TEST(Due, ComesFromTheRulebookOrTheProfile) {
  const SiteBuilder site;
  auto report = site.judge(day(2023, 1, 10));
  EXPECT_EQ(finding(report, "O1").due, day(2023, 4, 30));
  EXPECT_FALSE(finding(report, "O1").overdue);
  EXPECT_EQ(finding(report, "O1").due_window.th, "ม.ค. - เม.ย. 66");
  model::SiteProfile profile;
  profile.deadline = day(2023, 3, 31);
  report = site.judge(day(2023, 1, 10), profile);
  EXPECT_EQ(finding(report, "O1").due, day(2023, 3, 31));
  EXPECT_EQ(finding(report, "O1").due_window.th, "ม.ค. - มี.ค. 66");
  report = site.judge(day(2023, 4, 1), profile);
  EXPECT_TRUE(finding(report, "O1").overdue);
}

TEST(Due, NothingIsDueForWhatIsPublishedAndNothingOverdueThatWeCouldNotSee) {
  SiteBuilder site;
  site.home().signals.social = {support::address("https://facebook.com/abt")};
  site.site().coverage.waiting_menu = true;
  const auto report = site.judge(day(2023, 6, 1));
  EXPECT_FALSE(finding(report, "O9").due.has_value());
  EXPECT_TRUE(finding(report, "O9").due_window.th.empty());
  EXPECT_EQ(finding(report, "O19").status, Status::unverified);
  EXPECT_FALSE(finding(report, "O19").overdue);
}

TEST(DueWindow, IsWrittenAsOfficesWriteIt) {
  EXPECT_EQ(due_window(day(2023, 1, 10), day(2023, 3, 31)).th, "ม.ค. - มี.ค. 66");
  EXPECT_EQ(due_window(day(2023, 1, 10), day(2023, 3, 31)).en, "Jan - Mar 2566");
  EXPECT_EQ(due_window(day(2022, 11, 1), day(2023, 4, 30)).th, "พ.ย. 65 - เม.ย. 66");
  EXPECT_EQ(due_window(day(2022, 11, 1), day(2023, 4, 30)).en, "Nov 2565 - Apr 2566");
  EXPECT_EQ(due_window(day(2023, 4, 2), day(2023, 4, 30)).th, "เม.ย. 66");
  EXPECT_EQ(due_window(day(2023, 7, 2), day(2023, 4, 30)).th, "ก.ค. 66") << "already past";
  EXPECT_EQ(due_window(day(2022, 4, 2), day(2023, 4, 30)).th, "เม.ย. 65 - เม.ย. 66");
}

/// Findings of the year with `status`.
std::vector<model::Finding> all_with(Status status) {
  std::vector<model::Finding> findings;
  for (const auto& item : support::shipped().rulebook.year.items) {
    model::Finding one;
    one.id = item.id;
    one.sub_indicator = item.sub_indicator;
    one.points = item.points;
    one.status = status;
    findings.push_back(one);
  }
  return findings;
}

model::Score score_of(const std::vector<model::Finding>& findings) {
  return score(findings, support::shipped().rulebook.year);
}

TEST(Score, CountsOnlyWhatIsPublished) {
  const auto full = score_of(all_with(Status::published));
  EXPECT_DOUBLE_EQ(full.oit, 100);
  EXPECT_EQ(full.band, "AA");
  EXPECT_EQ(full.points_lost, 0);
  for (const auto status : {Status::incomplete, Status::stale, Status::broken, Status::missing}) {
    const auto none = score_of(all_with(status));
    EXPECT_EQ(none.oit, 0);
    EXPECT_EQ(none.oit_best, 0);
    EXPECT_EQ(none.if_fixed, 100);
    EXPECT_EQ(none.band, "F");
    EXPECT_NEAR(none.points_lost, 40, 1e-9);
  }
}

TEST(Score, UnverifiedAndNotDueCountInTheBestCaseOnly) {
  const auto unseen = score_of(all_with(Status::unverified));
  EXPECT_EQ(unseen.oit, 0);
  EXPECT_EQ(unseen.oit_best, 100);
  EXPECT_EQ(unseen.if_fixed, 0) << "work does not lift what we could not see";
  EXPECT_EQ(unseen.points_lost, 0);
  const auto later = score_of(all_with(Status::not_due));
  EXPECT_EQ(later.oit, 0);
  EXPECT_EQ(later.oit_best, 100);
  EXPECT_EQ(later.if_fixed, 100);
}

TEST(Score, WeighsIndicatorsThenSubIndicatorsThenItems) {
  for (const auto& [id, points] :
       {std::pair{"O1", 0.4}, {"O11", 0.5}, {"O19", 1.0}, {"O34", 1.25}, {"O42", 2.0}}) {
    auto findings = all_with(Status::published);
    auto& one = *std::ranges::find(findings, id, &model::Finding::id);
    one.status = Status::missing;
    const auto result = score_of(findings);
    EXPECT_NEAR((100 - result.oit) * 0.4, points, 1e-9) << id << ": what the ITA total loses";
    EXPECT_NEAR(result.points_lost, points, 1e-9) << id;
    EXPECT_LT(result.sub_indicators.at(one.sub_indicator), 100) << id;
  }
}

TEST(Score, GivesMeansOfSubIndicatorsAndIndicators) {
  auto findings = all_with(Status::missing);
  for (auto& one : findings)
    if (one.sub_indicator == "10.2") one.status = Status::published;
  const auto result = score_of(findings);
  EXPECT_DOUBLE_EQ(result.sub_indicators.at("10.2"), 100);
  EXPECT_DOUBLE_EQ(result.sub_indicators.at("10.1"), 0);
  EXPECT_DOUBLE_EQ(result.indicators.at("10"), 50);
  EXPECT_DOUBLE_EQ(result.indicators.at("9"), 0);
  EXPECT_DOUBLE_EQ(result.oit, 25);
}

TEST(Score, ABandBeginsAtItsLowestScore) {
  // One indicator, one sub-indicator, twenty items: each is worth five.
  model::Year year;
  year.indicators = {{"9", {}}};
  year.sub_indicators = {{"9.1", "9", {}}};
  year.bands = support::shipped().rulebook.year.bands;
  const std::pair<int, const char*> rows[] = {{20, "AA"}, {19, "AA"}, {18, "A"}, {17, "A"},
                                              {16, "B"},  {15, "B"},  {14, "C"}, {13, "C"},
                                              {12, "D"},  {11, "D"},  {10, "E"}, {9, "F"}};
  for (const auto& [published, band] : rows) {
    std::vector<model::Finding> findings(20);
    for (std::size_t i = 0; i < findings.size(); ++i) {
      findings[i].sub_indicator = "9.1";
      findings[i].status = static_cast<int>(i) < published ? Status::published : Status::missing;
    }
    EXPECT_EQ(score(findings, year).band, band) << published;
  }
}

const model::SiteFeature& feature(const model::Report& report, std::string_view id) {
  return *std::ranges::find(report.features, id, &model::SiteFeature::id);
}

TEST(Features, AreAllListedAndNoneFoundOnABareSite) {
  const auto report = SiteBuilder().judge();
  std::vector<std::string> ids;
  for (const auto& one : report.features) {
    ids.push_back(one.id);
    EXPECT_FALSE(one.found) << one.id;
    EXPECT_TRUE(one.url.empty()) << one.id;
  }
  const std::vector<std::string> expected = {
      "eit_link", "iit_link",  "general_complaint", "corruption_complaint",
      "q_and_a",  "e_service", "facebook",          "line",
      "youtube"};
  EXPECT_EQ(ids, expected);
}

TEST(Features, AreFoundByAddressLabelItemAndAccount) {
  SiteBuilder site;
  SiteBuilder::link(site.home(), "https://itas.nacc.go.th/go/eit/abc", "คลิกที่นี่");
  SiteBuilder::link(site.home(), "/complain", "ร้องเรียนร้องทุกข์");
  site.home().signals.chat_quote = "m.me/abt";
  site.home().signals.social = {support::address("https://www.facebook.com/abt"),
                                support::address("https://www.youtube.com/@abt")};
  const auto report = site.judge();
  EXPECT_EQ(feature(report, "eit_link").url, "https://itas.nacc.go.th/go/eit/abc");
  EXPECT_EQ(feature(report, "general_complaint").url, "https://abt.go.th/complain");
  EXPECT_TRUE(feature(report, "q_and_a").found);
  EXPECT_EQ(feature(report, "facebook").url, "https://www.facebook.com/abt");
  EXPECT_TRUE(feature(report, "youtube").found);
  EXPECT_FALSE(feature(report, "line").found);
}

TEST(Features, AChannelForCorruptionIsNotTheGeneralOne) {
  SiteBuilder site;
  SiteBuilder::link(site.home(), "/corrupt", "ร้องเรียนร้องทุกข์ ร้องเรียนการทุจริต");
  EXPECT_FALSE(feature(site.judge(), "general_complaint").found);
}

TEST(Features, AFormIsAChannelByTheWordsAboveOrInIt) {
  const auto found = [](std::vector<std::string> headings, std::string form_text, int forms = 1) {
    SiteBuilder site;
    SiteBuilder::link(site.home(), "/complaint", "ร้องเรียน");
    auto& page = site.page("/complaint");
    page.headings = std::move(headings);
    page.signals.forms = forms;
    page.signals.form_text = std::move(form_text);
    const auto report = site.judge();
    const auto& one = feature(report, "general_complaint");
    EXPECT_EQ(one.url, one.found ? "https://abt.go.th/complaint" : "");
    return one.found;
  };
  EXPECT_TRUE(found({"ร้องเรียนร้องทุกข์ทั่วไป"}, "ส่ง"));
  EXPECT_TRUE(found({"ร้องเรียน"}, "ส่งเรื่องร้องทุกข์"));
  EXPECT_TRUE(found({"ร้องเรียนร้องทุกข์ทั่วไป", "แจ้งเรื่องร้องเรียนการทุจริต"}, "ส่ง", 2));
  EXPECT_FALSE(found({"ร้องเรียนร้องทุกข์ทั่วไป"}, "", 0)) << "a heading alone";
  EXPECT_FALSE(found({"ร้องเรียน"}, "ส่ง"));
  EXPECT_FALSE(found({"แจ้งเรื่องร้องเรียนการทุจริต"}, "ส่งเรื่องร้องทุกข์"));
  EXPECT_FALSE(found({"ร้องเรียนร้องทุกข์ทั่วไป", "แจ้งเรื่องร้องเรียนการทุจริต"}, "ส่ง"))
      << "one form, for either";
  EXPECT_TRUE(found({"ร้องเรียนร้องทุกข์ทั่วไป", "ร้องเรียนการทุจริต"}, "ส่งเรื่องร้องทุกข์"))
      << "the other heading stands above a link";
  EXPECT_FALSE(found({"ร้องเรียนร้องทุกข์ และร้องเรียนการทุจริต"}, "ส่ง", 2));
}

TEST(Features, AFormOnTheHomePageNeedsWordsOfItsOwn) {
  SiteBuilder site;
  site.home().headings = {"รับเรื่องราวร้องทุกข์", "ข่าวประชาสัมพันธ์"};
  site.home().signals.forms = 1;
  site.home().signals.form_text = "สมัครรับข่าวสาร";
  EXPECT_FALSE(feature(site.judge(), "general_complaint").found);
  site.home().signals.form_text = "แจ้งเหตุเดือดร้อนรำคาญ";
  EXPECT_TRUE(feature(site.judge(), "general_complaint").found);
}

TEST(Features, ABrokenLinkIsNoChannel) {
  SiteBuilder site;
  SiteBuilder::link(site.home(), "/complain", "ร้องเรียนร้องทุกข์");
  site.failed("/complain", model::FetchOutcome::not_found, 404);
  EXPECT_FALSE(feature(site.judge(), "general_complaint").found);
}

TEST(NeedsWork, NamesWhatAnOfficeCanMend) {
  for (const auto status : {Status::incomplete, Status::stale, Status::broken, Status::missing})
    EXPECT_TRUE(needs_work(status));
  for (const auto status : {Status::published, Status::not_due, Status::unverified})
    EXPECT_FALSE(needs_work(status));
}

TEST(Judge, AWaiverStandsBesideItsFindingAndChangesNoVerdict) {
  model::SiteProfile profile;
  profile.waivers = {{"O12", "ย้ายระบบ", "ปลัด", day(2023, 4, 20)}};
  const auto plain = SiteBuilder().judge();
  const auto report = SiteBuilder().judge(day(2023, 4, 20), profile);
  const auto& one = finding(report, "O12");
  ASSERT_TRUE(one.waiver) << "it holds on its last day";
  EXPECT_EQ(*one.waiver, profile.waivers.front());
  EXPECT_EQ(one.status, finding(plain, "O12").status);
  EXPECT_EQ(report.score.points_lost, plain.score.points_lost);
  EXPECT_FALSE(finding(report, "O13").waiver);
  EXPECT_EQ(report.problems.size(), plain.problems.size());
}

TEST(Judge, AWaiverThatHasEndedIsToldAndHoldsNoMore) {
  model::SiteProfile profile;
  profile.waivers = {{"O12", "ย้ายระบบ", "ปลัด", day(2023, 4, 19)},
                     {"O99", "x", "y", day(2020, 1, 1)}};
  const auto report = SiteBuilder().judge(day(2023, 4, 20), profile);
  EXPECT_FALSE(finding(report, "O12").waiver);
  ASSERT_EQ(report.problems.size(), 1U);
  EXPECT_EQ(report.problems[0].category, "waiver_expired");
  EXPECT_EQ(report.problems[0].text.th, "ข้อยกเว้นของ O12 สิ้นสุดเมื่อ 19 เม.ย. 2566 (ผู้รับผิดชอบ: ปลัด)");
  EXPECT_EQ(report.problems[0].text.en,
            "the waiver of O12 ended on 19 Apr 2023 (answered for by ปลัด)");
}

}  // namespace
}  // namespace oit::audit
