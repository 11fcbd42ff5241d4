// The addresses a site's sitemaps name.
#include <algorithm>

#include "crawl/address_key.h"
#include "crawl/site_crawl.h"
#include "net/sitemap.h"
#include "text/match_key.h"

namespace oit::crawl {
namespace {

constexpr std::size_t kSitemapFiles = 50, kSitemapUrls = 50'000;

}  // namespace

void SiteCrawl::ask_sitemaps() {
  if (sitemaps_read_ == 0) has_declared_sitemaps_ = !sitemaps_.empty();
  if (sitemaps_.empty() && sitemaps_read_ == 0)
    if (auto usual = url::Url::resolve(facts_.home, "/sitemap.xml")) sitemaps_.push_back(*usual);
  if (sitemaps_read_ >= sitemaps_.size() || sitemaps_read_ >= kSitemapFiles || cancelled_ ||
      out_of_time()) {
    if (sitemaps_read_ >= kSitemapFiles && sitemaps_read_ < sitemaps_.size())
      hit_limit("sitemap_files");
    next_round();
    return;
  }
  model::Request request{sitemaps_[sitemaps_read_++], model::Purpose::sitemap, facts_.home};
  request.owner = options_.owner;
  request.patience = options_.patience;
  fetcher_.fetch(std::move(request), [this](model::Response response) {
    facts_.requests += response.requests;
    facts_.bytes += response.wire_bytes;
    if (response.outcome != model::FetchOutcome::ok) {
      if (has_declared_sitemaps_)  // nobody promised the usual address
        add_problem("sitemap", response.requested,
                    "อ่านแผนผังเว็บไซต์ (sitemap) ที่ robots.txt ระบุไว้ไม่ได้",
                    "the sitemap that robots.txt names could not be read: " + response.why);
      return ask_sitemaps();
    }
    read_sitemap(std::move(response));
  });
}

void SiteCrawl::read_sitemap(model::Response response) {
  auto shared = std::make_shared<model::Response>(std::move(response));
  pool_.run(options_.owner, [this, shared, is_lost = ways_ < kFewWays](FactsReader&) {
    const auto sitemap = net::read_sitemap(shared->body);
    auto nested = std::make_shared<std::vector<url::Url>>();
    auto wishes = std::make_shared<std::vector<Wish>>();
    for (const auto& text : sitemap.nested)
      if (auto address = url::Url::resolve(shared->url, text)) nested->push_back(*address);
    for (const auto& entry : sitemap.pages) {
      auto address = url::Url::resolve(shared->url, entry.url);
      if (!address || is_runaway(*address) || wishes->size() > kSitemapUrls) continue;
      Wish wish;
      wish.url = *address;
      wish.hops = 1;
      wish.label = words_of_path(*address);
      const auto hits = vocabulary_.topics.topics(wish.label);
      wish.topics = chosen_year(hits);
      wish.topic_score = wish.topics.empty() ? 0 : score::kSitemapTopic;
      wish.collecting = words_.has("collecting", text::make_match_key(wish.label, false).bytes);
      // Where the home page leads nowhere (its menu is drawn by a script), these are the only ways.
      wish.plain_score = wish.collecting ? score::kCollectingOtherYear
                         : is_lost       ? score::kPlain
                                         : score::kAside;
      wishes->push_back(std::move(wish));
    }
    const bool is_cut = sitemap.truncated || wishes->size() > kSitemapUrls;
    fetcher_.post([this, nested, wishes, is_cut, shared] {
      if (is_cut)
        add_problem("sitemap", shared->requested,
                    "แผนผังเว็บไซต์ (sitemap) ใหญ่หรือผิดรูปแบบ อ่านได้เพียงบางส่วน",
                    "the sitemap is too large or broken and was read in part");
      add_sitemap(*nested, std::move(*wishes));
    });
  });
}

void SiteCrawl::add_sitemap(const std::vector<url::Url>& nested, std::vector<Wish> wishes) {
  for (const auto& address : nested)
    if (url::is_same_site(address, facts_.home) &&
        std::ranges::find(sitemaps_, address) == sitemaps_.end())
      sitemaps_.push_back(address);
  for (auto& wish : wishes) {
    if (!url::is_same_site(wish.url, facts_.home)) continue;
    if (++sitemap_urls_ > kSitemapUrls) {
      hit_limit("sitemap_urls");
      break;
    }
    const auto key = key_of(wish.url);
    frontier_.add(key, std::move(wish));
  }
  ask_sitemaps();
}

}  // namespace oit::crawl
