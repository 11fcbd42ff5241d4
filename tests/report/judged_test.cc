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

}  // namespace oit::report
