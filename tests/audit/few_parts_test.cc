// One part of many is not the whole.
#include "audit/few_parts.h"

#include <gtest/gtest.h>

#include "support/facts_builder.h"

namespace oit::audit {
namespace {

using model::Status;
using support::cause_of;
using support::reasons_of;
using support::SiteBuilder;

constexpr const char* kCriteria = "hr-criteria";

model::PageFacts& paper(SiteBuilder& site, std::string_view path, std::string_view title,
                        std::initializer_list<std::string_view> words) {
  SiteBuilder::link(site.home(), path, title, kCriteria);
  auto& file = site.pdf(path);
  support::add_title(file, title, kCriteria);
  for (const auto word : words) support::says(file, word);
  return file;
}

TEST(FewParts, OneOfFiveIsTooLittle) {
  SiteBuilder site;
  paper(site, "/a.pdf", "หลักเกณฑ์การสรรหาและคัดเลือกบุคลากร", {"สรรหา", "คัดเลือก"});
  const auto found = site.item("O25");
  EXPECT_EQ(found.status, Status::incomplete) << reasons_of(found);
  EXPECT_EQ(cause_of(found), "component_absent");
  EXPECT_EQ(
      std::ranges::count(found.components, std::optional(false), &model::ComponentResult::met), 4);
}

TEST(FewParts, AnOrderAloneIsNoPromotionOfEthics) {
  SiteBuilder site;
  constexpr const char* kTopic = "ethics-promotion";
  constexpr const char* kTitle = "การขับเคลื่อนจริยธรรม ปีงบประมาณ 2566";
  SiteBuilder::link(site.home(), "/view/9", kTitle, kTopic);
  auto& post = site.page("/view/9");
  support::add_title(post, kTitle, kTopic);
  post.content_letters = 60, post.signals.documents = 1;
  SiteBuilder::link(post, "/order.pdf", kTitle, kTopic);
  auto& order = site.pdf("/order.pdf");
  support::add_title(order, kTitle, kTopic);
  support::says(order, "คณะทำงาน");
  EXPECT_EQ(site.item("O40").status, Status::incomplete) << reasons_of(site.item("O40"));
  post.signals.documents = 2;  // the other was not looked into
  EXPECT_EQ(site.item("O40").status, Status::published) << reasons_of(site.item("O40"));
  post.signals.documents = 1;
  support::says(order, "ข้อห้าม");
  EXPECT_EQ(site.item("O40").status, Status::published) << reasons_of(site.item("O40"));
}

TEST(FewParts, ThePapersOfAnItemCountTogether) {
  SiteBuilder site;
  paper(site, "/a.pdf", "หลักเกณฑ์การสรรหาและคัดเลือกบุคลากร", {"สรรหา", "คัดเลือก"});
  paper(site, "/b.pdf", "หลักเกณฑ์การพัฒนาบุคลากร", {"พัฒนาบุคลากร"});
  EXPECT_EQ(site.item("O25").status, Status::published) << reasons_of(site.item("O25"));
}

TEST(FewParts, WhatWasNotReadWholeMayHoldTheRest) {
  SiteBuilder site;
  auto& file = paper(site, "/a.pdf", "หลักเกณฑ์การสรรหาและคัดเลือกบุคลากร", {"สรรหา"});
  file.text_from = model::TextFrom::ocr;
  file.page_count = 9;
  file.pages_recognised = 1;
  EXPECT_EQ(site.item("O25").status, Status::published) << reasons_of(site.item("O25"));
}

}  // namespace
}  // namespace oit::audit
