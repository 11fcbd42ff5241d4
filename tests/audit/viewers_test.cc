// Papers behind viewers and buttons, one file under many names, and channels that are none.
#include <gtest/gtest.h>

#include "support/facts_builder.h"

namespace oit::audit {
namespace {

using model::Status;
using support::cause_of;
using support::reasons_of;
using support::SiteBuilder;

constexpr const char* kPlan = "แผนการจัดซื้อจัดจ้าง ปีงบประมาณ 2566";
constexpr const char* kTopic = "procurement-plan";

/// A page under the plan's name with little of its own, linked from home.
model::PageFacts& plan_page(SiteBuilder& site) {
  SiteBuilder::link(site.home(), "/plan", kPlan, kTopic);
  auto& page = site.page("/plan");
  support::add_title(page, kPlan, kTopic);
  page.content_letters = 30;
  page.phrases.clear();
  return page;
}

TEST(Viewer, AFlipBookElsewhereIsNotRead) {
  SiteBuilder site;
  auto& page = plan_page(site);
  page.embedded = {support::address("https://online.anyflip.com/abc/def/")};
  SiteBuilder::link(page, "https://online.anyflip.com/abc/def/", "").link.source =
      model::LinkSource::iframe;
  const auto found = site.item("O19");
  EXPECT_EQ(found.status, Status::unverified) << reasons_of(found);
  EXPECT_EQ(cause_of(found), "viewer");
}

TEST(Viewer, ABoxThatAScriptFillsIsNoEmptyPage) {
  SiteBuilder site;
  auto& page = plan_page(site);
  EXPECT_EQ(site.item("O19").status, Status::incomplete);
  page.signals.widgets = {"_df_book df-lite"};
  const auto found = site.item("O19");
  EXPECT_EQ(found.status, Status::unverified) << reasons_of(found);
  EXPECT_EQ(cause_of(found), "viewer");
}

TEST(PostBack, WhatHangsBehindAButtonIsNotMissing) {
  SiteBuilder site;
  SiteBuilder::link(site.home(), "/", kPlan, kTopic).link.dead = true;
  EXPECT_EQ(site.item("O19").status, Status::missing);
  site.home().links.back().link.post_back = true;
  const auto found = site.item("O19");
  EXPECT_EQ(found.status, Status::unverified) << reasons_of(found);
  EXPECT_EQ(cause_of(found), "post_back");
}

TEST(PostBack, TheNextPagesOfAListMayHoldThePaper) {
  SiteBuilder site;
  SiteBuilder::link(site.home(), "/plans", "แผนการจัดซื้อจัดจ้าง", kTopic);
  auto& list = site.page("/plans");
  support::add_title(list, "แผนการจัดซื้อจัดจ้าง", kTopic);
  list.content_letters = 60;
  SiteBuilder::link(list, "/old.pdf", "แผนการจัดซื้อจัดจ้าง ปีงบประมาณ 2564", kTopic);
  support::add_title(site.pdf("/old.pdf"), "แผนการจัดซื้อจัดจ้าง ปีงบประมาณ 2564", kTopic);
  EXPECT_EQ(site.item("O19").status, Status::stale) << reasons_of(site.item("O19"));
  auto& next = SiteBuilder::link(list, "/plans", "2").link;
  next.dead = next.post_back = true;
  const auto found = site.item("O19");
  EXPECT_EQ(found.status, Status::unverified) << reasons_of(found);
  EXPECT_EQ(cause_of(found), "post_back");
  SiteBuilder::link(list, "/new.pdf", kPlan, kTopic);
  support::add_title(site.pdf("/new.pdf"), kPlan, kTopic);
  EXPECT_EQ(site.item("O19").status, Status::published) << "what is there needs no next page";
}

TEST(SharedFile, IsSaidWithEveryItemItStandsFor) {
  SiteBuilder site;
  const auto add = [&](const char* to, const char* label, const char* topic) {
    SiteBuilder::link(site.home(), to, label, topic);
    auto& file = site.pdf(to);
    support::add_title(file, label, topic);
    file.sha256 = "same";
  };
  add("/a.pdf", kPlan, kTopic);
  add("/b.pdf", "แผนการดำเนินงานประจำปี 2566", "annual-plan");
  const auto plan = site.item("O19"), operations = site.item("O11");
  ASSERT_EQ(plan.status, Status::published) << reasons_of(plan);
  ASSERT_EQ(operations.status, Status::published) << reasons_of(operations);
  EXPECT_NE(reasons_of(plan).find("the same file also stands for O11"), std::string::npos)
      << reasons_of(plan);
  EXPECT_NE(reasons_of(operations).find("the same file also stands for O19"), std::string::npos);
}

/// A page of its own under the name of the question channel.
model::PageFacts& questions(SiteBuilder& site) {
  SiteBuilder::link(site.home(), "/qa", "Q&A", "q-and-a");
  return support::add_title(site.page("/qa"), "Q&A", "q-and-a");
}

TEST(Questions, SetAnswersAreNoChannel) {
  SiteBuilder site;
  auto& page = questions(site);
  const auto faq = site.item("O8");
  EXPECT_EQ(faq.status, Status::unverified) << reasons_of(faq);
  EXPECT_NE(reasons_of(faq).find("no form, board or chat"), std::string::npos);
  page.signals.board_quote = "https://abt.go.th/webboard/";
  const auto board = site.item("O8");
  EXPECT_EQ(board.status, Status::published) << reasons_of(board);
  EXPECT_EQ(board.evidence.at(0).kind, "webboard");
  page.signals.board_quote.clear();
  page.signals.forms = 1;
  EXPECT_EQ(site.item("O8").status, Status::published);
}

TEST(EService, FormsToPrintAreNone) {
  SiteBuilder site;
  SiteBuilder::link(site.home(), "/e-service", "E-Service", "e-service");
  auto& page = support::add_title(site.page("/e-service"), "E-Service", "e-service");
  support::says(page, "คำร้อง");
  page.signals.documents = 3;
  for (const char* form : {"/f1.pdf", "/f2.doc", "/f3.pdf"})
    SiteBuilder::link(page, form, "แบบคำร้องทั่วไป");
  SiteBuilder::link(page, "/contact", "สอบถามเพิ่มเติม");
  const auto printed = site.item("O18");
  EXPECT_NE(printed.status, Status::published) << reasons_of(printed);
  page.signals.forms = 1;
  EXPECT_EQ(site.item("O18").status, Status::published) << reasons_of(site.item("O18"));
}

TEST(EService, AnOnlineFormElsewhereIsOneAndADriveIsNot) {
  for (const char* to : {"https://forms.gle/abc", "https://docs.google.com/forms/d/e/1F/viewform",
                         "https://forms.office.com/r/abc"}) {
    SiteBuilder site;
    SiteBuilder::link(site.home(), to, "E-Service", "e-service");
    EXPECT_EQ(site.item("O18").status, Status::published) << to;
  }
  SiteBuilder site;
  SiteBuilder::link(site.home(), "https://mega.nz/file/x", "E-Service", "e-service");
  EXPECT_EQ(site.item("O18").status, Status::unverified);
}

TEST(ComplaintChannel, AGeneralFormIsNone) {
  SiteBuilder site;
  SiteBuilder::link(site.home(), "/complain", "ช่องทางแจ้งเรื่องร้องเรียน", "complaint-channel");
  auto& page =
      support::add_title(site.page("/complain"), "ช่องทางแจ้งเรื่องร้องเรียน", "complaint-channel");
  page.phrases.clear();
  page.signals.forms = 1;
  page.signals.form_text = "ชื่อ เรื่องที่ร้องทุกข์ รายละเอียด";
  EXPECT_NE(site.item("O28").status, Status::published) << reasons_of(site.item("O28"));
  support::says(page, "ทุจริต");
  EXPECT_EQ(site.item("O28").status, Status::published) << reasons_of(site.item("O28"));
}

TEST(Features, ASurveyMayHideInACode) {
  SiteBuilder site;
  const auto found = [&](const char* id) {
    const auto report = site.judge();
    return *std::ranges::find(report.features, id, &model::SiteFeature::id);
  };
  EXPECT_FALSE(found("eit_link").found);
  auto& code =
      SiteBuilder::link(site.home(), "https://bit.ly/eit66", "สแกน QR Code แบบวัด EIT").link;
  EXPECT_FALSE(found("eit_link").found) << "a label alone is no survey";
  code.source = model::LinkSource::qr;
  EXPECT_TRUE(found("eit_link").found);
  EXPECT_EQ(found("eit_link").url, "https://bit.ly/eit66");
  SiteBuilder::link(site.home(), "https://itas.nacc.go.th/go/iit/x", "แบบวัด IIT");
  EXPECT_TRUE(found("iit_link").found);
}

}  // namespace
}  // namespace oit::audit
