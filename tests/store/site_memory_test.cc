#include "store/site_memory.h"

#include <gtest/gtest.h>

#include <thread>

#include "base/sha256.h"
#include "engines.h"

namespace oit::store {
namespace {

using namespace std::chrono_literals;
using model::FetchOutcome;
using model::Response;
using test::april;

url::Url address(const std::string& text) { return url::Url::parse(text).value(); }

const url::Url kPage = address("http://a.go.th/plan");

Response answer(const url::Url& url = kPage, const std::string& body = "<p>แผนการจัดซื้อ</p>") {
  Response response;
  response.requested = response.url = url;
  response.outcome = FetchOutcome::ok;
  response.status = 200;
  response.content_type = "text/html";
  response.declared_charset = "tis-620";
  response.file_name = "แผน.html";
  response.etag = "\"e1\"";
  response.last_modified = "Sat, 01 Apr 2023 11:00:00 GMT";
  response.body = body;
  response.body_bytes = body.size();
  response.fetched_at = april(1);
  return response;
}

/// What a server sends when nothing changed.
Response not_modified(const url::Url& url = kPage, unsigned day = 2) {
  Response response;
  response.requested = url;
  response.outcome = FetchOutcome::not_modified;
  response.status = 304;
  response.fetched_at = april(day);
  return response;
}

class Memories : public OnBothEngines {
 protected:
  void SetUp() override {
    OnBothEngines::SetUp();
    if (!where_.empty()) store_ = OnBothEngines::open();
  }

  std::unique_ptr<SiteMemory> memory(const std::string& site = "a",
                                     const std::string& revision = "r1",
                                     const std::string& version = "1.0") const {
    return store_->memory_of(site, revision, version).value();
  }

  void keep(const Response& response, const model::Document* document = nullptr,
            const std::string& site = "a") const {
    const auto kept = memory(site);
    kept->keep(response, sha256_hex(response.body), document);
    const auto flushed = kept->flush();
    EXPECT_TRUE(flushed.has_value()) << words_of(flushed);
  }

  std::int64_t count(const std::string& table) const {
    return open_raw()->query("select count(*) from " + table)->front().integer(0);
  }

  std::unique_ptr<Store> store_;
};
OIT_ON_BOTH_ENGINES(Memories);

TEST_P(Memories, APageComesBackAsTheServerSentIt) {
  const auto sent = answer();
  keep(sent);
  const auto later = memory();
  EXPECT_EQ(later->validators(kPage), (model::Validators{kPage, sent.etag, sent.last_modified}));
  auto got = not_modified();
  ASSERT_TRUE(later->recall(got));
  EXPECT_EQ(got.outcome, FetchOutcome::ok);
  EXPECT_EQ(got.status, 200);
  EXPECT_EQ(got.url, sent.url);
  EXPECT_EQ(got.content_type, sent.content_type);
  EXPECT_EQ(got.declared_charset, sent.declared_charset);
  EXPECT_EQ(got.file_name, sent.file_name);
  EXPECT_EQ(got.etag, sent.etag);
  EXPECT_EQ(got.last_modified, sent.last_modified);
  EXPECT_EQ(got.body, sent.body);
  EXPECT_EQ(got.sha256, sha256_hex(sent.body));
  EXPECT_EQ(got.body_bytes, sent.body_bytes);
  EXPECT_EQ(got.document, nullptr);
  EXPECT_EQ(got.fetched_at, april(2));
  EXPECT_FALSE(got.truncated);
}

TEST_P(Memories, ADocumentComesBackAsItsText) {
  auto sent = answer();
  sent.body.clear();
  sent.body_bytes = 1'234'567;
  const model::Document document{.outcome = model::DocumentOutcome::image_only,
                                 .why = "no text",
                                 .pages = {"แผน\nหน้า ๑", ""},
                                 .page_count = 12,
                                 .title = "แผน",
                                 .created = "2023-01-01",
                                 .modified = "2023-02-01"};
  const auto hash = sha256_hex("the file");
  const auto first = memory();
  first->keep(sent, hash, &document);
  ASSERT_TRUE(first->flush());
  auto got = not_modified();
  ASSERT_TRUE(memory()->recall(got));
  ASSERT_NE(got.document, nullptr);
  EXPECT_EQ(got.document->outcome, document.outcome);
  EXPECT_EQ(got.document->why, document.why);
  EXPECT_EQ(got.document->pages, document.pages);
  EXPECT_EQ(got.document->page_count, 12);
  EXPECT_EQ(got.document->title, document.title);
  EXPECT_EQ(got.document->created, document.created);
  EXPECT_EQ(got.document->modified, document.modified);
  EXPECT_EQ(got.sha256, hash);
  EXPECT_EQ(got.body_bytes, 1'234'567U);
  EXPECT_EQ(got.body, "");
}

TEST_P(Memories, ARedirectIsAskedForWhereItEnded) {
  auto sent = answer();
  sent.redirects = {kPage, address("http://a.go.th/between")};
  sent.url = address("https://www.a.go.th/plan.html");
  keep(sent);
  const auto later = memory();
  EXPECT_EQ(later->validators(kPage).url, sent.url);
  EXPECT_EQ(later->validators(sent.url), model::Validators{});
  auto got = not_modified();
  ASSERT_TRUE(later->recall(got));
  EXPECT_EQ(got.url, sent.url);
  EXPECT_EQ(got.redirects, sent.redirects);
  auto elsewhere = not_modified();
  elsewhere.url = kPage;
  EXPECT_FALSE(later->recall(elsewhere));
}

TEST_P(Memories, OtherRulesToolsAndSitesKnowNothing) {
  keep(answer());
  for (const auto& other :
       {memory("a", "r2"), memory("a", "r1", "1.1"), memory("b"), memory("a'; --")}) {
    EXPECT_EQ(other->size(), 0U);
    EXPECT_EQ(other->validators(kPage), model::Validators{});
    auto got = not_modified();
    EXPECT_FALSE(other->recall(got));
    EXPECT_EQ(got.outcome, FetchOutcome::not_modified);
  }
  EXPECT_EQ(memory()->size(), 1U);
}

TEST_P(Memories, ADamagedBodyIsForgottenAndMadeGoodByTheNextAnswer) {
  keep(answer());
  const auto raw = open_raw();
  ASSERT_TRUE(raw->execute("update body set bytes = ?1", {Blob{"not what it was"}}));
  {
    const auto later = memory();
    auto got = not_modified();
    EXPECT_FALSE(later->recall(got));
    EXPECT_EQ(got.outcome, FetchOutcome::not_modified);
    EXPECT_EQ(count("body"), 0);
    later->keep(answer(), sha256_hex(answer().body), nullptr);
  }
  auto got = not_modified();
  EXPECT_TRUE(memory()->recall(got));
}

TEST_P(Memories, ABodyOfTheRightSizeButOfAnotherPageIsDamaged) {
  keep(answer());
  keep(answer(address("http://a.go.th/other"), "<p>แผนการจัดจ้าง!</p>"));
  const auto raw = open_raw();
  ASSERT_TRUE(
      raw->execute("update body set bytes = (select bytes from body where sha256 = ?1), "
                   "size = (select size from body where sha256 = ?1)",
                   {sha256_hex("<p>แผนการจัดจ้าง!</p>")}));
  auto got = not_modified();
  EXPECT_FALSE(memory()->recall(got));
}

TEST_P(Memories, ALostBodyMeansAskingAgain) {
  keep(answer());
  ASSERT_TRUE(open_raw()->execute("delete from body"));
  auto got = not_modified();
  EXPECT_FALSE(memory()->recall(got));
}

TEST_P(Memories, OnlyWholeAnswersThatCanBeAskedAboutAreKept) {
  auto no_validators = answer();
  no_validators.etag = no_validators.last_modified = "";
  auto young = answer();
  young.etag = "";
  young.last_modified = "Sat, 01 Apr 2023 11:59:59 GMT";
  auto odd_date = answer();
  odd_date.etag = "";
  odd_date.last_modified = "yesterday";
  auto cut = answer();
  cut.truncated = true;
  auto part = answer();
  part.status = 206;
  auto missing = answer();
  missing.outcome = FetchOutcome::not_found;
  missing.status = 404;
  auto spooled = answer();
  spooled.body = "";
  for (const auto& one : {no_validators, young, odd_date, cut, part, missing, spooled}) keep(one);
  model::Document crashed;
  crashed.outcome = model::DocumentOutcome::crashed;
  keep(answer(), &crashed);
  EXPECT_EQ(count("answer"), 0);
  auto old_enough = answer();
  old_enough.etag = "";
  old_enough.last_modified = "Sat, 01 Apr 2023 11:59:58 GMT";
  keep(old_enough);
  EXPECT_EQ(memory()->size(), 1U);
}

TEST_P(Memories, EqualBodiesAreStoredOnce) {
  keep(answer());
  keep(answer(address("http://a.go.th/copy")));
  keep(answer(), nullptr, "b");
  EXPECT_EQ(count("answer"), 3);
  EXPECT_EQ(count("body"), 1);
}

TEST_P(Memories, OnlyANewerAnswerReplaces) {
  auto newer = answer(kPage, "<p>ใหม่</p>");
  newer.etag = "\"e2\"";
  newer.fetched_at = april(3);
  keep(newer);
  keep(answer());
  EXPECT_EQ(memory()->validators(kPage).etag, "\"e2\"");
  newer.etag = "\"e3\"";
  newer.fetched_at = april(4);
  keep(newer);
  EXPECT_EQ(memory()->validators(kPage).etag, "\"e3\"");
  EXPECT_EQ(count("answer"), 1);
}

TEST_P(Memories, WhatAnotherRunReplacedMeanwhileIsNotTaken) {
  keep(answer());
  const auto early = memory();
  auto newer = answer(kPage, "<p>ใหม่</p>");
  newer.etag = "\"e2\"";
  newer.fetched_at = april(3);
  keep(newer);
  auto got = not_modified();  // stands for "e1"
  EXPECT_FALSE(early->recall(got));
}

TEST_P(Memories, PruneDropsWhatWasNotSeenForLong) {
  keep(answer());
  keep(answer(address("http://a.go.th/gone"), "<p>เก่า</p>"));
  {
    const auto later = memory();
    auto got = not_modified(kPage, 20);
    ASSERT_TRUE(later->recall(got));
  }
  const auto would = store_->prune(std::chrono::days(5), april(21), true).value();
  EXPECT_EQ(would.answers, 1U);
  EXPECT_EQ(would.bodies, 1U);
  EXPECT_EQ(count("body"), 2);
  const auto pruned = store_->prune(std::chrono::days(5), april(21)).value();
  EXPECT_EQ(pruned.answers, 1U);
  EXPECT_EQ(pruned.bodies, 1U);
  EXPECT_EQ(count("body"), 1);
  auto got = not_modified(kPage, 21);
  EXPECT_TRUE(memory()->recall(got));
}

TEST_P(Memories, WhatWasRecognisedIsKnownOfAllSitesAndRulesOfOneVersion) {
  model::Recognised page;
  page.outcome = model::DocumentOutcome::ok;
  page.text = "แผนการจัดซื้อจัดจ้าง\nพ.ศ. 256\uFFFD";
  page.year_unreadable = true;
  page.page_count = 7;
  page.cpu = 1'234ms;
  memory()->keep_recognised("abc", 2, page);
  const auto got = memory("b", "r2")->recall_recognised("abc", 2);
  ASSERT_TRUE(got);
  EXPECT_EQ(got->outcome, page.outcome);
  EXPECT_EQ(got->text, page.text);
  EXPECT_TRUE(got->year_unreadable);
  EXPECT_EQ(got->page_count, 7);
  EXPECT_EQ(got->cpu, page.cpu);
  EXPECT_FALSE(memory()->recall_recognised("abc", 1));
  EXPECT_FALSE(memory()->recall_recognised("abd", 2));
  EXPECT_FALSE(memory("a", "r1", "1.1")->recall_recognised("abc", 2));
  page.text = "อีกครั้ง";
  memory("a", "r1", "1.1")->keep_recognised("abc", 2, page);
  EXPECT_EQ(memory("a", "r1", "1.1")->recall_recognised("abc", 2)->text, "อีกครั้ง");
  EXPECT_EQ(count("recognised"), 1);
  const auto now = std::chrono::system_clock::now();
  EXPECT_TRUE(store_->prune(std::chrono::days(1), now).has_value());
  EXPECT_EQ(count("recognised"), 1);
  EXPECT_TRUE(store_->prune(std::chrono::days(1), now + std::chrono::days(2)).has_value());
  EXPECT_EQ(count("recognised"), 0);
}

TEST_P(Memories, ManyWorkersKeepAtOnce) {
  {
    const auto kept = memory();
    std::vector<std::jthread> workers;
    for (int worker = 0; worker < 4; ++worker)
      workers.emplace_back([&, worker] {
        for (int n = 0; n < 50; ++n) {
          const auto name = std::to_string(worker) + "-" + std::to_string(n);
          const auto one = answer(address("http://a.go.th/" + name), "<p>" + name + "</p>");
          kept->keep(one, sha256_hex(one.body), nullptr);
        }
      });
  }
  const auto later = memory();
  EXPECT_EQ(later->size(), 200U);
  auto got = not_modified(address("http://a.go.th/3-49"));
  EXPECT_TRUE(later->recall(got));
  EXPECT_EQ(got.body, "<p>3-49</p>");
}

TEST_P(Memories, AFailingStoreIsToldOnce) {
  const auto kept = memory();
  ASSERT_TRUE(open_raw()->execute("drop table body"));
  kept->keep(answer(), sha256_hex(answer().body), nullptr);
  EXPECT_FALSE(kept->flush().has_value());
  EXPECT_TRUE(kept->flush().has_value());
}

}  // namespace
}  // namespace oit::store
