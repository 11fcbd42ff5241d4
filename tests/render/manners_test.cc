#include "render/manners.h"

#include <gtest/gtest.h>

namespace oit::render {
namespace {

using std::chrono::milliseconds;

class MannersTest : public testing::Test {
 protected:
  url::Url url(const char* text) { return url::Url::parse(text).value(); }
  std::uint64_t ask(const char* text) {
    return manners_.ask(url(text), now_, [this] { ++gone_; });
  }
  Manners manners_{net::FetchLimits{}, {url::Url::parse("http://127.0.0.1:81/").value()}};
  Manners::Time now_{std::chrono::hours(5)};
  int gone_ = 0;
};

TEST_F(MannersTest, AsksAHostOneAtATimeWithAPause) {
  const auto first = ask("http://a.go.th/1");
  ask("http://a.go.th/2");
  EXPECT_EQ(gone_, 1);
  now_ += milliseconds(600);
  manners_.finished(first, now_);
  manners_.let_go(now_ + milliseconds(599));
  EXPECT_EQ(gone_, 1);  // as long as the answer took
  EXPECT_EQ(manners_.let_go(now_), now_ + milliseconds(600));
  manners_.let_go(now_ + milliseconds(600));
  EXPECT_EQ(gone_, 2);
}

TEST_F(MannersTest, HoldsUpNeitherOtherHostsNorTheOperatorsOwn) {
  ask("http://a.go.th/1");
  ask("http://b.go.th/1");
  EXPECT_EQ(gone_, 2);
  for (int i = 0; i < 10; ++i) ask("http://127.0.0.1:81/x");
  EXPECT_EQ(gone_, 12);
}

TEST_F(MannersTest, WaitsAfterTheCrawlsOwnRequest) {
  manners_.note_asked(url("http://a.go.th/"), now_);
  ask("http://a.go.th/1");
  EXPECT_EQ(gone_, 0);
  manners_.let_go(now_ + milliseconds(250));
  EXPECT_EQ(gone_, 1);
}

TEST_F(MannersTest, LetsTheLinePassWhoeverLeavesOrNeverAnswers) {
  const auto first = ask("http://a.go.th/1");
  const auto second = ask("http://a.go.th/2");
  ask("http://a.go.th/3");
  manners_.drop(second, now_);
  manners_.drop(first, now_);
  manners_.let_go(now_ + milliseconds(250));
  EXPECT_EQ(gone_, 2);  // the first and the third
  ask("http://a.go.th/4");
  manners_.let_go(now_ + std::chrono::seconds(6));
  manners_.let_go(now_ + std::chrono::seconds(20));
  EXPECT_EQ(gone_, 3);
}

}  // namespace
}  // namespace oit::render
