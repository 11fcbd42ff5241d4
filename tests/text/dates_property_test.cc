#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <string>

#include "text/date_tokens.h"
#include "text/date_words.h"
#include "text/dates.h"
#include "text/width.h"

namespace oit::text {
namespace {
using std::chrono::year_month_day;

constexpr std::array<const char*, 12> kMonths{"มกราคม",  "กุมภาพันธ์", "มีนาคม",    "เมษายน",
                                              "พฤษภาคม", "มิถุนายน",  "กรกฎาคม",  "สิงหาคม",
                                              "กันยายน",  "ตุลาคม",   "พฤศจิกายน", "ธันวาคม"};
constexpr std::array<const char*, 12> kShort{"ม.ค.", "ก.พ.", "มี.ค.", "เม.ย.", "พ.ค.", "มิ.ย.",
                                             "ก.ค.", "ส.ค.", "ก.ย.", "ต.ค.",  "พ.ย.", "ธ.ค."};
constexpr std::array<const char*, 12> kEnglish{"January",   "February", "March",    "April",
                                               "May",       "June",     "July",     "August",
                                               "September", "October",  "November", "December"};

struct Written {
  std::string d, dd, mm, month, brief, undotted, english, be, be2, ad;
};

Written write(Day day) {
  const year_month_day date{day};
  const auto d = static_cast<unsigned>(date.day());
  const auto m = static_cast<unsigned>(date.month());
  const int y = static_cast<int>(date.year());
  const auto two = [](unsigned n) { return (n < 10 ? "0" : "") + std::to_string(n); };
  std::string undotted;
  for (const char* c = kShort[m - 1]; *c != 0; ++c)
    if (*c != '.') undotted += *c;
  return {std::to_string(d),
          two(d),
          two(m),
          kMonths[m - 1],
          kShort[m - 1],
          undotted,
          kEnglish[m - 1],
          std::to_string(y + 543),
          std::to_string(y + 543 - 2500),
          std::to_string(y)};
}

std::vector<std::string> forms(const Written& w) {
  return {w.d + " " + w.month + " " + w.be,
          w.d + " " + w.month + " พ.ศ. " + w.be,
          "วันที่ " + w.d + " เดือน " + w.month + " พ.ศ. " + w.be,
          w.d + w.brief + w.be2,
          w.d + " " + w.brief + " " + w.be,
          w.d + " " + w.brief + w.be2,
          w.d + " " + w.undotted + " " + w.be2,
          w.d + " " + w.month + " ค.ศ. " + w.ad,
          w.d + " " + w.english + " " + w.ad,
          w.english + " " + w.d + ", " + w.ad,
          w.ad + "-" + w.mm + "-" + w.dd,
          w.be + "-" + w.mm + "-" + w.dd,
          w.dd + "/" + w.mm + "/" + w.be,
          w.d + "/" + w.mm + "/" + w.be2,
          w.dd + "-" + w.mm + "-" + w.be,
          w.dd + "." + w.mm + "." + w.be,
          w.dd + "-" + w.english.substr(0, 3) + "-" + w.ad};
}

void expect_one(const std::string& text, PeriodForm form, const DaySpan& span) {
  for (const std::string& whole :
       {text, "ประกาศ " + text + " เรื่อง แผน", "(" + text + ")", "ผล\n" + text + "\nผล"}) {
    for (const std::string& written : {whole, thai_digits(whole)}) {
      const auto found = find_periods(written);
      ASSERT_EQ(found.size(), 1U) << written;
      EXPECT_EQ(name_of(found[0].form), name_of(form)) << written;
      ASSERT_TRUE(found[0].span.has_value()) << written;
      EXPECT_EQ(*found[0].span, span) << written;
    }
  }
}
}  // namespace

TEST(FindPeriodsProperty, ReadsBackEveryFormOfADay) {
  const Day first = read_iso_day("2019-01-01").value();
  for (int step = 0; step < 2200; step += 37) {
    const Day day = first + std::chrono::days(step);
    for (const std::string& text : forms(write(day))) expect_one(text, PeriodForm::day, {day, day});
  }
}

TEST(FindPeriodsProperty, ReadsBackRangesOfMonths) {
  const auto start = std::chrono::year_month{std::chrono::year{2021}, std::chrono::January};
  for (int from = 0; from < 36; from += 5) {
    for (int length = 1; length < 14; length += 3) {
      const auto a = start + std::chrono::months(from);
      const auto b = start + std::chrono::months(from + length);
      const Written low = write(Day(a / std::chrono::day{1}));
      const Written high = write(Day(b / std::chrono::day{1}));
      const DaySpan span{Day(a / std::chrono::day{1}), Day(b / std::chrono::last)};
      for (const char* joint : {" - ", "-", "–", " – ", " ถึง ", "ถึง", " ถึงเดือน"}) {
        expect_one(low.brief + low.be2 + joint + high.brief + high.be2, PeriodForm::range, span);
        expect_one(low.month + " " + low.be + joint + high.month + " " + high.be, PeriodForm::range,
                   span);
        if (length < 12)
          expect_one("เดือน" + low.month + joint + high.month + " พ.ศ. " + high.be,
                     PeriodForm::range, span);
      }
    }
  }
}

TEST(FindPeriodsProperty, ReadsBackRangesOfDays) {
  const Day first = read_iso_day("2021-01-10").value();
  for (int from = 0; from < 900; from += 71) {
    for (int length = 1; length < 400; length += 67) {
      const DaySpan span{first + std::chrono::days(from), first + std::chrono::days(from + length)};
      const Written low = write(span.first);
      const Written high = write(span.last);
      for (const char* joint : {" - ", "–", " ถึง ", " ถึงวันที่ "}) {
        expect_one(low.d + " " + low.brief + " " + low.be2 + joint + high.d + " " + high.brief +
                       " " + high.be2,
                   PeriodForm::range, span);
        if (length < 360)
          expect_one("ระหว่างวันที่ " + low.d + " " + low.month + joint + high.d + " " + high.month +
                         " " + high.be,
                     PeriodForm::range, span);
      }
    }
  }
}

TEST(FindPeriodsProperty, ReadsBackYearsAndPlans) {
  for (int be = 2545; be <= 2590; ++be) {
    const std::string year = std::to_string(be);
    const std::string ad = std::to_string(be - 543);
    for (const std::string& text : {"ปีงบประมาณ พ.ศ. " + year, "ประจำปีงบประมาณ " + year, "FY" + year,
                                    "ปีงบ " + year.substr(2), "FY " + ad})
      expect_one(text, PeriodForm::fiscal_year, fiscal_year_span(be));
    for (const std::string& text : {"พ.ศ. " + year, "ประจำปี " + year, "ค.ศ. " + ad, "ปี" + year})
      expect_one(text, PeriodForm::bare_year, calendar_year_span(be));
    const DaySpan plan{fiscal_year_span(be).first, fiscal_year_span(be + 4).last};
    for (const char* joint : {"-", " - ", "–", " ถึง ", " – พ.ศ. "})
      expect_one("พ.ศ. " + year + joint + std::to_string(be + 4), PeriodForm::plan_years, plan);
  }
}

TEST(FindPeriodsProperty, PlacesNeverOverlapInAnyText) {
  const char* pieces[] = {"2566", " ",    "-",      "พ.ศ.", "ต.ค.",      "ปี",
                          "ถึง",   "5",    "/",      "รอบ",  "6",         "เดือน",
                          "แรก",  "ก.พ.", "ไตรมาส", "ที่",    "ปีงบประมาณ", "\n",
                          ".",    "66",   "๒๕๖๕",   "(",    "31",        "\xE0",
                          "may",  "วันที่",  "ระหว่าง", ",",    "0",         "น\u0E49\u0E4D\u0E32"};
  std::uint32_t state = 2566;
  for (int round = 0; round < 30000; ++round) {
    std::string text;
    for (int i = 0; i < 12; ++i) {
      state = state * 1664525 + 1013904223;
      text += pieces[(state >> 16) % std::size(pieces)];
    }
    const auto found = find_periods(text);
    if (!may_hold_period(text)) {
      const auto makes_period = [](const DateToken& token) {
        return token.word == DateWord::number || token.word == DateWord::month ||
               token.word == DateWord::quarter || token.word == DateWord::half;
      };
      ASSERT_TRUE(std::ranges::none_of(read_date_text(text).tokens, makes_period)) << text;
    }
    std::size_t behind = 0;
    for (const PeriodMention& mention : found) {
      ASSERT_LE(behind, mention.begin) << text;
      ASSERT_LT(mention.begin, mention.end) << text;
      ASSERT_LE(mention.end, text.size()) << text;
      if (mention.span) {
        ASSERT_LE(mention.span->first, mention.span->last) << text;
        ASSERT_NE(mention.year, 0) << text;
      }
      behind = mention.end;
    }
  }
}

}  // namespace oit::text
