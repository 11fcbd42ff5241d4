#include "support/fake_fetcher.h"

#include <gtest/gtest.h>

namespace oit::net {
namespace {

TEST(FakeFetcher, AnswersFromItsMapInAnyOrder) {
  test::FakeFetcher fetcher;
  fetcher.add_page("http://a.th", "<p>home");
  fetcher.add_document("http://a.th/d.pdf", "%PDF-1.4", "application/pdf");
  fetcher.add_redirect("http://a.th/old", "http://a.th/");
  fetcher.add_failure("http://a.th/gone", model::FetchOutcome::gone, 410);
  fetcher.shuffle(7);
  std::map<std::string, model::Response> got;
  for (const char* path : {"http://a.th/", "http://a.th/d.pdf", "http://a.th/old",
                           "http://a.th/gone", "http://a.th/none"})
    fetcher.fetch({.url = url::Url::parse(path).value(), .referrer = {}},
                  [&, path](model::Response response) {
                    got[path] = std::move(response);
                    if (got.size() == 5) fetcher.stop();
                  });
  fetcher.run();
  EXPECT_EQ(got["http://a.th/"].body, "<p>home");
  EXPECT_EQ(got["http://a.th/old"].body, "<p>home");
  EXPECT_EQ(got["http://a.th/old"].redirects.size(), 1U);
  EXPECT_EQ(got["http://a.th/gone"].outcome, model::FetchOutcome::gone);
  EXPECT_EQ(got["http://a.th/none"].status, 404);
  const auto& document = got["http://a.th/d.pdf"];
  EXPECT_TRUE(document.body.empty());
  EXPECT_EQ(std::filesystem::file_size(document.spool_path), 8U);
  std::filesystem::remove(document.spool_path);
  EXPECT_EQ(fetcher.asked().size(), 5U);
}

}  // namespace
}  // namespace oit::net
