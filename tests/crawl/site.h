#pragma once
#include <filesystem>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/clock.h"
#include "base/file.h"
#include "crawl/site_crawl.h"
#include "rulebook/load.h"
#include "support/fake_fetcher.h"

namespace oit::crawl {

/// The shipped rules of 2566.
inline const model::Rulebook& rules() {
  static const auto rulebook = rulebook::load(OIT_SOURCE_DIR "/rules", "ita-2566").value();
  return rulebook;
}

inline const Vocabulary& vocabulary() {
  static const Vocabulary words(rules());
  return words;
}

inline const WordLists& words() { return vocabulary().words; }

inline const match::TopicMatcher& matcher() { return vocabulary().topics; }

/// The index of topic `id`; kNoTopic when there is none.
inline model::TopicIndex topic(std::string_view id) {
  for (std::size_t i = 0; i < rules().topics.size(); ++i)
    if (rules().topics[i].id == id) return static_cast<model::TopicIndex>(i);
  return model::kNoTopic;
}

/// Ids of the topics of `hits`, best first.
inline std::vector<std::string> ids(std::span<const model::TopicHit> hits) {
  std::vector<std::string> names;
  for (const auto& hit : hits) names.push_back(rules().topics[hit.topic].id);
  return names;
}

inline url::Url address(std::string_view text) { return url::Url::parse(text).value(); }

/// Reads "PDFs" whose pages are plain text after the first line, parted by form feeds.
class PlainReader final : public doc::DocumentReader {
 public:
  model::Document read(const std::string& path, model::BodyKind /*kind*/,
                       const std::atomic<bool>& /*stop*/) override {
    model::Document document;
    auto text = read_file(path).value();
    text.erase(0, std::min(text.find('\n'), text.size() - 1) + 1);
    for (std::size_t at = 0; at <= text.size();) {
      const auto end = std::min(text.find('\f', at), text.size());
      document.pages.push_back(text.substr(at, end - at));
      at = end + 1;
    }
    if (text.find("endobj") != std::string::npos) {  // a real one, of a fixture site
      document.outcome = model::DocumentOutcome::image_only;
      document.pages.clear();
      return document;
    }
    document.page_count = static_cast<int>(document.pages.size());
    document.outcome = model::DocumentOutcome::ok;
    return document;
  }

  /// Pictures say what their code holds after "code:".
  std::vector<std::string> read_codes(const std::string& path,
                                      const std::atomic<bool>& /*stop*/) override {
    const auto bytes = read_file(path).value();
    const auto at = bytes.find("code:");
    if (at == std::string::npos) return {};
    return {bytes.substr(at + 5)};
  }
};

inline constexpr std::string_view kHome = "http://www.nongbua.go.th/";

inline std::string html(std::string_view title, std::string_view body) {
  return "<!DOCTYPE html><html><head><meta charset=utf-8><title>" + std::string(title) +
         "</title></head><body>" + std::string(body) + "</body></html>";
}

inline std::string link(std::string_view target, std::string_view label) {
  return "<a href=\"" + std::string(target) + "\">" + std::string(label) + "</a>\n";
}

inline std::string item(std::string_view target, std::string_view label) {
  return "<li>" + link(target, label) + "</li>";
}

/// A goal that never has enough, or has all once it has seen `pages`.
class EnoughAfter final : public Goal {
 public:
  explicit EnoughAfter(std::size_t pages = 1'000'000) : pages_(pages) {}
  GoalAnswer ask(const model::SiteFacts& facts) override {
    ++asked;
    GoalAnswer answer;
    answer.settled.assign(rules().topics.size(), facts.pages.size() >= pages_);
    answer.all_published = facts.pages.size() >= pages_;
    return answer;
  }
  int asked = 0;

 private:
  std::size_t pages_;
};

/// A site in memory at kHome, and how it is crawled.
class Site {
 public:
  Site() {
    options.seed = address(kHome);
    options.as_of = text::Day(std::chrono::year(2023) / 4 / 20);
  }

  /// A page at `path` of the site.
  void page(std::string_view path, std::string_view title, std::string_view body) {
    fetcher.add_page(at(path), html(title, body));
  }

  /// A document of plain lines at `path`.
  void paper(std::string_view path, std::string_view lines) {
    fetcher.add_document(at(path), "%PDF-1.4\n" + std::string(lines), "application/pdf");
  }

  /// The home page with `body`, beside enough links to be no splash page.
  void home(std::string_view body) { fetcher.add_page(kHome, home_html(body)); }

  static std::string home_html(std::string_view body) {
    std::string menu;
    for (int i = 0; i < 8; ++i)
      menu += link("http://menu" + std::to_string(i) + ".example.org/", "เว็บอื่น");
    return html("องค์การบริหารส่วนตำบลหนองบัว", std::string(body) + menu);
  }

  static std::string at(std::string_view path) { return std::string(kHome) + std::string(path); }

  model::SiteFacts crawl(Goal& goal, SiteCrawl::Watch watch = {}) {
    static PlainReader documents;
    static ReaderPool pool(2, rules(), documents);
    model::SiteFacts facts;
    SiteCrawl crawl(
        fetcher, pool, rules(), goal, *clock, options,
        [&](model::SiteFacts done) {
          facts = std::move(done);
          fetcher.stop();
        },
        [&](const CrawlProgress& now) {
          if (watch) watch(now);
          if (now.asked >= cancel_after) crawl_->cancel();
        });
    crawl_ = &crawl;
    fetcher.post([&crawl] { crawl.start(); });
    fetcher.run();
    return facts;
  }

  model::SiteFacts crawl() {
    EnoughAfter never;
    return crawl(never);
  }

  bool has_asked(std::string_view text) const {
    return std::ranges::find(fetcher.asked(), url::Url::parse(text).value().text()) !=
           fetcher.asked().end();
  }

  test::FakeFetcher fetcher;
  CrawlOptions options;
  std::size_t cancel_after = 1'000'000;
  SystemClock real;
  const Clock* clock = &real;

 private:
  SiteCrawl* crawl_ = nullptr;
};

/// Paths and queries of the pages read, in order, without the leading slash; home is "".
inline std::vector<std::string> paths(const model::SiteFacts& facts) {
  std::vector<std::string> out;
  for (const auto& page : facts.pages) {
    std::string path(page.url.path().substr(1));
    if (!page.url.query().empty()) path.append("?").append(page.url.query());
    if (page.off_site) path.insert(0, std::string(page.url.host()) + "/");
    out.push_back(std::move(path));
  }
  return out;
}

/// Where `path` stands among the pages read; their number when it was not read.
inline std::size_t place(const model::SiteFacts& facts, std::string_view path) {
  const auto all = paths(facts);
  return static_cast<std::size_t>(std::ranges::find(all, path) - all.begin());
}

inline bool was_read(const model::SiteFacts& facts, std::string_view path) {
  return place(facts, path) < facts.pages.size();
}

/// The page at `path`; an empty one when it was not read.
inline model::PageFacts page_at(const model::SiteFacts& facts, std::string_view path) {
  const auto at = place(facts, path);
  return at < facts.pages.size() ? facts.pages[at] : model::PageFacts{};
}

inline bool hit(const model::SiteFacts& facts, std::string_view limit) {
  return std::ranges::find(facts.coverage.limits_hit, limit) != facts.coverage.limits_hit.end();
}

/// What FactsReader makes of one answer.
inline Reading read_html(std::string_view body, const SiteContext& site = {},
                         std::string_view at = "http://www.nongbua.go.th/page") {
  static PlainReader documents;
  static FactsReader reader(vocabulary(), documents);
  model::Response response;
  response.requested = response.url = address(at);
  response.outcome = model::FetchOutcome::ok;
  response.status = 200;
  response.content_type = "text/html";
  response.declared_charset = "utf-8";
  response.body = body;
  return reader.read(std::move(response), site, {{}, true});
}

}  // namespace oit::crawl
