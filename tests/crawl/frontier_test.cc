#include "crawl/frontier.h"

#include <gtest/gtest.h>

#include "site.h"

namespace oit::crawl {
namespace {

Wish plain(int score) {
  Wish wish;
  wish.plain_score = score;
  return wish;
}

Wish about(model::TopicIndex topic, int score, int otherwise = 10) {
  Wish wish = plain(otherwise);
  wish.topics = {topic};
  wish.topic_score = score;
  return wish;
}

/// Paths in the order `frontier` gives them out.
std::string drain(Frontier& frontier, const std::vector<bool>& settled = {}, int at_least = 1) {
  std::string order;
  while (auto choice = frontier.take(settled, at_least))
    order += std::string(choice->key.path().substr(1)) + " ";
  return order;
}

url::Url at(std::string_view name) { return address("http://a.go.th/" + std::string(name)); }

TEST(Frontier, GivesTheBestFirstAndEqualsInOrder) {
  Frontier frontier;
  for (const auto& [name, score] : {std::pair{"a", 20}, {"b", 50}, {"c", 20}, {"d", 50}, {"e", 90}})
    EXPECT_TRUE(frontier.add(at(name), plain(score)));
  EXPECT_EQ(drain(frontier), "e b d a c ");
}

TEST(Frontier, RaisesWhatItKnowsAndNeverLowersIt) {
  Frontier frontier;
  frontier.add(at("a"), plain(20));
  frontier.add(at("b"), plain(30));
  auto better = about(3, 500);
  better.label = "แผน", better.from = 7, better.hops = 4;
  EXPECT_FALSE(frontier.add(at("a"), better));
  EXPECT_FALSE(frontier.add(at("b"), plain(5)));
  const auto first = frontier.take({}, 1);
  ASSERT_TRUE(first);
  EXPECT_EQ(first->key, at("a"));
  EXPECT_EQ(first->score, 500);
  EXPECT_EQ(first->wish.label, "แผน");
  EXPECT_EQ(first->wish.from, 7U);
  EXPECT_EQ(first->wish.hops, 0);  // the shorter way counts
  EXPECT_EQ(first->wish.plain_score, 20);
  EXPECT_EQ(frontier.best({}), 30);
}

/// The address was lowered when its first subject was settled, and stayed there whatever other
/// links said of it.
TEST(Frontier, ASubjectMoreRaisesWhatWasLowered) {
  Frontier frontier;
  frontier.add(at("a"), about(3, 500));
  frontier.add(at("b"), plain(30));
  std::vector<bool> settled(10);
  settled[3] = true;
  EXPECT_EQ(frontier.best(settled), 30);
  EXPECT_FALSE(frontier.add(at("a"), about(4, 500)));
  EXPECT_EQ(frontier.best(settled), 500);
  settled[4] = true;
  EXPECT_EQ(frontier.best(settled), 30);
  auto plainly = about(4, 500, 40);
  EXPECT_FALSE(frontier.add(at("a"), plainly));
  EXPECT_EQ(frontier.best(settled), 40);
  EXPECT_EQ(frontier.take(settled, 1)->wish.url, at("a"));
}

TEST(Frontier, GivesEachAddressOnce) {
  Frontier frontier;
  frontier.add(at("a"), plain(20));
  frontier.add(at("a"), plain(40));
  EXPECT_EQ(drain(frontier), "a ");
  EXPECT_FALSE(frontier.add(at("a"), plain(900)));
  EXPECT_EQ(drain(frontier), "");
  EXPECT_TRUE(frontier.knows(at("a")));
  EXPECT_FALSE(frontier.knows(at("b")));
}

TEST(Frontier, SettledTopicsFallBackToThePlainScore) {
  Frontier frontier;
  frontier.add(at("a"), about(0, 900, 15));
  frontier.add(at("b"), about(1, 800, 15));
  frontier.add(at("c"), plain(100));
  auto both = about(0, 850, 15);
  both.topics.push_back(1);
  frontier.add(at("d"), both);
  EXPECT_EQ(drain(frontier, {true, false}), "d b c a ");
}

TEST(Frontier, ATopicUnsettledAgainCountsAgain) {
  Frontier frontier;
  frontier.add(at("a"), about(0, 900, 15));
  frontier.add(at("c"), plain(100));
  EXPECT_EQ(frontier.best({true}), 100);
  EXPECT_EQ(drain(frontier, {false}), "a c ");
}

TEST(Frontier, GivesNothingBelowTheBar) {
  Frontier frontier;
  frontier.add(at("a"), plain(0));
  frontier.add(at("b"), plain(60));
  EXPECT_FALSE(frontier.take({}, 61));
  EXPECT_EQ(drain(frontier), "b ");  // nothing wants "a"
  std::size_t waiting = 0;
  frontier.for_each_waiting([&](const url::Url& key, const Wish&) {
    EXPECT_EQ(key, at("a"));
    ++waiting;
  });
  EXPECT_EQ(waiting, 1U);
}

TEST(Frontier, WhatListsOfManySubjectsLinkToIsAboutNone) {
  Frontier frontier;
  auto wish = plain(50);
  wish.topic_score = 800;
  for (model::TopicIndex topic = 0; topic < 3; ++topic) {
    wish.passed = {topic};
    frontier.add(at("a"), wish);
  }
  EXPECT_EQ(frontier.best({}), 800);
  wish.passed = {3};
  frontier.add(at("a"), wish);
  EXPECT_EQ(frontier.best({}), 50);
  wish.topics = {4};  // by words of a link's own it is about something after all
  EXPECT_EQ(wish.subjects(), (std::vector<model::TopicIndex>{4, 3}));
}

TEST(Frontier, ATakenAddressCanBeReopened) {
  Frontier frontier;
  frontier.add(at("a"), plain(50));
  EXPECT_EQ(drain(frontier), "a ");
  EXPECT_FALSE(frontier.add(at("a"), about(0, 900, 15)));
  EXPECT_EQ(drain(frontier), "");
  frontier.reopen(at("a"), about(0, 900, 15));
  EXPECT_EQ(drain(frontier), "a ");
}

}  // namespace
}  // namespace oit::crawl
