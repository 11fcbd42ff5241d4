#include "crawl/drive.h"

#include <gtest/gtest.h>

#include "site.h"

namespace oit::crawl {
namespace {

using model::DriveAnswer;

constexpr const char* kView = "https://drive.google.com/file/d/1aB/view";
constexpr const char* kBytes = "https://drive.google.com/uc?export=download&id=1aB";
constexpr const char* kFolder = "https://drive.google.com/drive/folders/9zZ";
constexpr const char* kList = "https://drive.google.com/embeddedfolderview?id=9zZ";
constexpr const char* kPlan = "แผนการจัดซื้อจัดจ้าง ปีงบประมาณ 2566";

class DriveCrawl : public testing::Test, public Site {
 protected:
  /// What the drive's answer to a link under the plan's name means.
  DriveAnswer answer(const char* link = kView) {
    home("<ul>" + item(link, kPlan) + "</ul>");
    facts_ = crawl();
    const auto at = std::ranges::find(facts_.pages, address(link), &model::PageFacts::url);
    return at == facts_.pages.end() ? DriveAnswer::none : at->drive;
  }

  void says(std::string_view title, std::string_view body) {
    fetcher.add_page(kBytes, html(title, body));
  }

  model::SiteFacts facts_;
};

TEST_F(DriveCrawl, AFileIsAskedForAtTheAddressThatGivesIt) {
  fetcher.add_document(kBytes, "%PDF-1.4\nแผนการจัดซื้อจัดจ้าง ปีงบประมาณ 2566", "application/pdf");
  EXPECT_EQ(answer(), DriveAnswer::file);
  EXPECT_FALSE(has_asked(kView));
  const auto& file = facts_.pages.back();
  EXPECT_EQ(file.url, address(kView));
  EXPECT_TRUE(file.off_site);
  EXPECT_EQ(ids(file.title_topics).at(0), "procurement-plan");
}

TEST_F(DriveCrawl, OnlyLinksThatAnItemWantsAreAsked) {
  home("<ul>" + item(kView, "ตารางเดินรถประจำทาง") + "</ul>");
  crawl();
  EXPECT_FALSE(has_asked(kBytes));
}

TEST_F(DriveCrawl, WhatTheDriveSaysInstead) {
  const struct {
    const char *title, *body;
    DriveAnswer wanted;
  } cases[] = {
      {"Google Drive", "<p>ขออภัย ไม่มีไฟล์ที่คุณขอ</p>", DriveAnswer::gone},
      {"Google Drive", "<p>Sorry, the file you have requested does not exist.</p>",
       DriveAnswer::gone},
      {"Google Drive - Quota exceeded", "<p>Sorry</p>", DriveAnswer::quota},
      {"Google Drive", "<p>คุณต้องมีสิทธิ์เข้าถึง</p>", DriveAnswer::sign_in},
      {"Google Drive", "<p>Loading</p>", DriveAnswer::unknown},
  };
  for (const auto& [title, body, wanted] : cases) {
    says(title, body);
    EXPECT_EQ(DriveCrawl::answer(), wanted) << body;
    EXPECT_FALSE(facts_.pages.back().soft_404) << body;
  }
}

TEST_F(DriveCrawl, WhoIsSentToSignInMaySeeNothing) {
  fetcher.add_redirect(kBytes, "https://accounts.google.com/ServiceLogin?x=1");
  fetcher.add_page("https://accounts.google.com/ServiceLogin?x=1", html("Google", "<p>Email</p>"));
  EXPECT_EQ(answer(), DriveAnswer::sign_in);
}

TEST_F(DriveCrawl, ARedirectToStrangersIsNotTrusted) {
  fetcher.add_redirect(kBytes, "https://evil.example/p.pdf");
  fetcher.add_document("https://evil.example/p.pdf", "%PDF-1.4\nx", "application/pdf");
  EXPECT_EQ(answer(), DriveAnswer::unknown);
}

TEST_F(DriveCrawl, ALostLinkThatMayBeAFolderProvesNothing) {
  EXPECT_EQ(answer(), DriveAnswer::gone);
  EXPECT_EQ(answer("https://drive.google.com/open?id=1aB"), DriveAnswer::unknown);
}

TEST_F(DriveCrawl, DownloadAnywayIsFollowedOnce) {
  const char* anyway = "https://drive.usercontent.google.com/download?id=1aB&confirm=t";
  says("Virus scan warning",
       "<form action='https://drive.usercontent.google.com/download' method=get>"
       "<input type=hidden name=id value=1aB><input type=hidden name=confirm value=t></form>");
  fetcher.add_page(anyway, html("Virus scan warning",
                                "<form action='/download'><input type=hidden "
                                "name=confirm value=t></form>"));
  EXPECT_EQ(answer(), DriveAnswer::confirm);
  EXPECT_EQ(std::ranges::count(fetcher.asked(), address(anyway).text()), 1);
  fetcher.add_document(anyway, "%PDF-1.4\nแผนการจัดซื้อจัดจ้าง ปีงบประมาณ 2566", "application/pdf");
  EXPECT_EQ(answer(), DriveAnswer::file);
  EXPECT_EQ(std::ranges::count(facts_.pages, address(kView), &model::PageFacts::url), 1)
      << "the second answer stands for the first";
}

TEST_F(DriveCrawl, AFoldersFilesAreReadOneHopDeep) {
  const std::string inner = "https://drive.google.com/drive/folders/inner";
  fetcher.add_page(
      kList, html("โฟลเดอร์", "<div class=flip-entries>" + link(kView, std::string(kPlan) + ".pdf") +
                                 link(inner, "แผนการจัดซื้อจัดจ้าง เพิ่มเติม") + link("/terms", "Terms") +
                                 "</div>"));
  fetcher.add_document(kBytes, "%PDF-1.4\nแผนการจัดซื้อจัดจ้าง ปีงบประมาณ 2566", "application/pdf");
  EXPECT_EQ(answer(kFolder), DriveAnswer::folder);
  EXPECT_TRUE(has_asked(kBytes));
  EXPECT_FALSE(has_asked("https://drive.google.com/embeddedfolderview?id=inner"));
  EXPECT_FALSE(has_asked("https://drive.google.com/terms"));
}

TEST_F(DriveCrawl, AFolderOfManyFilesIsNotEmptiedForOneItem) {
  std::string entries;
  for (int i = 0; i < 30; ++i)
    entries += link("https://drive.google.com/file/d/f" + std::to_string(i) + "/view",
                    "แผ่นที่ " + std::to_string(i));
  fetcher.add_page(kList, html("โฟลเดอร์", "<div class=flip-entries>" + entries + "</div>"));
  answer(kFolder);
  const auto files = std::ranges::count_if(
      fetcher.asked(), [](const auto& one) { return one.find("id=f") != std::string::npos; });
  EXPECT_EQ(files, 8);
}

TEST_F(DriveCrawl, AnEmptyFolderIsEmpty) {
  fetcher.add_page(kList, html("โฟลเดอร์", "<div class=flip-entries></div>"));
  EXPECT_EQ(answer(kFolder), DriveAnswer::empty);
  fetcher.add_page(kList, html("โฟลเดอร์", "<p>Loading</p>"));
  EXPECT_EQ(answer(kFolder), DriveAnswer::unknown);
}

TEST_F(DriveCrawl, AFolderMayHoldAllThatMustBeDisclosed) {
  fetcher.add_page(kList,
                   html("ITA 2566", "<div class=flip-entries>" +
                                        link(kView, "O19 แผนการจัดซื้อจัดจ้าง 2566.pdf") + "</div>"));
  fetcher.add_document(kBytes, "%PDF-1.4\nแผนการจัดซื้อจัดจ้าง ปีงบประมาณ 2566", "application/pdf");
  home("<ul>" + item(kFolder, "ITA ประจำปี 2566") + "</ul>");
  crawl();
  EXPECT_TRUE(has_asked(kBytes));
}

}  // namespace
}  // namespace oit::crawl
