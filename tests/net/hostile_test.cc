#include <gtest/gtest.h>

#include <filesystem>
#include <set>

#include "net/sitemap.h"
#include "support/fetch_all.h"
#include "support/hostile_server.h"

namespace oit::net {
namespace {

using test::HostileServer;
using test::RobotsMisdeed;

model::Request request_for(const std::string& address,
                           model::Purpose purpose = model::Purpose::page) {
  return {.url = url::Url::parse(address).value(), .purpose = purpose, .referrer = {}};
}

void forget_file(const model::Response& response) {
  if (!response.spool_path.empty()) std::filesystem::remove(response.spool_path);
}

TEST(Hostile, EveryMisdeedEndsAsItShould) {
  const HostileServer server;
  const auto& behaviours = HostileServer::behaviours();
  EXPECT_GE(behaviours.size(), 45U);
  std::vector<model::Request> requests;
  std::set<std::string> names;
  for (const auto& behaviour : behaviours) {
    requests.push_back(request_for(server.url(behaviour.path)));
    EXPECT_TRUE(names.insert(behaviour.name).second) << behaviour.name;
  }
  const auto limits = test::quick_limits();
  const auto begin = std::chrono::steady_clock::now();
  const auto responses = test::fetch_all(limits, {server.url()}, requests);
  EXPECT_LT(std::chrono::steady_clock::now() - begin, std::chrono::seconds(18));
  for (std::size_t i = 0; i < behaviours.size(); ++i) {
    const auto& behaviour = behaviours[i];
    const auto& response = responses[i];
    const std::string said = behaviour.name + ": " + response.why;
    if (!behaviour.outcome.empty()) {
      EXPECT_EQ(model::name_of(response.outcome), behaviour.outcome) << said;
      EXPECT_EQ(response.truncated, behaviour.is_truncated) << said;
    }
    if (behaviour.status != 0) {
      EXPECT_EQ(response.status, behaviour.status) << said;
    }
    EXPECT_LE(response.body.size(), limits.page_bytes) << said;
    EXPECT_LE(response.body_bytes, limits.document_bytes) << said;
    EXPECT_TRUE(response.body.empty() || response.spool_path.empty()) << said;
    EXPECT_LE(response.requests, 40U) << said;
    EXPECT_TRUE(response.outcome == model::FetchOutcome::ok || !response.why.empty()) << said;
    forget_file(response);
  }
  EXPECT_EQ(server.intrusions(), 0U);
}

TEST(Hostile, LeavesNoFilesBehind) {
  const HostileServer server;
  const auto folder = std::filesystem::temp_directory_path() / "oitcheck-spool-test";
  std::filesystem::create_directories(folder);
  auto limits = test::quick_limits();
  limits.spool_dir = folder;
  const auto responses = test::fetch_all(
      limits, {server.url()},
      {request_for(server.url("/h/document-bomb")), request_for(server.url("/h/document-cut")),
       request_for(server.url("/h/document-60mib"))});
  EXPECT_EQ(model::name_of(responses[0].outcome), "too_large");
  EXPECT_TRUE(responses[0].spool_path.empty());
  EXPECT_EQ(responses[2].body_bytes, limits.document_bytes);
  EXPECT_EQ(std::filesystem::file_size(responses[2].spool_path), limits.document_bytes);
  for (const auto& response : responses) forget_file(response);
  EXPECT_TRUE(std::filesystem::is_empty(folder));
  std::filesystem::remove(folder);
}

TEST(Hostile, ADiskThatTakesNothingIsNoFaultOfTheSite) {
  const HostileServer server;
  auto limits = test::quick_limits();
  limits.spool_dir = "/nonexistent/folder";
  const auto response = test::fetch_one(limits, server.url(), server.url("/h/document-60mib"));
  EXPECT_EQ(model::name_of(response.outcome), "cancelled");
  EXPECT_NE(response.why.find("disk"), std::string::npos);
}

TEST(Hostile, KeepsAllLimitsForASitemap) {
  const HostileServer server;
  const auto bomb = test::fetch_one(test::quick_limits(), server.url(),
                                    server.url("/h/sitemap-bomb.xml.gz"), model::Purpose::sitemap);
  EXPECT_EQ(model::name_of(bomb.outcome), "ok");
  EXPECT_FALSE(bomb.body.empty());
  const auto map = read_sitemap(bomb.body);
  EXPECT_TRUE(map.pages.empty());
  EXPECT_TRUE(map.truncated);
  const auto circle = test::fetch_one(test::quick_limits(), server.url(),
                                      server.url("/h/sitemap-circle.xml"), model::Purpose::sitemap);
  EXPECT_EQ(read_sitemap(circle.body).nested.size(), 1U);
  const auto entity =
      test::fetch_one(test::quick_limits(), server.url(), server.url("/h/sitemap-doctype.xml"),
                      model::Purpose::sitemap);
  EXPECT_TRUE(read_sitemap(entity.body).pages.empty());
}

TEST(Hostile, RobotsThatMisbehaveCloseOrOpenTheSiteAsTheStandardSays) {
  const struct {
    RobotsMisdeed misdeed;
    const char *open, *closed;
  } cases[] = {
      {RobotsMisdeed::error, "robots_unreachable", "robots_unreachable"},
      {RobotsMisdeed::reset, "robots_unreachable", "robots_unreachable"},
      {RobotsMisdeed::redirect_circle, "ok", "ok"},
      {RobotsMisdeed::redirect_here, "ok", "robots_disallowed"},
      {RobotsMisdeed::huge, "ok", "robots_disallowed"},
      {RobotsMisdeed::html, "ok", "ok"},
      {RobotsMisdeed::forbid_all, "robots_disallowed", "robots_disallowed"},
  };
  for (const auto& [misdeed, open, closed] : cases) {
    const test::HostileRobotsServer server(misdeed);
    const auto responses =
        test::fetch_all(test::quick_limits(), {server.url()},
                        {request_for(server.url("/open")), request_for(server.url("/closed"))});
    EXPECT_EQ(model::name_of(responses[0].outcome), open) << responses[0].why;
    EXPECT_EQ(model::name_of(responses[1].outcome), closed) << responses[1].why;
  }
}

}  // namespace
}  // namespace oit::net
