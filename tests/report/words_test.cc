#include "report/words.h"

#include <gtest/gtest.h>

#include "report/sample_report.h"

namespace oit::report {

TEST(DayText, CountsYearsAsItsReadersDo) {
  EXPECT_EQ(day_text(day(2023, 4, 30), Lang::th), "30 เม.ย. 2566");
  EXPECT_EQ(day_text(day(2023, 4, 30), Lang::en), "30 Apr 2023");
}

TEST(IsoTime, IsUtcInWholeSeconds) {
  using namespace std::chrono_literals;
  const std::chrono::system_clock::time_point at(1682856000s + 999ms);
  EXPECT_EQ(iso_time(at), "2023-04-30T12:00:00Z");
  EXPECT_EQ(minute_text(at, Lang::th), "30 เม.ย. 2566 19:00 น.");
  EXPECT_EQ(minute_text(at + 5h, Lang::en), "1 May 2023 00:00 (Bangkok)");
}

TEST(RequiredText, NamesThePeriodAndItsDays) {
  EXPECT_EQ(required_text({"CURRENT", 2566, {}}, Lang::th), "ข้อมูลปัจจุบัน");
  EXPECT_EQ(required_text({"REPORT_6M_FY", 2566, text::DaySpan{day(2022, 10, 1), day(2023, 3, 31)}},
                          Lang::th),
            "รายงานรอบ 6 เดือนแรก: 1 ต.ค. 2565 – 31 มี.ค. 2566");
}

TEST(InNumberOrder, SortsByNumbersNotLetters) {
  std::string ids;
  for (const auto& [id, value] : in_number_order({{"10", 1}, {"9.10", 1}, {"9.2", 1}, {"9", 1}}))
    ids += id + ' ';
  EXPECT_EQ(ids, "9 9.2 9.10 10 ");
}

TEST(NumberText, HasTwoPlacesOrNone) {
  EXPECT_EQ(number_text(82.5), "82.50");
  EXPECT_EQ(number_text(100.0), "100");
  EXPECT_EQ(number_text(0.1 + 0.2 + 0.7), "1");
}

// It used to say only that a required component is absent, not which.
TEST(ReasonText, NamesWhatIsAbsent) {
  auto finding = contact_finding();
  EXPECT_EQ(reason_text(finding, Lang::th), "ขาด: แผนที่ตั้ง");
  finding.components.push_back({"email", {"อีเมล", "E-mail"}, false, false, ""});
  finding.components.push_back({"fax", {"โทรสาร", "Fax"}, false, true, ""});
  EXPECT_EQ(reason_text(finding, Lang::th), "ขาด: แผนที่ตั้ง, อีเมล");
  EXPECT_EQ(reason_text(finding, Lang::en), "absent: Map, E-mail");
  finding.components.clear();
  EXPECT_EQ(reason_text(finding, Lang::th), "ขาดองค์ประกอบที่กำหนด");
}

TEST(PointsText, AlwaysHasTwoPlaces) {
  EXPECT_EQ(points_text(2), "2.00");
  EXPECT_EQ(points_text(0.4), "0.40");
  EXPECT_EQ(points_text(0.1 + 0.2 + 0.7), "1.00");
}

// Years used to be of two digits in Thai and of the Buddhist era in English.
TEST(WindowText, WritesYearsAsDaysDo) {
  model::Finding finding;
  finding.due_window = {"พ.ย. 65 - เม.ย. 66", "Nov 2565 - Apr 2566"};
  EXPECT_EQ(window_text(finding, Lang::th), "พ.ย. 2565 - เม.ย. 2566");
  EXPECT_EQ(window_text(finding, Lang::en), "Nov 2022 - Apr 2023");
  finding.due_window = {"ม.ค. - มี.ค. 66", "Jan - Mar 2023"};
  EXPECT_EQ(window_text(finding, Lang::en), "Jan - Mar 2023");
  EXPECT_EQ(window_text(model::Finding{}, Lang::th), "");
}

TEST(PeriodText, CountsYearsAsItsReadersDo) {
  EXPECT_EQ(period_text({"bare_year", 2566, {}}, Lang::th), "พ.ศ. 2566");
  EXPECT_EQ(period_text({"bare_year", 2566, {}}, Lang::en), "2023");
}

TEST(WaiverText, SaysWhyWhoAndUntilWhen) {
  auto finding = plain_finding("O12", "x", model::Status::missing);
  EXPECT_EQ(waiver_text(finding.waiver, Lang::th), "");
  finding.waiver = model::Waiver{"O12", "ย้ายระบบ", "ปลัด", day(2023, 4, 30)};
  EXPECT_EQ(waiver_text(finding.waiver, Lang::th), "ย้ายระบบ (ปลัด) ถึง 30 เม.ย. 2566");
  EXPECT_EQ(waiver_text(finding.waiver, Lang::en), "ย้ายระบบ (ปลัด) until 30 Apr 2023");
}

TEST(StatusText, IsInTheOrderOfTheStatuses) {
  EXPECT_EQ(status_text(model::Status::published, Lang::en), "published");
  EXPECT_EQ(status_text(model::Status::not_due, Lang::en), "not due yet");
  EXPECT_EQ(status_text(model::Status::unverified, Lang::en), "not checkable");
  EXPECT_EQ(status_text(model::Status::unverified, Lang::th), "ตรวจไม่ได้");
}

}  // namespace oit::report
