// Pages that say of a required part that there is none yet.
#include "audit/empty_parts.h"

#include <gtest/gtest.h>

#include "support/facts_builder.h"

namespace oit::audit {
namespace {

using model::Status;
using support::reasons_of;
using support::shipped;
using support::SiteBuilder;

model::EmptySection section(std::string_view text, std::string_view word, bool under_heading = true,
                            bool not_yet = false) {
  return {std::string(text), {shipped().phrases.number(word)}, under_heading, not_yet};
}

/// A page of O40 that lists a paper of the year, and may say of other parts that they are not
/// there.
class Ethics : public testing::Test {
 protected:
  Ethics() {
    SiteBuilder::link(site_.home(), "/o40", "การขับเคลื่อนจริยธรรม", kTopic);
    page_ = &site_.page("/o40");
    page_->content_letters = 100;
    support::add_title(*page_, "การขับเคลื่อนจริยธรรม ปี 2566", kTopic);
    SiteBuilder::link(*page_, "/dos.pdf", "แนวปฏิบัติ Dos & Don'ts ปี 2566", kTopic);
    paper_ = &site_.pdf("/dos.pdf");
    support::add_title(*paper_, "แนวปฏิบัติ Dos & Don'ts ปี 2566", kTopic);
    support::says(*paper_, "กิจกรรม");
  }

  static constexpr const char* kTopic = "ethics-promotion";
  SiteBuilder site_;
  model::PageFacts* page_;
  model::PageFacts* paper_;
};

/// The paper beside the empty heading used to be enough.
TEST_F(Ethics, APartThatIsSaidNotToBeThereFailsTheItem) {
  EXPECT_EQ(site_.item("O40").status, Status::published) << reasons_of(site_.item("O40"));
  page_->empty_sections.push_back(section("3. การฝึกอบรม/กิจกรรม", "กิจกรรม", true, true));
  const auto found = site_.item("O40");
  EXPECT_EQ(found.status, Status::incomplete) << reasons_of(found);
  EXPECT_EQ(support::cause_of(found), "component_absent");
  EXPECT_EQ(found.evidence.at(0).url, "https://abt.go.th/o40");
  const auto part = std::ranges::find(found.components, "training", &model::ComponentResult::id);
  ASSERT_NE(part, found.components.end());
  EXPECT_EQ(part->met, false);
}

TEST_F(Ethics, APartOfAnotherYearSaysNothing) {
  page_->empty_sections.push_back(section("กิจกรรม ปี 2567", "กิจกรรม"));
  EXPECT_EQ(site_.item("O40").status, Status::published);
}

TEST_F(Ethics, OtherPagesSayNothingOfTheItem) {
  SiteBuilder::link(site_.home(), "/other", "การขับเคลื่อนจริยธรรม", kTopic);
  auto& other = site_.page("/other");
  support::add_title(other, "ปฏิทินกิจกรรม");
  other.empty_sections.push_back(section("กิจกรรม", "กิจกรรม"));
  EXPECT_EQ(site_.item("O40").status, Status::published);
}

TEST_F(Ethics, AHeadingThatNamesNoComponentSaysNothing) {
  page_->empty_sections.push_back({"เรื่องอื่น", {}, true, false});
  EXPECT_EQ(site_.item("O40").status, Status::published);
}

/// In the rows of a report "not done yet" tells how a project stands.
TEST(Reports, RowsTellProgress) {
  for (const bool not_yet : {true, false}) {
    SiteBuilder site;
    constexpr const char* kTopic = "anti-corruption-6m";
    constexpr const char* kTitle =
        "รายงานการกำกับติดตามการดำเนินการป้องกันการทุจริต รอบ 6 เดือน ปีงบประมาณ 2566";
    SiteBuilder::link(site.home(), "/o37", kTitle, kTopic);
    auto& page = site.page("/o37");
    support::add_title(page, kTitle, kTopic);
    const auto& components = shipped().rulebook.topics[shipped().topic(kTopic)].components;
    const auto words =
        std::ranges::find(components, model::CheckKind::words, &model::Component::check);
    ASSERT_NE(words, components.end());
    page.empty_sections.push_back(section("โครงการ", words->words.front(), !not_yet, not_yet));
    EXPECT_EQ(site.item("O37").status, not_yet ? Status::published : Status::incomplete);
  }
}

/// The index has no page for the item: its row names the parts and says which one is lacking.
TEST(EmptyParts, ARowOfAnIndexSaysWhatIsNotThere) {
  SiteBuilder site;
  SiteBuilder::link(site.home(), "/ita", "ITA 2566");
  auto& index = site.page("/ita");
  index.is_index = index.collects = true;
  index.index_year = 2566;
  SiteBuilder::link(index, "/order.pdf", "คำสั่งแต่งตั้งคณะทำงานขับเคลื่อนจริยธรรม ปี 2566",
                    "ethics-promotion")
      .codes = {40};
  support::add_title(site.pdf("/order.pdf"), "คำสั่งแต่งตั้งคณะทำงานขับเคลื่อนจริยธรรม ปี 2566",
                     "ethics-promotion");
  EXPECT_EQ(site.item("O40").status, Status::published) << reasons_of(site.item("O40"));
  auto said = section("แนวปฏิบัติ Dos & Don'ts", "don'ts", false);
  said.item = 41;
  index.empty_sections.push_back(said);
  EXPECT_EQ(site.item("O40").status, Status::published) << "that is another item's row";
  index.empty_sections.front().item = 40;
  EXPECT_EQ(site.item("O40").status, Status::incomplete);
  index.index_year = 2565;
  EXPECT_NE(site.item("O40").status, Status::incomplete) << "last year's list";
}

}  // namespace
}  // namespace oit::audit
