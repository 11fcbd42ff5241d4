#include "dashboard/trend_chart.h"

#include "sample_store.h"

namespace oit::dashboard {
namespace {

class TrendChart : public testing::Test {
 protected:
  std::string draw(const std::vector<Point>& points, std::string_view what = "คะแนน") const {
    return trend_chart(scene_, what, points);
  }
  bool has(const std::string& drawn, std::string_view words) const {
    return drawn.find(words) != std::string::npos;
  }

  test::StoreFolder folder_;
  std::unique_ptr<store::Store> store_ = store::Store::open(folder_.file()).value();
  const Request request_{"GET", "/", {{"lang", "en"}}, ""};
  const Scene scene_ = set_scene(*store_, request_).value();
};

TEST_F(TrendChart, RisesWithTheScoreAndTellsItInWords) {
  const auto drawn = draw(
      {{test::april(1), 40}, {test::april(2), 0}, {test::april(3), 100}, {test::april(4), 60}});
  EXPECT_TRUE(has(drawn, "points=\"45.0,91.8 188.3,145.0 331.7,12.0 475.0,65.2 \"")) << drawn;
  EXPECT_TRUE(has(drawn, "cx=\"475.0\" cy=\"65.2\"")) << drawn;
  EXPECT_TRUE(has(drawn, "4 runs, from 40.00 (1 Apr 2023")) << drawn;
  EXPECT_TRUE(has(drawn, "to 60.00 (4 Apr 2023")) << drawn;
  EXPECT_TRUE(has(drawn, "lowest 0.00, highest 100.00")) << drawn;
}

TEST_F(TrendChart, IsNothingWithoutPointsAndADotOfOne) {
  EXPECT_EQ(draw({}), "");
  EXPECT_TRUE(has(draw({{test::april(1), 100}}), "cx=\"45.0\" cy=\"12.0\""));
}

TEST_F(TrendChart, ShowsWhatItIsOfAsText) {
  const auto drawn = draw({{test::april(1), 1}}, "\"><script>");
  EXPECT_FALSE(has(drawn, "<script")) << drawn;
  EXPECT_TRUE(has(drawn, "aria-label=\"&quot;&gt;&lt;script&gt;\"")) << drawn;
}

}  // namespace
}  // namespace oit::dashboard
