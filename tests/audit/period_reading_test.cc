// Which date decides, and what the other places that name one are worth.
#include "audit/period_reading.h"

#include <gtest/gtest.h>

#include "support/facts_builder.h"

namespace oit::audit {
namespace {

using support::dated;
using support::day;
using text::PeriodCode;
using text::PeriodFit;

constexpr const char* kTopic = "procurement-plan";

/// A candidate with a target of its own, for one demand.
class ReadPeriod : public testing::Test {
 protected:
  ReadPeriod() {
    candidate_.topic = support::shipped().topic(kTopic);
    candidate_.target = &page_;
    page_.outcome = model::FetchOutcome::ok;
    page_.text_from = model::TextFrom::pdf_text;
  }

  void claim(const char* place, const char* words) {
    candidate_.claims.push_back({place, text::find_periods(words), 0});
  }

  PeriodReading read(PeriodCode code = PeriodCode::plan_fy) const {
    return read_period(candidate_, {code, 2566, day(2023, 4, 20)});
  }

  model::PageFacts page_;
  Candidate candidate_;
};

TEST_F(ReadPeriod, PlacesDecideInTheirOrder) {
  // From the weakest place to the strongest: each one added takes the decision over.
  page_.metadata_period = dated("ปี 2566");
  EXPECT_EQ(read().place, "metadata");
  page_.name_period = dated("แผน ปี 2566");
  EXPECT_EQ(read().place, "file_name");
  claim("list", "ปี 2566");
  EXPECT_EQ(read().place, "list");
  candidate_.claims.push_back({"index", {}, 2566});
  EXPECT_EQ(read().place, "index");
  claim("heading", "ปี 2566");
  EXPECT_EQ(read().place, "heading");
  claim("column", "ปี 2566");
  EXPECT_EQ(read().place, "column");
  claim("row", "ปี 2566");
  EXPECT_EQ(read().place, "row");
  claim("link", "ปี 2566");
  EXPECT_EQ(read().place, "link");
  EXPECT_FALSE(read().inside);
  page_.signing_period = dated("ประกาศ ณ วันที่ 12 ตุลาคม 2565");
  EXPECT_EQ(read().place, "signature");
  EXPECT_TRUE(read().inside);
  page_.table_period = dated("ปีงบประมาณ 2566");
  EXPECT_EQ(read().place, "table");
  support::add_title(page_, "แผนการจัดซื้อจัดจ้าง ปีงบประมาณ 2566", kTopic);
  const auto reading = read();
  EXPECT_EQ(reading.place, "title");
  EXPECT_EQ(reading.quote, "แผนการจัดซื้อจัดจ้าง ปีงบประมาณ 2566");
  EXPECT_EQ(reading.fit, PeriodFit::right);
  ASSERT_TRUE(reading.mention);
  EXPECT_EQ(reading.mention->year, 2566);
}

TEST_F(ReadPeriod, RunningTextNeverDecides) {
  page_.running_period = dated("ปีงบประมาณ 2566");
  const auto reading = read();
  EXPECT_EQ(reading.fit, PeriodFit::unknown);
  EXPECT_EQ(reading.place, "");
}

TEST_F(ReadPeriod, TheLineThatNamesTheSubjectComesBeforeOtherTitleLines) {
  support::add_title(page_, "ประกาศ ปี 2564");
  support::add_title(page_, "เรื่อง อื่น ๆ");
  support::add_title(page_, "แผนการจัดซื้อจัดจ้าง ปีงบประมาณ 2566", kTopic);
  EXPECT_EQ(read().fit, PeriodFit::right);
  EXPECT_EQ(read().quote, "แผนการจัดซื้อจัดจ้าง ปีงบประมาณ 2566");
}

TEST_F(ReadPeriod, TheLineAfterTheSubjectBelongsToIt) {
  support::add_title(page_, "แผนการจัดซื้อจัดจ้าง", kTopic);
  support::add_title(page_, "ประจำปีงบประมาณ พ.ศ. 2565");
  support::add_title(page_, "พิมพ์เมื่อปี 2566");
  const auto reading = read();
  EXPECT_EQ(reading.fit, PeriodFit::earlier);
  EXPECT_EQ(reading.mention->year, 2565);
}

/// Last year's report before this year's, whose subject it names in passing, made the file stale.
TEST_F(ReadPeriod, ALaterPaperOfTheSubjectDecidesOverAFirstOneOfAnother) {
  support::add_title(page_, "รายงานการจัดซื้อตามแผน ปีงบประมาณ 2565", kTopic);
  page_.title_lines[0].topics.push_back(support::hit("procurement-annual", 30));
  const auto further = [&](const char* line) {
    page_.later_lines = {{line, {support::hit(kTopic)}, text::find_periods(line), {}}};
    return read();
  };
  EXPECT_EQ(read().fit, PeriodFit::earlier);
  EXPECT_EQ(further("แผนการจัดซื้อจัดจ้าง ปีงบประมาณ 2564").mention->year, 2565);
  const auto reading = further("แผนการจัดซื้อจัดจ้าง ปีงบประมาณ 2566");
  EXPECT_EQ(reading.fit, PeriodFit::right);
  EXPECT_EQ(reading.quote, "แผนการจัดซื้อจัดจ้าง ปีงบประมาณ 2566");
  page_.title_lines[0].topics.pop_back();
  EXPECT_EQ(read().fit, PeriodFit::earlier) << "its own subject opens the file";
}

TEST_F(ReadPeriod, InsideBeatsOutsideAndTheConflictIsReported) {
  claim("link", "แผนการจัดซื้อจัดจ้าง ปีงบประมาณ 2566");
  support::add_title(page_, "แผนการจัดซื้อจัดจ้าง ปีงบประมาณ 2565", kTopic);
  const auto reading = read();
  EXPECT_EQ(reading.fit, PeriodFit::earlier);
  EXPECT_EQ(reading.mention->year, 2565);
  EXPECT_TRUE(reading.inside);
  ASSERT_EQ(reading.conflicts.size(), 1U);
  EXPECT_NE(reading.conflicts[0].en.find("link says FY2566"), std::string::npos)
      << reading.conflicts[0].en;
  EXPECT_NE(reading.conflicts[0].th.find("2566"), std::string::npos);
}

TEST_F(ReadPeriod, PlacesThatAgreeAreNoConflict) {
  claim("link", "ปีงบประมาณ 2566");
  claim("heading", "ปี 2566");
  support::add_title(page_, "แผนการจัดซื้อจัดจ้าง ปีงบประมาณ 2566", kTopic);
  EXPECT_TRUE(read().conflicts.empty());
}

TEST_F(ReadPeriod, AtMostThreeConflictsAreKept) {
  for (const char* place : {"link", "row", "column", "heading", "list"}) claim(place, "ปี 2566");
  support::add_title(page_, "แผนการจัดซื้อจัดจ้าง ปีงบประมาณ 2565", kTopic);
  EXPECT_EQ(read().conflicts.size(), 3U);
}

TEST_F(ReadPeriod, TheYearOfALawSaysNothing) {
  support::add_title(page_, "ตามพระราชบัญญัติการจัดซื้อจัดจ้าง พ.ศ. 2560", kTopic);
  claim("link", "ปีงบประมาณ 2566");
  const auto reading = read();
  EXPECT_EQ(reading.place, "link");
  EXPECT_EQ(reading.fit, PeriodFit::right);
}

TEST_F(ReadPeriod, TheYearOfALawIsNotWhatIsQuoted) {
  support::add_title(page_, "แผนการจัดซื้อจัดจ้าง ปีงบประมาณ 2566 ตาม พ.ร.บ.การจัดซื้อจัดจ้าง พ.ศ. 2560",
                     kTopic);
  ASSERT_EQ(page_.title_period.mentions.size(), 2U);
  EXPECT_TRUE(page_.title_period.mentions[1].law_year);
  EXPECT_EQ(read().mention->year, 2566);
  EXPECT_TRUE(read().conflicts.empty());
}

TEST_F(ReadPeriod, SigningDatesCountForActivitiesAndAnnouncementsOnly) {
  page_.signing_period = dated("ประกาศ ณ วันที่ 12 มกราคม 2566");
  EXPECT_EQ(read(PeriodCode::plan_fy).place, "signature");
  EXPECT_EQ(read(PeriodCode::done_fy).place, "signature");
  EXPECT_EQ(read(PeriodCode::news_fy).place, "signature");
  for (const auto code : {PeriodCode::report_6m_fy, PeriodCode::report_prev_fy,
                          PeriodCode::covers_fy, PeriodCode::monthly_6m_fy})
    EXPECT_EQ(read(code).fit, PeriodFit::unknown) << text::name_of(code);
}

/// A declaration signed in January was taken for one of a part of the year that its link names.
TEST_F(ReadPeriod, TheYearOfALinkAgreesWithTheDayOfSigning) {
  page_.signing_period = dated("ประกาศ ณ วันที่ 4 มกราคม 2566");
  EXPECT_EQ(read().fit, PeriodFit::partial);
  claim("link", "ปี 2566");
  EXPECT_EQ(read().fit, PeriodFit::right);
  EXPECT_EQ(read().place, "signature");
}

TEST_F(ReadPeriod, TheDayAReportWasWrittenDoesNotDateIt) {
  support::add_title(page_, "รายงานผล ณ วันที่ 5 เมษายน 2566", kTopic);
  EXPECT_EQ(read(PeriodCode::report_6m_fy).fit, PeriodFit::unknown);
  EXPECT_EQ(read(PeriodCode::done_fy).fit, PeriodFit::right);
}

TEST_F(ReadPeriod, PostsDateActivities) {
  page_.text_from = model::TextFrom::html;
  page_.signals.post_days = {day(2023, 2, 14), day(2021, 5, 1)};
  EXPECT_EQ(read(PeriodCode::news_fy).fit, PeriodFit::right);
  EXPECT_EQ(read(PeriodCode::news_fy).place, "body");
  page_.signals.post_days = {day(2021, 5, 1)};
  EXPECT_EQ(read(PeriodCode::news_fy).fit, PeriodFit::earlier);
}

TEST_F(ReadPeriod, PostsDateNothingElse) {
  page_.signals.post_days = {day(2023, 2, 14)};
  EXPECT_EQ(read(PeriodCode::plan_fy).fit, PeriodFit::unknown);
  claim("link", "ปีงบประมาณ 2565");
  EXPECT_EQ(read(PeriodCode::report_6m_fy).place, "link");
}

TEST_F(ReadPeriod, TablesOfAListOfActivitiesDoNotDateIt) {
  page_.table_period = dated("ปีงบประมาณ 2565");
  page_.text_from = model::TextFrom::html;
  EXPECT_EQ(read(PeriodCode::done_fy).fit, PeriodFit::unknown);
  page_.text_from = model::TextFrom::pdf_text;
  EXPECT_EQ(read(PeriodCode::done_fy).fit, PeriodFit::earlier);
}

TEST_F(ReadPeriod, AHalfYearInsideCompletesAYearInTheTitle) {
  support::add_title(page_, "รายงานผลการดำเนินงาน ปีงบประมาณ 2566", kTopic);
  EXPECT_EQ(read(PeriodCode::report_6m_fy).fit, PeriodFit::partial);
  page_.table_period = dated("1 ตุลาคม 2565 - 31 มีนาคม 2566");
  const auto reading = read(PeriodCode::report_6m_fy);
  EXPECT_EQ(reading.fit, PeriodFit::right);
  EXPECT_EQ(reading.place, "table");
}

TEST_F(ReadPeriod, TimelessDemandsAskForNothing) {
  support::add_title(page_, "แผน ปี 2550", kTopic);
  EXPECT_EQ(read(PeriodCode::current).fit, PeriodFit::right);
  EXPECT_EQ(read(PeriodCode::any_year).fit, PeriodFit::right);
  EXPECT_FALSE(read(PeriodCode::any_year).mention);
}

TEST_F(ReadPeriod, AnAnalysisOfTheYearBeforeIsLastYearsPaper) {
  support::add_title(page_, "การวิเคราะห์ผลการประเมิน ปี 2565", kTopic);
  EXPECT_EQ(read(PeriodCode::analysis_prev_ita).fit, PeriodFit::right);
  page_.running_period = dated("คะแนนปี 2564 เทียบกับปี 2565");
  EXPECT_EQ(read(PeriodCode::analysis_prev_ita).fit, PeriodFit::earlier);
  page_.running_period = dated("คะแนนปี 2564 ปี 2565 และมาตรการปี 2566");
  EXPECT_EQ(read(PeriodCode::analysis_prev_ita).fit, PeriodFit::right);
}

TEST_F(ReadPeriod, ClaimsAreReadWithoutTheTarget) {
  claim("row", "ปี 2565");
  support::add_title(page_, "แผนการจัดซื้อจัดจ้าง ปีงบประมาณ 2566", kTopic);
  const auto reading = read_claims(candidate_, {PeriodCode::plan_fy, 2566, day(2023, 4, 20)});
  EXPECT_EQ(reading.fit, PeriodFit::earlier);
  EXPECT_EQ(reading.place, "row");
}

TEST_F(ReadPeriod, AListOfAnotherYearSpeaksForItsEntries) {
  candidate_.claims.push_back({"index", {}, 2565});
  EXPECT_EQ(read().fit, PeriodFit::earlier);
  candidate_.claims[0].index_year = 2567;
  EXPECT_EQ(read().fit, PeriodFit::later);
  candidate_.claims[0].index_year = 2566;
  EXPECT_EQ(read(PeriodCode::report_prev_fy).fit, PeriodFit::right)
      << "a row of the list of 2566 is for that assessment, whatever year its paper is about";
}

TEST(Describe, NamesPeriodsForPeople) {
  const auto words = [](const char* text) { return describe(text::find_periods(text).at(0)); };
  EXPECT_EQ(words("ปีงบประมาณ พ.ศ. 2566").th, "ปีงบประมาณ 2566");
  EXPECT_EQ(words("ปีงบประมาณ พ.ศ. 2566").en, "FY2566");
  EXPECT_EQ(words("ปี 2565").th, "ปี 2565");
  EXPECT_EQ(words("พ.ศ. 2566 - 2570").th, "พ.ศ. 2566–2570");
  EXPECT_EQ(words("5 เมษายน 2566").th, "5/4/2566");
  EXPECT_EQ(words("รอบ 6 เดือนแรก ปีงบประมาณ 2566").en, "1/10/2565 – 31/3/2566");
  EXPECT_EQ(words("รอบ 6 เดือน").en, "a period without a year");
}

}  // namespace
}  // namespace oit::audit
