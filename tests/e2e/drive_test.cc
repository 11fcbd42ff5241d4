// Papers in a cloud drive, from the command line to the verdict, against a drive on loopback.
#include <gtest/gtest.h>
#include <stdlib.h>  // setenv

#include <algorithm>
#include <filesystem>
#include <string>

#include "base/file.h"
#include "e2e/program.h"
#include "support/drive_server.h"

namespace oit::test {
namespace {

namespace fs = std::filesystem;

constexpr const char* kPapers =
    OIT_SOURCE_DIR "/fixtures/sites/nongkhla-sao/www/wp-content/uploads/";

std::string paper(const std::string& name) { return read_file(kPapers + name).value(); }

std::string item(const std::string& target, const std::string& label) {
  return "<li><a href='" + target + "'>" + label + "</a></li>";
}

/// Rules that know `drive`, for the programs started while this lives.
class RulesWithDrive {
 public:
  explicit RulesWithDrive(const DriveServer& drive) {
    fs::copy(OIT_SOURCE_DIR "/rules", folder_.path("rules"), fs::copy_options::recursive);
    const auto hosts = folder_.path("rules/hosts.toml");
    EXPECT_TRUE(write_file(hosts, read_file(hosts).value() + drive.rules()));
    ::setenv("OITCHECK_RULES", folder_.path("rules").c_str(), 1);  // NOLINT: one thread
  }
  RulesWithDrive(const RulesWithDrive&) = delete;
  RulesWithDrive& operator=(const RulesWithDrive&) = delete;
  ~RulesWithDrive() { ::unsetenv("OITCHECK_RULES"); }  // NOLINT: one thread

 private:
  TempFolder folder_;
};

class Drive : public testing::Test {
 protected:
  Drive()
      : drive_({{"plan", paper("2022/10/แผนการดำเนินงาน-2566.pdf")},
                {"big1", paper("2022/10/ป้องกันทุจริต-2565.pdf")},
                {"entry1", paper("2023/04/ป้องกันทุจริต-6เดือน.pdf")},
                {"entry2", paper("2022/10/แผนการดำเนินงาน-2566.pdf")}}) {
    drive_.name("entry1", "รายงานการกำกับติดตามการดำเนินการป้องกันการทุจริต รอบ 6 เดือน ปี 2566.pdf");
    drive_.name("entry2", "รูปหน้าปก.pdf");
  }

  /// The report on a site whose home page has `links`.
  nlohmann::json report(const std::string& links) {
    std::string menu;
    for (int i = 0; i < 8; ++i)
      menu += item("/p" + std::to_string(i), "ประวัติ " + std::to_string(i));
    const std::string head =
        "<html><head><meta charset=utf-8><title>องค์การบริหารส่วนตำบลหนองคล้าทอง</title></head><body>";
    const std::string plain = head + "<h1>ประวัติ</h1><p>ตำบลของเรา</p>";
    std::map<std::string, Reply> pages{{"/", {200, {}, head + "<ul>" + links + menu + "</ul>"}}};
    for (int i = 0; i < 8; ++i) pages["/p" + std::to_string(i)] = {200, {}, plain};
    const HttpServer site(pages);
    const RulesWithDrive rules(drive_);
    const auto ended =
        oitcheck(scan(site.url(), {"--json", "-", "--allow-private", drive_.place()}));
    EXPECT_NE(ended.out, "") << ended.err;
    return nlohmann::json::parse(ended.out);
  }

  static nlohmann::json item_of(const nlohmann::json& report, const std::string& id) {
    for (const auto& one : report.at("items"))
      if (one.at("id") == id) return one;
    return {};
  }

  /// "status cause" of item `id`.
  static std::string verdict(const nlohmann::json& report, const std::string& id) {
    const auto one = item_of(report, id);
    const auto cause =
        one.at("cause").is_null() ? "-" : one.at("cause").at("code").get<std::string>();
    return one.at("status").get<std::string>() + " " + cause;
  }

  DriveServer drive_;
};

constexpr const char* kPlan = "แผนการดำเนินงานประจำปีงบประมาณ พ.ศ. 2566";
constexpr const char* kHalf = "รายงานการกำกับติดตามการดำเนินการป้องกันการทุจริต รอบ 6 เดือน ปี 2566";
constexpr const char* kYear = "รายงานผลการดำเนินการป้องกันการทุจริตประจำปี 2565";

TEST_F(Drive, AFileOpenToAllIsReadLikeAnyOther) {
  const auto all = report(item(drive_.file("plan"), kPlan));
  const auto plan = item_of(all, "O11");
  EXPECT_EQ(verdict(all, "O11"), "published -") << plan.dump(1);
  EXPECT_EQ(plan.at("evidence").at(0).at("url"), drive_.file("plan")) << "what people can open";
  EXPECT_NE(plan.dump().find("hosted outside the main site"), std::string::npos);
  EXPECT_LT(plan.at("confidence").get<double>(), 0.9);
  const std::vector<std::string> asked{"/uc?export=download&id=plan", "/content/plan"};
  EXPECT_EQ(drive_.asked(), asked);
}

TEST_F(Drive, WhatCannotBeHadIsSaidWithItsCause) {
  const auto all =
      report(item(drive_.file("private"), kPlan) + item(drive_.file("removed"), kHalf) +
             item(drive_.file("deleted"), kYear) +
             item(drive_.file("busy"),
                  "การวิเคราะห์ผลการประเมิน ITA ปี 2565 "
                  "และมาตรการส่งเสริมคุณธรรมและความโปร่งใสภายในหน่วยงาน ปี 2566") +
             item(drive_.file("odd"), "ประเมินความเสี่ยงการทุจริตประจำปี 2566") +
             item(drive_.file("zero"), "แผนปฏิบัติการป้องกันการทุจริต พ.ศ. 2566-2570") +
             item(drive_.folder("none"), "รายงานผลการบริหารและพัฒนาทรัพยากรบุคคลประจำปี 2565") +
             item(drive_.folder("shut"), "รายงานผลการดำเนินงานประจำปี 2565"));
  EXPECT_EQ(verdict(all, "O11"), "broken sign_in");
  EXPECT_EQ(verdict(all, "O37"), "broken drive_deleted");
  EXPECT_EQ(verdict(all, "O38"), "broken drive_deleted");
  EXPECT_EQ(verdict(all, "O42"), "unverified cloud_drive");
  EXPECT_EQ(verdict(all, "O34"), "unverified cloud_drive");
  EXPECT_EQ(verdict(all, "O36"), "incomplete empty_file");
  EXPECT_EQ(verdict(all, "O26"), "incomplete empty_page");
  EXPECT_EQ(verdict(all, "O13"), "broken sign_in");
}

TEST_F(Drive, AFolderIsAListWhoseFilesAreRead) {
  const auto all = report(item(drive_.folder("months"), kHalf));
  const auto half = item_of(all, "O37");
  EXPECT_EQ(verdict(all, "O37"), "published -") << half.dump(1);
  EXPECT_EQ(half.at("evidence").at(0).at("url"), drive_.file("entry1"));
  EXPECT_NE(verdict(all, "O11"), "published -") << "nobody says that the folder holds the plan";
}

TEST_F(Drive, DownloadAnywayIsSaidOnce) {
  const auto all = report(item(drive_.file("big1"), kYear));
  EXPECT_EQ(verdict(all, "O38"), "published -") << item_of(all, "O38").dump(1);
  const std::vector<std::string> asked{"/uc?export=download&id=big1",
                                       "/download?id=big1&confirm=t"};
  EXPECT_EQ(drive_.asked(), asked);
  const auto lost = report(item(drive_.file("big2"), kPlan));
  EXPECT_EQ(verdict(lost, "O11"), "broken drive_deleted");
}

}  // namespace
}  // namespace oit::test
