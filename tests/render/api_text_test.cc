#include "render/api_text.h"

#include <gtest/gtest.h>

namespace oit::render {
namespace {

// Each piece between tags used to be looked for as one, so that a page drawn from HTML said all
// twice.
TEST(TextOfAnswers, LeavesOutMarkupThatIsDrawn) {
  EXPECT_EQ(text_of_answers({R"({"body":"<h1>แผนพัฒนา</h1><p>ปี 2566 & งบ</p>"})"},
                            "<h1>แผนพัฒนา</h1> <p class=\"a\">ปี 2566 &amp; งบ</p>", 1000),
            "");
}

TEST(TextOfAnswers, TellsTheWordsOfJsonOnceAndEscaped) {
  EXPECT_EQ(text_of_answers({R"({"title":"แผนพัฒนา <b>ท้องถิ่น</b> & งบ","id":"a81","n":3})",
                             R"(["แผนพัฒนา <b>ท้องถิ่น</b> & งบ"])", "no json"},
                            "", 1000),
            "\n<section data-oitcheck=\"answers\">\n<p>แผนพัฒนา  ท้องถิ่น  &amp; งบ</p>\n</section>\n");
}

TEST(TextOfAnswers, LeavesOutWhatThePageShowsAndAddresses) {
  EXPECT_EQ(text_of_answers({R"(["ข่าวประชาสัมพันธ์","https://a.go.th/แผน","/files/a b.pdf"])"},
                            "<h1>ข่าวประชาสัมพันธ์</h1>", 1000),
            "");
}

TEST(TextOfAnswers, EndsAtItsLimit) {
  std::string many = "[";
  for (int i = 0; i < 1000; ++i) many += "\"รายการที่ " + std::to_string(i) + "\",";
  many.back() = ']';
  EXPECT_LT(text_of_answers({many}, "", 2000).size(), 2000U + 1000 * 8);
  EXPECT_GT(text_of_answers({many}, "", 200'000).size(), 20'000U);
}

}  // namespace
}  // namespace oit::render
