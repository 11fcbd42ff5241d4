#include "render/part_robots.h"

#include <gtest/gtest.h>

#include <optional>

namespace oit::render {
namespace {

using State = net::RobotsVerdict::State;

class PartRobotsTest : public testing::Test {
 protected:
  /// What is known of `address`; nothing while nobody has told.
  std::optional<bool> check(const char* address) {
    std::optional<bool> known;
    robots_.check(url::Url::parse(address).value(), 7,
                  [&](bool is_allowed) { known = is_allowed; });
    return known;
  }

  void tell(State state, std::string_view text) {
    net::RobotsVerdict verdict;
    verdict.state = state;
    verdict.rules = net::Robots(text, "oitcheck");
    const auto told = std::move(told_);
    told_ = nullptr;
    told(verdict);
  }

  std::vector<std::string> asked_;
  PartRobots::Told told_;
  PartRobots robots_{[this](const url::Url& url, model::Owner, PartRobots::Told told) {
    asked_.push_back(url.origin());
    told_ = std::move(told);
  }};
};

TEST_F(PartRobotsTest, AsksOncePerOriginAndThenKnows) {
  std::vector<bool> answers;
  for (const char* path : {"http://a.go.th/api/x?y=1", "http://a.go.th/open"})
    robots_.check(url::Url::parse(path).value(), 7, [&](bool is) { answers.push_back(is); });
  EXPECT_TRUE(answers.empty());
  tell(State::read, "User-agent: *\nDisallow: /api/\n");
  EXPECT_EQ(answers, (std::vector<bool>{false, true}));
  EXPECT_EQ(check("http://a.go.th/api/z"), false);
  EXPECT_EQ(check("http://a.go.th/z"), true);
  EXPECT_EQ(asked_, std::vector<std::string>{"http://a.go.th"});
  EXPECT_EQ(check("https://a.go.th/z"), std::nullopt);
  EXPECT_EQ(asked_.size(), 2U);
}

TEST_F(PartRobotsTest, AllowsNothingWhileTheFileCannotBeReadAndAsksAgain) {
  std::optional<bool> known;
  robots_.check(url::Url::parse("http://a.go.th/x").value(), 7, [&](bool is) { known = is; });
  tell(State::unreachable, "");
  EXPECT_EQ(known, false);
  robots_.check(url::Url::parse("http://a.go.th/x").value(), 7, [&](bool is) { known = is; });
  EXPECT_EQ(asked_.size(), 2U);
  tell(State::absent, "");
  EXPECT_EQ(known, true);
}

TEST(PartRobots, AllowsEverythingWhenNobodyIsToBeAsked) {
  PartRobots robots(nullptr);
  bool is_allowed = false;
  robots.check(url::Url::parse("http://a.go.th/x").value(), 7, [&](bool is) { is_allowed = is; });
  EXPECT_TRUE(is_allowed);
}

}  // namespace
}  // namespace oit::render
