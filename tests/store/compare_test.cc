#include "store/compare.h"

#include <gtest/gtest.h>

#include <optional>

namespace oit::store {
namespace {

using model::ChangeKind;
using model::Status;
using model::Verdict;

Verdict verdict(Status status, const std::string& url = "", const std::string& sha256 = "",
                const std::string& item = "O1", const std::string& topic = "laws") {
  return {"s1", item, topic, status, url, sha256, "", "กองคลัง", "เหตุผล"};
}

std::optional<ChangeKind> kind(const Verdict& before, const Verdict& after) {
  const auto changes = compare(std::vector{before}, std::vector{after});
  if (changes.empty()) return std::nullopt;
  return changes.front().kind;
}

TEST(Compare, NamesEveryChangeOfStatus) {
  using enum Status;
  using enum ChangeKind;
  const struct {
    Status before, after;
    ChangeKind kind;
  } rows[] = {
      {missing, published, appeared},
      {not_due, published, appeared},
      {broken, published, repaired},
      {stale, published, repaired},
      {incomplete, published, repaired},
      {unverified, published, in_sight},
      {published, missing, lost},
      {stale, missing, lost},
      {broken, missing, lost},
      {incomplete, missing, lost},
      {not_due, missing, other},
      {unverified, missing, in_sight},
      {published, stale, went_stale},
      {missing, stale, other},
      {incomplete, stale, other},
      {unverified, stale, in_sight},
      {published, broken, broke},
      {missing, broken, broke},
      {stale, broken, broke},
      {unverified, broken, in_sight},
      {published, incomplete, fell_short},
      {missing, incomplete, other},
      {broken, incomplete, other},
      {published, unverified, out_of_sight},
      {missing, unverified, out_of_sight},
      {published, not_due, other},
      {unverified, not_due, in_sight},
  };
  for (const auto& row : rows)
    EXPECT_EQ(kind(verdict(row.before), verdict(row.after)), row.kind)
        << model::name_of(row.before) << " -> " << model::name_of(row.after);
}

TEST(Compare, TheSameStatusIsNoChange) {
  for (const auto status : {Status::published, Status::missing, Status::broken, Status::unverified,
                            Status::stale, Status::incomplete, Status::not_due})
    EXPECT_EQ(kind(verdict(status), verdict(status)), std::nullopt);
}

TEST(Compare, APublishedItemMoves) {
  const auto at = [](const char* url, const char* sha256 = "a") {
    return verdict(Status::published, url, sha256);
  };
  EXPECT_EQ(kind(at("http://a.go.th/x"), at("http://a.go.th/y")), ChangeKind::moved);
  EXPECT_EQ(kind(at("http://a.go.th/x"), at("https://www.a.go.th/x")), std::nullopt);
  EXPECT_EQ(kind(at("http://a.go.th"), at("https://a.go.th/")), std::nullopt);
  EXPECT_EQ(kind(at("http://a.go.th/x", "a"), at("https://a.go.th/x", "b")),
            ChangeKind::file_replaced);
  EXPECT_EQ(kind(at("http://a.go.th/x", "a"), at("http://a.go.th/x", "")), std::nullopt);
  EXPECT_EQ(kind(at("http://a.go.th/x", "a"), at("", "b")), std::nullopt);
}

TEST(Compare, OnlyWhatIsPublishedMoves) {
  EXPECT_EQ(kind(verdict(Status::broken, "http://a.go.th/x"),
                 verdict(Status::broken, "http://a.go.th/y")),
            std::nullopt);
}

TEST(Compare, CarriesBothSides) {
  const auto changes = compare(std::vector{verdict(Status::published, "http://a.go.th/x")},
                               std::vector{verdict(Status::missing)});
  ASSERT_EQ(changes.size(), 1U);
  const auto& change = changes.front();
  EXPECT_EQ(change.site, "s1");
  EXPECT_EQ(change.item, "O1");
  EXPECT_EQ(change.before, Status::published);
  EXPECT_EQ(change.after, Status::missing);
  EXPECT_EQ(change.url_before, "http://a.go.th/x");
  EXPECT_EQ(change.url_after, "");
  EXPECT_EQ(change.unit, "กองคลัง");
  EXPECT_EQ(change.reason, "เหตุผล");
}

TEST(Compare, MatchesBySubjectWhenNumbersMoved) {
  using enum Status;
  const std::vector before = {verdict(published, "", "", "O1", "laws"),
                              verdict(missing, "", "", "O2", "plan")};
  const std::vector after = {verdict(missing, "", "", "O1", "plan"),
                             verdict(stale, "", "", "O2", "laws")};
  const auto by_topic = compare(before, after, MatchBy::topic);
  ASSERT_EQ(by_topic.size(), 1U);
  EXPECT_EQ(by_topic[0].item, "O2");
  EXPECT_EQ(by_topic[0].kind, ChangeKind::went_stale);
  const auto by_item = compare(before, after, MatchBy::item);
  ASSERT_EQ(by_item.size(), 2U);
  EXPECT_EQ(by_item[0].kind, ChangeKind::lost);
}

TEST(Compare, TwoItemsOfOneSubjectAreTwo) {
  using enum Status;
  const std::vector before = {verdict(published, "", "", "O5", "plan"),
                              verdict(missing, "", "", "O6", "plan")};
  const std::vector after = {verdict(published, "", "", "O7", "plan"),
                             verdict(published, "", "", "O8", "plan")};
  const auto changes = compare(before, after, MatchBy::topic);
  ASSERT_EQ(changes.size(), 1U);
  EXPECT_EQ(changes[0].item, "O8");
}

TEST(Compare, WhatOnlyOneRunHasGivesNothing) {
  const std::vector one = {verdict(Status::published)};
  EXPECT_TRUE(compare({}, one).empty());
  EXPECT_TRUE(compare(one, {}).empty());
}

}  // namespace
}  // namespace oit::store
