// Every kind of check: met, not met, and when it cannot tell.
#include <gtest/gtest.h>

#include "audit/checks/check.h"
#include "support/facts_builder.h"

namespace oit::audit {
namespace {

using model::Absence;
using model::CheckKind;
using support::day;

using Met = std::optional<bool>;

/// A readable page, a demand of 2566, and a component whose absence can be proven.
class Checks : public testing::Test {
 protected:
  Checks() {
    page_.outcome = model::FetchOutcome::ok;
    page_.kind = model::BodyKind::html;
    page_.text_from = model::TextFrom::html;
    page_.content_letters = 900;
    component_.absence = Absence::proven;
  }

  Met run(CheckKind kind) {
    component_.check = kind;
    const CheckInput input{candidate_,
                           page_,
                           demand_,
                           period_,
                           support::shipped().phrases,
                           support::shipped().rulebook,
                           entries_,
                           opens_,
                           months_,
                           open_months_};
    return run_check(component_, input, &quote_);
  }

  /// Absent now, met after `change`, and not provable on a page that cannot be read.
  template <class Change>
  void expect_signal(CheckKind kind, Change change) {
    const auto name = std::string(model::name_of(kind));
    EXPECT_EQ(run(kind), Met(false)) << name;
    component_.absence = Absence::unseen;
    EXPECT_EQ(run(kind), std::nullopt) << name;
    component_.absence = Absence::proven;
    page_.truncated = true;
    EXPECT_EQ(run(kind), std::nullopt) << name << " of a page that was cut off";
    page_.truncated = false;
    change(page_.signals);
    EXPECT_EQ(run(kind), Met(true)) << name;
  }

  model::PageFacts page_;
  model::Component component_;
  Candidate candidate_;
  Demand demand_{text::PeriodCode::plan_fy, 2566, day(2023, 4, 20)};
  PeriodReading period_;
  int entries_ = 0, opens_ = 0;
  unsigned months_ = 0, open_months_ = 0;
  std::string quote_;
};

TEST_F(Checks, Words) {
  component_.words = {"ราคากลาง", "วงเงิน"};
  EXPECT_EQ(run(CheckKind::words), Met(false));
  support::says(page_, "ราคากลาง");
  EXPECT_EQ(run(CheckKind::words), Met(true));
  EXPECT_EQ(quote_, "… ราคากลาง …");
  component_.min = 2;
  EXPECT_EQ(run(CheckKind::words), Met(false));
  support::says(page_, "วงเงิน");
  EXPECT_EQ(run(CheckKind::words), Met(true));
}

TEST_F(Checks, AmountsAreWordsAndMoney) {
  component_.words = {"งบประมาณ"};
  component_.absence = Absence::unseen;
  page_.text_from = model::TextFrom::pdf_text;
  page_.amounts = 3;
  EXPECT_EQ(run(CheckKind::amounts), std::nullopt);
  support::says(page_, "งบประมาณ");
  EXPECT_EQ(run(CheckKind::amounts), Met(true));
  page_.amounts = 0;
  EXPECT_EQ(run(CheckKind::amounts), Met(false)) << "a column without money";
  page_.page_count = 20;
  EXPECT_EQ(run(CheckKind::amounts), Met(true)) << "most of its pages are pictures";
  page_.page_count = 2, page_.signals.documents = 1;
  EXPECT_EQ(run(CheckKind::amounts), Met(true)) << "a file may hold it";
  page_.signals.documents = 0, page_.text_from = model::TextFrom::ocr;
  EXPECT_EQ(run(CheckKind::amounts), std::nullopt);
  page_.text_from = model::TextFrom::pdf_text;
  support::says(page_, "ไม่ใช้งบประมาณ");
  EXPECT_EQ(run(CheckKind::amounts), Met(true)) << "nothing was spent, and that is said";
}

TEST_F(Checks, NoWords) {
  component_.words = {"ราคากลาง", "วงเงิน"};
  component_.min = 2;
  EXPECT_EQ(run(CheckKind::no_words), Met(true));
  support::says(page_, "ราคากลาง");
  EXPECT_EQ(run(CheckKind::no_words), Met(true)) << "one may be quoted";
  support::says(page_, "วงเงิน");
  EXPECT_EQ(run(CheckKind::no_words), Met(false));
}

TEST_F(Checks, NilStatement) {
  component_.words = {"ไม่มีเรื่องร้องเรียน"};
  EXPECT_EQ(run(CheckKind::nil_statement), Met(false));
  support::says(page_, "ไม่มีเรื่องร้องเรียน");
  EXPECT_EQ(run(CheckKind::nil_statement), Met(true));
  EXPECT_FALSE(quote_.empty());
}

TEST_F(Checks, SignalsOfAPage) {
  expect_signal(CheckKind::phone, [](auto& s) { s.phones = {"043-123456"}; });
  expect_signal(CheckKind::email, [](auto& s) { s.emails = {"saraban@abt.go.th"}; });
  expect_signal(CheckKind::address, [](auto& s) { s.address_quote = "เลขที่ 1 หมู่ 2"; });
  expect_signal(CheckKind::map, [](auto& s) { s.map_quote = "google.com/maps"; });
  expect_signal(CheckKind::chat, [](auto& s) { s.chat_quote = "m.me"; });
  expect_signal(CheckKind::social_account,
                [](auto& s) { s.social = {support::address("https://facebook.com/abt")}; });
  expect_signal(CheckKind::contact, [](auto& s) { s.content_contacts = {"043-123456"}; });
  expect_signal(CheckKind::outgoing_link,
                [](auto& s) { s.portal_links = {"https://www.gprocurement.go.th/x"}; });
  expect_signal(CheckKind::image, [](auto& s) { s.content_images = 1; });
}

TEST_F(Checks, AMenusTelephoneIsNoPersonsContact) {
  page_.signals.phones = {"043-123456"};
  EXPECT_EQ(run(CheckKind::contact), Met(false));
  page_.text_from = model::TextFrom::pdf_text;
  EXPECT_EQ(run(CheckKind::contact), Met(true)) << "a document has no menu";
}

TEST_F(Checks, Form) {
  EXPECT_EQ(run(CheckKind::form), Met(false));
  page_.signals.portal_links = {"https://forms.gle/abc"};
  EXPECT_EQ(run(CheckKind::form), Met(true));
  EXPECT_EQ(quote_, "https://forms.gle/abc");
  page_.signals.portal_links.clear();
  page_.signals.forms = 1;
  EXPECT_EQ(run(CheckKind::form), Met(true));
}

TEST_F(Checks, ImageOfADocumentCannotBeJudged) {
  page_.text_from = model::TextFrom::pdf_text;
  EXPECT_EQ(run(CheckKind::image), std::nullopt);
  page_.kind = model::BodyKind::image;
  EXPECT_EQ(run(CheckKind::image), Met(true));
}

TEST_F(Checks, PersonNames) {
  component_.min = 2;
  page_.signals.persons = 1;
  EXPECT_EQ(run(CheckKind::person_names), Met(false));
  page_.signals.persons = 2;
  page_.signals.person_quotes = {"นายสมชาย ใจดี"};
  EXPECT_EQ(run(CheckKind::person_names), Met(true));
  EXPECT_EQ(quote_, "นายสมชาย ใจดี");
}

TEST_F(Checks, Table) {
  component_.min = 3;
  page_.signals.tables = 1;
  page_.signals.table_rows = 2;
  EXPECT_EQ(run(CheckKind::table), Met(false));
  page_.signals.table_rows = 3;
  EXPECT_EQ(run(CheckKind::table), Met(true));
  page_.text_from = model::TextFrom::pdf_text;
  EXPECT_EQ(run(CheckKind::table), std::nullopt) << "a document's tables are not seen";
}

TEST_F(Checks, MinCountTakesTheLargestOfEntriesPostsFilesAndRows) {
  component_.min = 3;
  EXPECT_EQ(run(CheckKind::min_count), Met(false));
  opens_ = 3;
  EXPECT_EQ(run(CheckKind::min_count), Met(true));
  opens_ = 2;
  page_.signals.documents = 2;
  EXPECT_EQ(run(CheckKind::min_count), Met(false)) << "2 and 2 may be the same";
  page_.signals.post_days = {day(2023, 1, 1), day(2023, 1, 2), day(2023, 1, 3)};
  EXPECT_EQ(run(CheckKind::min_count), Met(true));
}

TEST_F(Checks, MonthsCovered) {
  months_ = 0x1F;
  EXPECT_EQ(run(CheckKind::months_covered), Met(false));
  open_months_ = 0x20;
  EXPECT_EQ(run(CheckKind::months_covered), std::nullopt) << "the month left may be in what waits";
  months_ = 0x3F;
  EXPECT_EQ(run(CheckKind::months_covered), Met(true));
}

TEST_F(Checks, MonthsAreProvenAbsentWhateverThePage) {
  page_.truncated = true;
  months_ = 0x1F;
  EXPECT_EQ(run(CheckKind::months_covered), Met(false));
}

TEST_F(Checks, CoversYear) {
  EXPECT_EQ(run(CheckKind::covers_year), std::nullopt) << "no year was read at all";
  period_.fit = text::PeriodFit::earlier;
  EXPECT_EQ(run(CheckKind::covers_year), Met(false));
  period_.fit = text::PeriodFit::right;
  EXPECT_EQ(run(CheckKind::covers_year), Met(true));
}

TEST_F(Checks, YearStated) {
  EXPECT_EQ(run(CheckKind::year_stated), std::nullopt);
  period_.fit = text::PeriodFit::partial;
  EXPECT_EQ(run(CheckKind::year_stated), Met(true));
}

TEST_F(Checks, MultiYear) {
  EXPECT_EQ(run(CheckKind::multi_year), Met(false));
  page_.title_period = support::dated("ปี 2566");
  EXPECT_EQ(run(CheckKind::multi_year), Met(false));
  page_.title_period = support::dated("แผนพัฒนาท้องถิ่น (พ.ศ. 2566 - 2570)");
  EXPECT_EQ(run(CheckKind::multi_year), Met(true));
}

TEST_F(Checks, DatedPost) {
  demand_.code = text::PeriodCode::news_fy;
  EXPECT_EQ(run(CheckKind::dated_post), std::nullopt) << "posts without dates prove nothing";
  page_.signals.post_days = {day(2022, 9, 30)};
  EXPECT_EQ(run(CheckKind::dated_post), Met(false));
  page_.signals.post_days = {day(2022, 10, 1)};
  EXPECT_EQ(run(CheckKind::dated_post), Met(true));
  page_.signals.post_days = {day(2023, 4, 21)};
  EXPECT_EQ(run(CheckKind::dated_post), Met(false)) << "a post of tomorrow";
}

TEST_F(Checks, Opens) {
  EXPECT_EQ(run(CheckKind::opens), Met(true));
  entries_ = 2;
  page_.content_letters = 100;
  EXPECT_EQ(run(CheckKind::opens), Met(false)) << "a list of which no entry opens";
  opens_ = 1;
  EXPECT_EQ(run(CheckKind::opens), Met(true));
}

TEST_F(Checks, HumanJudgementIsNeverGuessed) { EXPECT_EQ(run(CheckKind::human), std::nullopt); }

TEST_F(Checks, ReadableMeansThatAbsenceCanBeSeen) {
  EXPECT_TRUE(is_readable(page_));
  auto picture = page_;
  picture.content_letters = 10;
  picture.signals.content_images = 1;
  EXPECT_FALSE(is_readable(picture));
  auto viewer = page_;
  viewer.content_letters = 10;
  viewer.embedded = {support::address("/a.pdf")};
  EXPECT_FALSE(is_readable(viewer));
  auto drawn = page_;
  drawn.needs_script = true;
  EXPECT_FALSE(is_readable(drawn));
  auto stopped = page_;
  stopped.parse_stop = model::ParseStop::memory;
  EXPECT_FALSE(is_readable(stopped));
  auto scan = page_;
  scan.text_from = model::TextFrom::none;
  EXPECT_FALSE(is_readable(scan));
}

}  // namespace
}  // namespace oit::audit
