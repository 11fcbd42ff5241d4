// A crawl over a capture finds what the crawl found that made it.
#include "crawl/site.h"
#include "store/capture_kit.h"

namespace oit::store {
namespace {

using test::Folder;

constexpr model::Owner kOwner = 0;  // one site alone

/// Crawls kHome with `fetcher`; `last` is called in the end and must stop it.
model::SiteFacts crawl_with(net::Fetcher& fetcher, std::size_t most_pages,
                            const std::function<void()>& last) {
  static crawl::PlainReader documents;
  static crawl::ReaderPool pool(2, crawl::rules(), documents);
  const SystemClock clock;
  crawl::EnoughAfter never;
  crawl::CrawlOptions options;
  options.seed = test::address(crawl::kHome);
  options.owner = kOwner;
  options.as_of = text::Day(std::chrono::year(2023) / 4 / 20);
  options.max_pages = most_pages;
  options.connections = 4;
  model::SiteFacts facts;
  crawl::SiteCrawl site(fetcher, pool, crawl::rules(), never, clock, options,
                        [&](model::SiteFacts done) {
                          facts = std::move(done);
                          last();
                        });
  fetcher.post([&site] { site.start(); });
  fetcher.run();
  return facts;
}

/// All that tells one crawl's facts from another's.
std::string told(const model::SiteFacts& facts) {
  std::string out;
  for (const auto& page : facts.pages) {
    out += page.url.text() + '|' + page.final_url.text() + '|' + page.title + '|' +
           page.content_type + '|' + page.sha256 + '|' + page.why + '|' +
           std::string(model::name_of(page.outcome)) + '|' + std::to_string(page.status) + '|' +
           std::to_string(page.bytes) + '|' + std::to_string(page.text_hash) + '|' +
           std::to_string(page.content_letters) + '|' +
           std::to_string(page.fetched_at.time_since_epoch().count());
    for (const auto& fact : page.links) out += "\n  " + fact.link.target.text() + fact.link.label;
    out += '\n';
  }
  for (const auto& limit : facts.coverage.limits_hit) out += limit + ' ';
  for (const auto& problem : facts.problems) out += problem.category + problem.url + ' ';
  return out + std::to_string(facts.coverage.waiting) + ' ' + std::to_string(facts.documents);
}

class EverySite : public testing::TestWithParam<std::string> {};

TEST_P(EverySite, IsFoundAgainInItsCapture) {
  const Folder folder;
  test::FakeFetcher inner;
  inner.add_folder("http://www.nongbua.go.th",
                   std::string(OIT_SOURCE_DIR "/fixtures/sites/") + GetParam() + "/www");
  net::RobotsVerdict verdict;
  verdict.state = net::RobotsVerdict::State::read;
  verdict.sitemaps = {"http://www.nongbua.go.th/sitemap.xml"};
  inner.set_robots(crawl::kHome, verdict);
  inner.shuffle(3);
  auto recorder = RecordingFetcher::make(inner, folder.path(), {.waiting_bytes = 50'000}).value();
  ASSERT_TRUE(recorder->begin_site(kOwner, test::site_head()).has_value());
  std::filesystem::path file;
  const auto first = crawl_with(*recorder, 80, [&] {
    recorder->end_site(kOwner, {}, [&](const Result<std::filesystem::path>& ended) {
      file = ended.value();
      inner.stop();
    });
  });
  ASSERT_GT(first.pages.size(), 10U);

  CaptureFetcher player(open_capture(file).value(), folder.path());
  const auto again = crawl_with(player, 80, [&] { player.stop(); });
  EXPECT_EQ(told(again), told(first));
  EXPECT_EQ(player.missed(), 0U);

  CaptureFetcher narrow(open_capture(file).value(), folder.path());
  const auto further = crawl_with(narrow, 200, [&] { narrow.stop(); });
  const auto lacking = std::ranges::count_if(further.pages, [](const model::PageFacts& page) {
    return page.outcome == model::FetchOutcome::not_captured;
  });
  EXPECT_EQ(lacking > 0, crawl::hit(first, "max_pages"));
  EXPECT_GE(narrow.missed(), static_cast<std::size_t>(lacking));
}

INSTANTIATE_TEST_SUITE_P(CaptureCrawl, EverySite,
                         testing::Values("nongkhla-sao", "saithong-municipality",
                                         "muangmai-threeyears"));

}  // namespace
}  // namespace oit::store
