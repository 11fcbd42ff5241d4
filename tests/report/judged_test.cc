// Reports of sites as the judge hands them over, with the shipped rules.
#include <gtest/gtest.h>

#include "report/csv.h"
#include "report/html.h"
#include "report/json.h"
#include "report/terminal.h"
#include "support/facts_builder.h"

namespace oit::report {
namespace {

using support::SiteBuilder;

/// A site whose development plan is found.
model::Report site_with_plan() {
  SiteBuilder site;
  SiteBuilder::link(site.home(), "/plan", "แผนพัฒนาท้องถิ่น (พ.ศ. 2566 - 2570)", "development-plan");
  support::add_title(site.page("/plan"), "แผนพัฒนาท้องถิ่น (พ.ศ. 2566 - 2570)", "development-plan");
  return site.judge();
}

}  // namespace

// Names of components used to be printed as the rules write them: "ครอบคลุมปี {fy}".
TEST(JudgedReport, HasTheYearFilledInEverywhere) {
  const auto report = site_with_plan();
  const auto json = write_json(report);
  EXPECT_EQ(json.find("{fy"), std::string::npos);
  EXPECT_NE(json.find("ช่วงปีของแผนครอบคลุมปี 2566"), std::string::npos);
  for (const auto lang : {Lang::th, Lang::en}) {
    EXPECT_EQ(write_html(report, lang).find("{fy"), std::string::npos);
    EXPECT_EQ(write_csv(report, lang).find("{fy"), std::string::npos);
    EXPECT_EQ(write_table(report, {.lang = lang}).find("{fy"), std::string::npos);
  }
  EXPECT_NE(write_html(report, Lang::en).find("the years of the plan include 2023"),
            std::string::npos);
}

// A site that did not open used to have "no" Facebook account and 43 reports to prepare.
TEST(JudgedReport, SaysNothingOfASiteThatDidNotOpen) {
  SiteBuilder site;
  site.site().home_read = false;
  site.site().home_outcome = model::FetchOutcome::timeout;
  const auto report = site.judge();
  ASSERT_FALSE(report.features.empty());
  const auto page = write_html(report, Lang::th);
  EXPECT_NE(page.find("– ไม่ได้ตรวจ"), std::string::npos);
  EXPECT_EQ(page.find("<section id=\"units\""), std::string::npos);
  EXPECT_EQ(page.find("<section id=\"first\""), std::string::npos);
  const auto table = write_table(report, {});
  for (const auto* text : {&page, &table}) {
    EXPECT_EQ(text->find("✗"), std::string::npos);
    EXPECT_NE(text->find("ไม่ได้ตรวจ"), std::string::npos);
    EXPECT_EQ(text->find(report.findings[0].action.th), std::string::npos);
  }
  EXPECT_EQ(write_csv(report, Lang::th).find(report.findings[0].action.th), std::string::npos);
  const auto json = write_json(report);
  EXPECT_EQ(json.find("\"found\": false"), std::string::npos);
  EXPECT_EQ(json.find(report.findings[0].action.th), std::string::npos);
}

}  // namespace oit::report
