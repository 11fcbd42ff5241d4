// A crawl that remembers earlier ones, and one that repeats another.
#include "crawl/memory.h"

#include <gtest/gtest.h>

#include <mutex>

#include "site.h"

namespace oit::crawl {
namespace {

class FakeMemory final : public Memory {
 public:
  model::Validators validators(const url::Url& url) const override {
    return known.contains(url.text()) ? model::Validators{url, "\"1\"", ""} : model::Validators{};
  }

  bool recall(model::Response& response) override {
    const auto body = bodies.find(response.requested.text());
    if (body == bodies.end()) return false;
    response.outcome = model::FetchOutcome::ok;
    response.status = 200;
    response.content_type = "text/html";
    response.body = body->second;
    return true;
  }

  void keep(const model::Response& response, const std::string& sha256,
            const model::Document* document) override {
    const std::lock_guard lock(mutex_);
    EXPECT_EQ(sha256.size(), 64U);
    kept[response.requested.text()] = document == nullptr ? "page" : "document";
  }

  std::set<std::string> known;
  std::map<std::string, std::string> bodies, kept;

 private:
  std::mutex mutex_;
};

/// A page that is only sent to who does not know it.
void add_known(Site& site, FakeMemory& memory, std::string_view path, bool is_lost) {
  const auto body = html("คู่มือ", "<p>ขั้นตอน " + std::string(path) + "</p>");
  const auto at = url::Url::parse(Site::at(path)).value().text();
  site.fetcher.answer_with(at, [body](const model::Request& request) {
    if (request.known.etag == "\"1\"")
      return test::FakeFetcher::answer(model::FetchOutcome::not_modified, 304, "", "");
    return test::FakeFetcher::answer(model::FetchOutcome::ok, 200, "text/html", body);
  });
  memory.known.insert(at);
  if (!is_lost) memory.bodies[at] = body;
}

std::size_t times_asked(const Site& site, std::string_view path) {
  return static_cast<std::size_t>(
      std::ranges::count(site.fetcher.asked(), url::Url::parse(Site::at(path)).value().text()));
}

class Remembering : public testing::Test {
 protected:
  Remembering() {
    site_.home(item("known", "คู่มือการปฏิบัติงาน") + item("lost", "คู่มือการให้บริการ") +
               item("new", "แผนการจัดซื้อจัดจ้าง") + item("paper.pdf", "โครงสร้าง"));
    site_.page("new", "แผนการจัดซื้อจัดจ้าง", "<p>แผน</p>");
    site_.paper("paper.pdf", "โครงสร้างองค์กร");
    add_known(site_, memory_, "known", false);
    add_known(site_, memory_, "lost", true);
    site_.options.memory = &memory_;
  }

  FakeMemory memory_;
  Site site_;
};

TEST_F(Remembering, AnAnswerThatHoldsIsRecalledAndReadLikeANewOne) {
  const auto facts = site_.crawl();
  const auto page = page_at(facts, "known");
  EXPECT_EQ(page.outcome, model::FetchOutcome::ok);
  EXPECT_EQ(page.status, 200);
  EXPECT_EQ(page.title, "คู่มือ");
  EXPECT_EQ(times_asked(site_, "known"), 1U);
  EXPECT_FALSE(memory_.kept.contains(Site::at("known"))) << "it is remembered already";
}

TEST_F(Remembering, AnAnswerThatIsLostIsAskedForAgainAndCountedOnce) {
  const auto facts = site_.crawl();
  EXPECT_EQ(page_at(facts, "lost").title, "คู่มือ");
  EXPECT_EQ(times_asked(site_, "lost"), 2U);
  EXPECT_EQ(site_.fetcher.requests().size(), site_.fetcher.asked().size());
  std::vector<std::string> conditions;
  for (const auto& request : site_.fetcher.requests())
    if (request.url.text() == Site::at("lost")) conditions.push_back(request.known.etag);
  EXPECT_EQ(conditions, (std::vector<std::string>{"\"1\"", ""}));
  EXPECT_EQ(facts.coverage.read, facts.pages.size());
  EXPECT_EQ(memory_.kept[Site::at("lost")], "page");
  EXPECT_EQ(facts.requests, site_.fetcher.asked().size()) << "what was sent, was sent";
}

TEST_F(Remembering, MaxPagesCountsALostAnswerOnce) {
  site_.options.max_pages = 4;
  const auto facts = site_.crawl();
  EXPECT_EQ(facts.pages.size(), 4U);
  EXPECT_EQ(facts.coverage.read, 4U);
}

TEST_F(Remembering, AnswersAreKeptAndProbesAreNot) {
  Site first;
  first.home("<p>x</p>");
  first.crawl();
  std::vector<std::string> probes;
  for (const auto& request : first.fetcher.requests())
    if (request.purpose == model::Purpose::probe) probes.push_back(request.url.text());
  ASSERT_EQ(probes.size(), 2U);
  for (const auto& probe : probes) {
    site_.fetcher.add_page(probe, html("ไม่พบ", "<p>ไม่พบหน้านี้</p>"));
    memory_.known.insert(probe);
  }
  site_.crawl();
  EXPECT_EQ(memory_.kept[std::string(kHome)], "page");
  EXPECT_EQ(memory_.kept[Site::at("new")], "page");
  EXPECT_EQ(memory_.kept[Site::at("paper.pdf")], "document");
  for (const auto& probe : probes) EXPECT_FALSE(memory_.kept.contains(probe));
  for (const auto& request : site_.fetcher.requests())
    EXPECT_FALSE(request.purpose == model::Purpose::probe && !request.known.etag.empty());
}

/// Time that runs a second for each look at it.
class RunningClock final : public Clock {
 public:
  std::chrono::system_clock::time_point now() const override { return {}; }
  std::chrono::steady_clock::time_point steady_now() const override {
    return std::chrono::steady_clock::time_point(std::chrono::seconds(++looks_));
  }

 private:
  mutable std::atomic<int> looks_ = 0;
};

void add_manuals(Site& site) {
  std::string body;
  for (int i = 0; i < 30; ++i) {
    const auto path =
        "manual/" + std::string(1, static_cast<char>('a' + i % 26)) + std::to_string(i);
    body += item(path, "คู่มือการปฏิบัติงาน " + path);
    site.page(path, path, "<p>ขั้นตอนของ " + path + "</p>");
  }
  site.home(body);
}

TEST(Repeating, EndsWhereTheCrawlWasCancelled) {
  for (const std::size_t connections : {1U, 4U}) {
    Site first;
    add_manuals(first);
    first.options.connections = connections;
    first.cancel_after = 9;
    const auto before = first.crawl();
    ASSERT_TRUE(hit(before, "cancelled"));
    ASSERT_LT(before.pages.size(), 15U);
    Site second;
    add_manuals(second);
    second.options.connections = connections;
    second.options.end = CrawlEnd{before.coverage.read, before.coverage.limits_hit};
    const auto after = second.crawl();
    EXPECT_EQ(paths(after), paths(before));
    EXPECT_EQ(after.coverage.limits_hit, before.coverage.limits_hit);
    EXPECT_EQ(after.coverage.waiting, before.coverage.waiting);
  }
}

TEST(Repeating, EndsWhereTheTimeWasUpWhateverTheClockSays) {
  const RunningClock running;
  Site first;
  add_manuals(first);
  first.clock = &running;
  first.options.max_time = std::chrono::seconds(60);
  const auto before = first.crawl();
  ASSERT_TRUE(hit(before, "max_time"));
  ASSERT_GT(before.pages.size(), 2U);
  ASSERT_LT(before.pages.size(), 31U);
  Site second;
  add_manuals(second);
  second.options.end = CrawlEnd{before.coverage.read, before.coverage.limits_hit};
  const auto after = second.crawl();
  EXPECT_EQ(paths(after), paths(before));
  EXPECT_EQ(after.coverage.limits_hit, before.coverage.limits_hit);
}

TEST(Repeating, HasAllTheTimeTheFirstHad) {
  const RunningClock running;
  Site site;
  add_manuals(site);
  site.clock = &running;
  site.options.max_time = std::chrono::seconds(1);
  site.options.end = CrawlEnd{31, {}};
  const auto facts = site.crawl();
  EXPECT_EQ(facts.pages.size(), 31U);
  EXPECT_TRUE(facts.coverage.limits_hit.empty());
}

}  // namespace
}  // namespace oit::crawl
