// What a target that does not open, or does not open as promised, means for its item.
#include <gtest/gtest.h>

#include "audit/cause.h"
#include "support/facts_builder.h"

namespace oit::audit {
namespace {

using model::DocumentOutcome;
using model::FetchOutcome;
using model::Status;
using support::cause_of;
using support::reasons_of;
using support::SiteBuilder;

struct OutcomeRow {
  FetchOutcome outcome;
  Status status;
  const char* code;
};

/// Every outcome but ok: the site's fault is broken, what kept us from looking is unverified.
constexpr OutcomeRow kOutcomes[] = {
    {FetchOutcome::not_found, Status::broken, "not_found"},
    {FetchOutcome::gone, Status::broken, "gone"},
    {FetchOutcome::unauthorized, Status::broken, "sign_in"},
    {FetchOutcome::client_error, Status::broken, "client_error"},
    {FetchOutcome::server_error, Status::broken, "server_error"},
    {FetchOutcome::no_such_host, Status::broken, "no_such_host"},
    {FetchOutcome::refused, Status::broken, "refused"},
    {FetchOutcome::empty, Status::broken, "empty_file"},
    {FetchOutcome::too_many_redirects, Status::broken, "too_many_redirects"},
    {FetchOutcome::bad_redirect, Status::broken, "bad_redirect"},
    {FetchOutcome::forbidden, Status::unverified, "forbidden"},
    {FetchOutcome::rate_limited, Status::unverified, "rate_limited"},
    {FetchOutcome::unavailable, Status::unverified, "unavailable"},
    {FetchOutcome::no_network, Status::unverified, "no_network"},
    {FetchOutcome::reset, Status::unverified, "reset"},
    {FetchOutcome::timeout, Status::unverified, "timeout"},
    {FetchOutcome::tls_failed, Status::unverified, "tls_failed"},
    {FetchOutcome::blocked_address, Status::unverified, "blocked_address"},
    {FetchOutcome::bad_protocol, Status::unverified, "bad_protocol"},
    {FetchOutcome::too_large, Status::unverified, "too_large"},
    {FetchOutcome::robots_disallowed, Status::unverified, "robots_disallowed"},
    {FetchOutcome::robots_unreachable, Status::unverified, "robots_unreachable"},
    {FetchOutcome::budget, Status::unverified, "limit"},
    {FetchOutcome::cancelled, Status::unverified, "cancelled"},
    {FetchOutcome::not_modified, Status::unverified, "bad_protocol"},
    {FetchOutcome::not_captured, Status::unverified, "not_captured"},
};

constexpr const char* kPlan = "procurement-plan";
constexpr const char* kPlanLabel = "แผนการจัดซื้อจัดจ้าง ปีงบประมาณ 2566";

class Outcomes : public testing::TestWithParam<OutcomeRow> {};

TEST_P(Outcomes, DecideByThemselves) {
  SiteBuilder site;
  SiteBuilder::link(site.home(), "/plan.pdf", kPlanLabel, kPlan);
  site.failed("/plan.pdf", GetParam().outcome);
  const auto found = site.item("O19");
  EXPECT_EQ(found.status, GetParam().status) << reasons_of(found);
  EXPECT_EQ(cause_of(found), GetParam().code);
  ASSERT_FALSE(found.evidence.empty());
  EXPECT_EQ(found.evidence[0].url, "https://abt.go.th/plan.pdf");
  EXPECT_FALSE(found.cause->text.th.empty());
  EXPECT_FALSE(found.cause->who.th.empty()) << "nobody is named who can mend it";
}

INSTANTIATE_TEST_SUITE_P(All, Outcomes, testing::ValuesIn(kOutcomes), [](const auto& row) {
  return std::string(model::name_of(row.param.outcome));
});

TEST(JudgeFetch, HasAJudgementForEveryOutcomeButOk) {
  for (int code = 0; code <= static_cast<int>(FetchOutcome::not_captured); ++code) {
    model::PageFacts page;
    page.outcome = static_cast<FetchOutcome>(code);
    const auto judged = judge_fetch(page);
    EXPECT_EQ(judged.has_value(), page.outcome != FetchOutcome::ok) << model::name_of(page.outcome);
    EXPECT_EQ(
        page.outcome == FetchOutcome::ok ||
            std::ranges::any_of(
                kOutcomes,
                [&](auto& row) { return row.outcome == page.outcome && row.code == judged->code; }),
        true)
        << model::name_of(page.outcome) << " is not in the table above";
  }
}

/// A page that is linked as the year's plan, opens, and is changed by `change`.
template <class Change>
model::Finding with_plan(Change change) {
  SiteBuilder site;
  SiteBuilder::link(site.home(), "/plan.pdf", kPlanLabel, kPlan);
  auto& file = site.pdf("/plan.pdf");
  support::add_title(file, kPlanLabel, kPlan);
  support::says(file, "แผนการจัดซื้อจัดจ้าง");
  change(file);
  return site.item("O19");
}

TEST(Broken, ANoticeWhoseOnlyFileIsAnErrorPageIsBroken) {
  SiteBuilder site;
  constexpr const char* kTitle = "รายงานผลการบริหารและพัฒนาทรัพยากรบุคคล ประจำปีงบประมาณ พ.ศ. 2565";
  SiteBuilder::link(site.home(), "/board/1182", kTitle, "hr-annual");
  auto& notice = site.page("/board/1182");
  support::add_title(notice, kTitle, "hr-annual");
  notice.content_letters = 90, notice.signals.documents = 1;
  SiteBuilder::link(notice, "/hr.pdf", "ไฟล์รายงาน");
  auto& file = site.pdf("/hr.pdf");
  file.soft_404 = true;
  EXPECT_EQ(site.item("O26").status, Status::broken) << reasons_of(site.item("O26"));
  notice.content_letters = 900;
  EXPECT_EQ(site.item("O26").status, Status::published) << "it says something itself";
  notice.content_letters = 90, file.soft_404 = false;
  support::add_title(file, kTitle, "hr-annual");
  EXPECT_EQ(site.item("O26").status, Status::published) << reasons_of(site.item("O26"));
}

TEST(Broken, TheUnchangedPlanIsPublished) {
  const auto found = with_plan([](auto&) {});
  EXPECT_EQ(found.status, Status::published) << reasons_of(found);
  EXPECT_GT(found.confidence, 0.9);
}

TEST(Broken, ErrorPageSentAs200IsBroken) {
  const auto found = with_plan([](auto& page) { page.soft_404 = true; });
  EXPECT_EQ(found.status, Status::broken);
  EXPECT_EQ(cause_of(found), "soft_404");
}

TEST(Broken, RedirectToHomeIsBroken) {
  const auto found = with_plan([](auto& page) { page.redirected_home = true; });
  EXPECT_EQ(found.status, Status::broken);
  EXPECT_EQ(cause_of(found), "redirect_home");
}

TEST(Broken, SignInFormIsBrokenWhateverTheStatusCode) {
  const auto found = with_plan([](auto& page) { page.sign_in = true; });
  EXPECT_EQ(found.status, Status::broken);
  EXPECT_EQ(cause_of(found), "sign_in");
  const auto forbidden = with_plan([](auto& page) {
    page.sign_in = true;
    page.outcome = FetchOutcome::forbidden;
  });
  EXPECT_EQ(forbidden.status, Status::broken);
  EXPECT_EQ(cause_of(forbidden), "sign_in");
}

struct DocumentRow {
  DocumentOutcome outcome;
  Status status;
  const char* code;
};

class Documents : public testing::TestWithParam<DocumentRow> {};

TEST_P(Documents, DecideByThemselves) {
  const auto found = with_plan([](auto& page) {
    page.document = GetParam().outcome;
    page.text_from = model::TextFrom::none;
    page.title_lines.clear();
    page.title_topics.clear();
    page.title_period = {};
    page.phrases.clear();
  });
  EXPECT_EQ(found.status, GetParam().status) << reasons_of(found);
  EXPECT_EQ(cause_of(found), GetParam().code);
}

INSTANTIATE_TEST_SUITE_P(
    All, Documents,
    testing::Values(DocumentRow{DocumentOutcome::encrypted, Status::broken, "encrypted"},
                    DocumentRow{DocumentOutcome::damaged, Status::broken, "damaged"},
                    DocumentRow{DocumentOutcome::empty, Status::incomplete, "empty_page"},
                    DocumentRow{DocumentOutcome::too_costly, Status::unverified, "reader_stopped"},
                    DocumentRow{DocumentOutcome::crashed, Status::unverified, "reader_stopped"},
                    DocumentRow{DocumentOutcome::unsupported, Status::unverified, "office_file"}),
    [](const auto& row) { return std::string(model::name_of(row.param.outcome)); });

TEST(Broken, PagesThatScriptsDrawOrThatAreTooComplexAreUnverified) {
  const auto drawn = with_plan([](auto& page) { page.needs_script = true; });
  EXPECT_EQ(drawn.status, Status::unverified);
  EXPECT_EQ(cause_of(drawn), "needs_browser");
  const auto complex = with_plan([](auto& page) { page.parse_stop = model::ParseStop::time; });
  EXPECT_EQ(complex.status, Status::unverified);
  EXPECT_EQ(cause_of(complex), "parse_limit");
}

TEST(Broken, ThisYearsBrokenLinkDecidesOverLastYearsReadablePaper) {
  SiteBuilder site;
  SiteBuilder::link(site.home(), "/old.pdf", "แผนการจัดซื้อจัดจ้าง ปีงบประมาณ 2565", kPlan);
  SiteBuilder::link(site.home(), "/new.pdf", kPlanLabel, kPlan);
  support::add_title(site.pdf("/old.pdf"), "แผนการจัดซื้อจัดจ้าง ปีงบประมาณ 2565", kPlan);
  site.failed("/new.pdf", FetchOutcome::not_found, 404);
  const auto found = site.item("O19");
  EXPECT_EQ(found.status, Status::broken) << reasons_of(found);
  EXPECT_EQ(found.evidence.at(0).url, "https://abt.go.th/new.pdf");
  ASSERT_FALSE(found.near_misses.empty());
  EXPECT_EQ(found.near_misses[0].url, "https://abt.go.th/old.pdf");
  EXPECT_NE(found.near_misses[0].why.en.find("2565"), std::string::npos);
}

TEST(Broken, ThisYearsBrokenLinkDecidesOverPapersOfNoStatedYear) {
  SiteBuilder site;
  SiteBuilder::link(site.home(), "/new.pdf", kPlanLabel, kPlan);
  SiteBuilder::link(site.home(), "/cover.pdf", "แผนการจัดซื้อจัดจ้าง", kPlan);
  SiteBuilder::link(site.home(), "/unread.pdf", "แผนการจัดซื้อจัดจ้าง", kPlan);
  site.failed("/new.pdf", FetchOutcome::not_found, 404);
  support::add_title(site.pdf("/cover.pdf"), "แผนการจัดซื้อจัดจ้าง", kPlan).only_cover = true;
  const auto found = site.item("O19");
  EXPECT_EQ(found.status, Status::broken) << reasons_of(found);
  EXPECT_EQ(cause_of(found), "not_found");
}

TEST(Broken, LastYearsBrokenLinkDoesNotHideThisYearsPaper) {
  SiteBuilder site;
  SiteBuilder::link(site.home(), "/old.pdf", "แผนการจัดซื้อจัดจ้าง ปีงบประมาณ 2565", kPlan);
  SiteBuilder::link(site.home(), "/new.pdf", kPlanLabel, kPlan);
  site.failed("/old.pdf", FetchOutcome::not_found, 404);
  support::add_title(site.pdf("/new.pdf"), kPlanLabel, kPlan);
  EXPECT_EQ(site.item("O19").status, Status::published);
}

TEST(Broken, BrokenAndReadableCopiesOfThisYearsPaperArePublished) {
  SiteBuilder site;
  SiteBuilder::link(site.home(), "/a.pdf", kPlanLabel, kPlan);
  SiteBuilder::link(site.home(), "/b.pdf", kPlanLabel, kPlan);
  site.failed("/a.pdf", FetchOutcome::not_found, 404);
  support::add_title(site.pdf("/b.pdf"), kPlanLabel, kPlan);
  const auto found = site.item("O19");
  EXPECT_EQ(found.status, Status::published);
  ASSERT_FALSE(found.near_misses.empty());
  EXPECT_EQ(found.near_misses[0].url, "https://abt.go.th/a.pdf");
}

}  // namespace
}  // namespace oit::audit
