// Outside hosts judged by the form of the link, signals of the home page, declared addresses.
#include <gtest/gtest.h>

#include "support/facts_builder.h"

namespace oit::audit {
namespace {

using model::Status;
using support::cause_of;
using support::reasons_of;
using support::SiteBuilder;

/// A link from home to `to`, never fetched, under a name of `topic`.
model::Finding outside(const char* item, const char* topic, const char* to) {
  SiteBuilder site;
  SiteBuilder::link(site.home(), to, "Facebook", topic);
  return site.item(item);
}

TEST(Social, AnAccountIsProvenByTheFormOfItsLink) {
  const auto found = outside("O9", "social-network", "https://www.facebook.com/abttuayang");
  EXPECT_EQ(found.status, Status::published) << reasons_of(found);
  EXPECT_EQ(found.evidence.at(0).kind, "outgoing_link");
  EXPECT_EQ(found.evidence[0].url, "https://www.facebook.com/abttuayang");
  EXPECT_FALSE(found.evidence[0].fetched_at.has_value());
  EXPECT_NE(reasons_of(found).find("form of the link"), std::string::npos);
}

TEST(Social, ShareButtonsAndBareHostsAreNoAccounts) {
  for (const char* to : {"https://www.facebook.com/sharer/sharer.php?u=https://abt.go.th/",
                         "https://www.facebook.com/", "https://twitter.com/intent/tweet?text=x",
                         "https://www.facebook.com/plugins/page.php?href=x"}) {
    const auto found = outside("O9", "social-network", to);
    EXPECT_EQ(found.status, Status::missing) << to << ' ' << reasons_of(found);
    ASSERT_EQ(found.near_misses.size(), 1U) << to;
    EXPECT_NE(found.near_misses[0].why.en.find("no evidence"), std::string::npos);
  }
}

TEST(Social, AnotherAgencysAccountIsNotOurs) {
  SiteBuilder site;
  SiteBuilder::link(site.home(), "https://www.facebook.com/dla", "Facebook กรมส่งเสริมการปกครองท้องถิ่น",
                    "social-network");
  EXPECT_EQ(site.item("O9").status, Status::missing);
}

/// One post may show the paper: whoever is assessed must look, and we cannot.
TEST(Social, APostUnderAPapersNameIsNotOpened) {
  const auto post = outside("O37", "anti-corruption-6m", "https://www.facebook.com/abt/posts/22");
  EXPECT_EQ(post.status, Status::unverified) << reasons_of(post);
}

TEST(Social, AnAccountIsNoEvidenceForOtherItems) {
  // What used to happen: every item that allows an outgoing link took an account for it.
  for (const char* to : {"https://www.facebook.com/abttuayang", "https://line.me/ti/p/@abt"}) {
    for (const auto& [item, topic] : {std::pair{"O19", "procurement-plan"},
                                      {"O20", "procurement-announcements"},
                                      {"O39", "ethics-code"}}) {
      const auto found = outside(item, topic, to);
      EXPECT_EQ(found.status, Status::missing) << item << ' ' << to << ' ' << reasons_of(found);
    }
  }
}

TEST(Portal, ALinkUnderTheYearsNameIsTheYearsPlan) {
  constexpr const char* kPortal = "https://process3.gprocurement.go.th/plan?dept=1";
  const auto judged = [](const char* label, const char* item, const char* topic) {
    SiteBuilder site;
    SiteBuilder::link(site.home(), kPortal, label, topic);
    return site.item(item);
  };
  const auto now = judged("แผนการจัดซื้อจัดจ้าง ปีงบประมาณ 2566", "O19", "procurement-plan");
  EXPECT_EQ(now.status, Status::published) << reasons_of(now);
  // What used to happen: a portal link of any year, or of none, passed for this year's plan.
  const auto old = judged("แผนการจัดซื้อจัดจ้าง ปีงบประมาณ 2564", "O19", "procurement-plan");
  EXPECT_EQ(old.status, Status::stale) << reasons_of(old);
  const auto none = judged("แผนการจัดซื้อจัดจ้าง", "O19", "procurement-plan");
  EXPECT_EQ(none.status, Status::unverified) << reasons_of(none);
  EXPECT_EQ(cause_of(none), "period_unclear");
  const auto tenders = judged("ประกาศจัดซื้อจัดจ้าง", "O20", "procurement-announcements");
  EXPECT_EQ(tenders.status, Status::published) << reasons_of(tenders);
}

TEST(Social, AnAccountFoundOnTheHomePageWithoutAName) {
  SiteBuilder site;
  EXPECT_EQ(site.item("O9").status, Status::missing);
  site.home().signals.social = {support::address("https://www.facebook.com/abttuayang")};
  const auto found = site.item("O9");
  EXPECT_EQ(found.status, Status::published) << reasons_of(found);
  EXPECT_EQ(found.evidence.at(0).place, "body");
  EXPECT_NE(found.evidence[0].quote.find("facebook.com/abttuayang"), std::string::npos);
}

TEST(Chat, AWindowOnTheHomePageIsAQuestionChannel) {
  SiteBuilder site;
  site.home().signals.chat_quote = "m.me/abttuayang";
  const auto found = site.item("O8");
  EXPECT_EQ(found.status, Status::published) << reasons_of(found);
  EXPECT_EQ(found.evidence.at(0).kind, "qa_widget");
}

TEST(Chat, AWindowOnSomeOtherPageIsNotTheSitesChannel) {
  SiteBuilder site;
  site.page("/shop").signals.chat_quote = "m.me/someone";
  EXPECT_EQ(site.item("O8").status, Status::missing) << reasons_of(site.item("O8"));
}

TEST(Cloud, ADriveThatWasNotOpenedIsUnverified) {
  const auto found = outside("O19", "procurement-plan", "https://drive.google.com/file/d/abc/view");
  EXPECT_EQ(found.status, Status::unverified);
  EXPECT_EQ(cause_of(found), "cloud_drive");
}

/// A site whose plan is linked under its name and right.
class Declared : public testing::Test {
 protected:
  Declared() {
    SiteBuilder::link(site_.home(), "/plan.pdf", kLabel, kTopic);
    add(site_.pdf("/plan.pdf"), kLabel);
  }

  static void add(model::PageFacts& page, const char* title) {
    support::add_title(page, title, kTopic);
    page.from_label = title;
  }

  model::Finding declared(const char* item, const char* to) {
    model::SiteProfile profile;
    profile.submitted[item] = support::address(to);
    const auto report = site_.judge(support::day(2023, 4, 20), profile);
    return *std::ranges::find(report.findings, item, &model::Finding::id);
  }

  static constexpr const char* kTopic = "procurement-plan";
  static constexpr const char* kLabel = "แผนการจัดซื้อจัดจ้าง ปีงบประมาณ 2566";
  SiteBuilder site_;
};

TEST_F(Declared, ARightAddressIsSaidToBeRight) {
  const auto found = declared("O19", "/plan.pdf");
  ASSERT_TRUE(found.submitted);
  EXPECT_EQ(found.submitted->status, Status::published);
  EXPECT_EQ(found.submitted->url, "https://abt.go.th/plan.pdf");
  EXPECT_TRUE(found.submitted->reachable_from_home);
  EXPECT_FALSE(found.submitted->why.th.empty());
}

TEST_F(Declared, AWrongAddressIsJudgedByItselfBesideOurs) {
  auto& old = site_.pdf("/old.pdf");
  add(old, "แผนการจัดซื้อจัดจ้าง ปีงบประมาณ 2565");
  const auto found = declared("O19", "/old.pdf");
  EXPECT_EQ(found.status, Status::published) << "ours stays what it is";
  EXPECT_EQ(found.evidence.at(0).url, "https://abt.go.th/plan.pdf");
  ASSERT_TRUE(found.submitted);
  EXPECT_EQ(found.submitted->status, Status::stale);
  EXPECT_NE(found.submitted->why.en.find("2565"), std::string::npos) << found.submitted->why.en;
}

TEST_F(Declared, BrokenUnreadAndOtherSubjectsAreTold) {
  site_.failed("/gone.pdf", model::FetchOutcome::not_found, 404);
  EXPECT_EQ(declared("O19", "/gone.pdf").submitted->status, Status::broken);
  const auto unread = declared("O19", "/never-asked.pdf");
  EXPECT_EQ(unread.submitted->status, Status::unverified);
  EXPECT_FALSE(unread.submitted->reachable_from_home);
  auto& other = site_.pdf("/other.pdf");
  support::add_title(other, "ประมวลจริยธรรม", "ethics-code");
  const auto wrong = declared("O19", "/other.pdf");
  EXPECT_EQ(wrong.submitted->status, Status::missing);
  EXPECT_NE(wrong.submitted->why.en.find("another subject"), std::string::npos)
      << wrong.submitted->why.en;
}

TEST_F(Declared, AnAddressNoLinkLeadsToIsNotReachable) {
  auto& hidden = site_.pdf("/hidden.pdf");
  support::add_title(hidden, kLabel, kTopic);
  const auto found = declared("O19", "/hidden.pdf");
  EXPECT_EQ(found.submitted->status, Status::published) << found.submitted->why.en;
  EXPECT_FALSE(found.submitted->reachable_from_home);
}

TEST_F(Declared, AListOfTheItemsPapersIsRight) {
  SiteBuilder::link(site_.home(), "/plans", "แผนการจัดซื้อจัดจ้าง", kTopic);
  auto& list = site_.page("/plans");
  add(list, "แผนการจัดซื้อจัดจ้าง");
  list.content_letters = 100;
  SiteBuilder::link(list, "/other.pdf", "แผนการจัดซื้อจัดจ้าง ปีงบประมาณ 2564", kTopic);
  add(site_.pdf("/other.pdf"), "แผนการจัดซื้อจัดจ้าง ปีงบประมาณ 2564");
  EXPECT_NE(declared("O19", "/plans").submitted->status, Status::published)
      << "the plan of the year does not hang in it";
  SiteBuilder::link(list, "/plan.pdf", kLabel, kTopic);
  EXPECT_EQ(declared("O19", "/plans").submitted->status, Status::published);
}

TEST_F(Declared, AScanCountsByTheLinkThatNamesIt) {
  SiteBuilder::link(site_.home(), "/scan.pdf", kLabel, kTopic);
  auto& scan = site_.pdf("/scan.pdf");
  scan.document = model::DocumentOutcome::image_only;
  scan.text_from = model::TextFrom::none;
  EXPECT_EQ(declared("O19", "/scan.pdf").submitted->status, Status::published);
  auto& hidden = site_.pdf("/hidden.pdf");
  hidden.document = model::DocumentOutcome::image_only;
  hidden.text_from = model::TextFrom::none;
  EXPECT_EQ(declared("O19", "/hidden.pdf").submitted->status, Status::unverified);
}

TEST_F(Declared, NothingIsSaidOfItemsWithoutADeclaredAddress) {
  EXPECT_FALSE(site_.item("O19").submitted.has_value());
}

}  // namespace
}  // namespace oit::audit
