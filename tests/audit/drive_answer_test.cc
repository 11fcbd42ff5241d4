#include "audit/drive_answer.h"

#include <gtest/gtest.h>

#include "support/facts_builder.h"

namespace oit::audit {
namespace {

using model::DriveAnswer;
using model::FetchOutcome;
using model::Status;
using support::cause_of;
using support::reasons_of;
using support::SiteBuilder;

constexpr const char* kView = "https://drive.google.com/file/d/1aB/view";
constexpr const char* kPlan = "แผนการจัดซื้อจัดจ้าง ปีงบประมาณ 2566";
constexpr const char* kTopic = "procurement-plan";

/// A site whose plan is linked in a drive, which said `answer`.
struct DriveSite : SiteBuilder {
  explicit DriveSite(DriveAnswer answer, FetchOutcome outcome = FetchOutcome::ok) {
    SiteBuilder::link(home(), kView, kPlan, kTopic);
    auto& file = page(kView);
    file.final_url = support::address("https://doc-0.googleusercontent.com/x?session=1");
    file.outcome = outcome;
    file.off_site = true;
    file.drive = answer;
    file.content_letters = 10;
  }
};

TEST(DriveAnswer, DecidesTheVerdict) {
  const struct {
    DriveAnswer answer;
    Status status;
    const char* cause;
  } cases[] = {
      {DriveAnswer::sign_in, Status::broken, "sign_in"},
      {DriveAnswer::gone, Status::broken, "drive_deleted"},
      {DriveAnswer::empty, Status::incomplete, "empty_page"},
      {DriveAnswer::quota, Status::unverified, "cloud_drive"},
      {DriveAnswer::confirm, Status::unverified, "cloud_drive"},
      {DriveAnswer::unknown, Status::unverified, "cloud_drive"},
  };
  for (const auto& [answer, status, cause] : cases) {
    const auto found = DriveSite(answer).item("O19");
    EXPECT_EQ(found.status, status) << static_cast<int>(answer) << reasons_of(found);
    EXPECT_EQ(cause_of(found), cause);
    ASSERT_FALSE(found.evidence.empty());
    EXPECT_EQ(found.evidence[0].url, kView) << "what people can open";
  }
}

TEST(DriveAnswer, ADriveThatDidNotAnswerIsNotTheOfficesFault) {
  for (const auto outcome : {FetchOutcome::server_error, FetchOutcome::no_such_host,
                             FetchOutcome::timeout, FetchOutcome::robots_disallowed}) {
    const auto found = DriveSite(DriveAnswer::unknown, outcome).item("O19");
    EXPECT_EQ(found.status, Status::unverified) << reasons_of(found);
    EXPECT_EQ(cause_of(found), "cloud_drive");
  }
}

/// "You need access" used to be told as access that was not checked.
TEST(DriveAnswer, ADriveThatRefusesSaysSo) {
  const auto found = DriveSite(DriveAnswer::unknown, FetchOutcome::forbidden).item("O19");
  EXPECT_EQ(found.status, Status::unverified) << reasons_of(found);
  EXPECT_EQ(cause_of(found), "forbidden");
}

TEST(DriveAnswer, AFileOpenToAllIsPublishedWithAWarning) {
  DriveSite site(DriveAnswer::none);
  auto& file = site.pdf("https://drive.google.com/file/d/2cD/view");
  file.off_site = true;
  file.drive = DriveAnswer::file;
  support::add_title(file, kPlan, kTopic);
  SiteBuilder::link(site.home(), "https://drive.google.com/file/d/2cD/view", kPlan, kTopic);
  const auto found = site.item("O19");
  EXPECT_EQ(found.status, Status::published) << reasons_of(found);
  EXPECT_NE(reasons_of(found).find("hosted outside the main site"), std::string::npos);
  EXPECT_LT(found.confidence, 0.9);
}

/// A scan in a drive was taken for the viewer that shows it, and said nothing.
TEST(DriveAnswer, AScanCountsByTheWordsOfItsLink) {
  DriveSite site(DriveAnswer::none);
  auto& file = site.pdf("https://drive.google.com/file/d/2cD/view");
  file.off_site = true;
  file.drive = DriveAnswer::file;
  file.document = model::DocumentOutcome::image_only;
  file.text_from = model::TextFrom::none;
  file.content_letters = 0;
  SiteBuilder::link(site.home(), "https://drive.google.com/file/d/2cD/view", kPlan, kTopic);
  const auto found = site.item("O19");
  EXPECT_EQ(found.status, Status::published) << reasons_of(found);
  EXPECT_LT(found.confidence, 0.5);
  EXPECT_NE(reasons_of(found).find("hosted outside the main site"), std::string::npos);
}

TEST(DriveAnswer, AFoldersFilesDecideAndUnreadOnesAreNoAbsence) {
  SiteBuilder site;
  constexpr const char* folder = "https://drive.google.com/drive/folders/9zZ";
  SiteBuilder::link(site.home(), folder, kPlan, kTopic);
  auto& list = site.page(folder);
  list.off_site = true;
  list.drive = DriveAnswer::folder;
  list.content_letters = 20;
  SiteBuilder::link(list, kView, "แผน 2566.pdf");
  auto found = site.item("O19");
  EXPECT_EQ(found.status, Status::unverified) << reasons_of(found);
  EXPECT_EQ(cause_of(found), "limit")
      << "the folder was opened, not all of its files were asked for";
  auto& file = site.pdf(kView);
  file.off_site = true;
  file.drive = DriveAnswer::file;
  support::add_title(file, kPlan, kTopic);
  found = site.item("O19");
  EXPECT_EQ(found.status, Status::published) << reasons_of(found);
}

TEST(DriveAnswer, APageThatShowsAFileNobodyMayOpenIsNotEmpty) {
  SiteBuilder site;
  SiteBuilder::link(site.home(), "/plan", kPlan, kTopic);
  auto& page = site.page("/plan");
  support::add_title(page, kPlan, kTopic);
  page.content_letters = 30;
  page.embedded = {support::address(kView)};
  SiteBuilder::link(page, kView, "").link.source = model::LinkSource::iframe;
  auto& file = site.page(kView);
  file.off_site = true;
  file.drive = DriveAnswer::sign_in;
  const auto found = site.item("O19");
  EXPECT_EQ(found.status, Status::broken) << reasons_of(found);
  EXPECT_EQ(cause_of(found), "sign_in");
}

}  // namespace
}  // namespace oit::audit
