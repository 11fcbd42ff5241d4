#include "crawl/reader_pool.h"

#include <gtest/gtest.h>

#include <atomic>
#include <future>
#include <thread>

#include "site.h"

namespace oit::crawl {
namespace {

using namespace std::chrono_literals;

PlainReader& documents() {
  static PlainReader reader;
  return reader;
}

TEST(ReaderPool, NoPageWaitsForADocument) {
  std::promise<void> release;
  std::promise<void> read;
  ReaderPool pool(1, rules(), documents());
  pool.run_document(1, [held = release.get_future().share()](FactsReader&) { held.wait(); });
  pool.run(0, [&read](FactsReader&) { read.set_value(); });
  EXPECT_EQ(read.get_future().wait_for(10s), std::future_status::ready);
  release.set_value();
}

TEST(ReaderPool, ServesTheOwnerFirstWhoseDocumentsTookLeast) {
  std::vector<std::promise<void>> ended(6);
  std::vector<model::Owner> order;  // of one worker: no two at once
  ReaderPool pool(1, rules(), documents());
  const auto read = [&](model::Owner owner) {
    pool.run_document(owner, [&order, &ended, owner](FactsReader&) {
      order.push_back(owner);
      ended[order.size() - 1].set_value();
    });
  };
  for (const model::Owner owner : {1U, 1U, 1U, 2U, 2U, 3U}) read(owner);
  const std::chrono::seconds took[] = {10s, 1s, 2s, 9s, 5s, 0s};
  for (std::size_t i = 0; i < ended.size(); ++i) {
    ASSERT_EQ(ended[i].get_future().wait_for(10s), std::future_status::ready) << i;
    pool.end_document(order[i], took[i]);
  }
  // 1 takes 10 s; 2 takes 1 s, 3 takes 2 s, 2 comes again and has 10 s: then whoever stands first.
  EXPECT_EQ(order, (std::vector<model::Owner>{1, 2, 3, 2, 1, 1}));
}

TEST(ReaderPool, ForgetsWhatTheDocumentsOfAnOwnerTookWhoLeft) {
  std::vector<std::promise<void>> ended(4);
  std::vector<model::Owner> order;
  ReaderPool pool(1, rules(), documents());
  const auto read = [&](model::Owner owner) {
    pool.run_document(owner, [&order, &ended, owner](FactsReader&) {
      order.push_back(owner);
      ended[order.size() - 1].set_value();
    });
  };
  const auto wait = [&](std::size_t i, std::chrono::seconds took) {
    ASSERT_EQ(ended[i].get_future().wait_for(10s), std::future_status::ready) << i;
    pool.end_document(order[i], took);
  };
  read(1);
  wait(0, 10s);
  pool.leave(1);
  read(2);
  read(1);
  read(2);
  wait(1, 1s);
  wait(2, 0s);
  wait(3, 0s);
  EXPECT_EQ(order, (std::vector<model::Owner>{1, 2, 1, 2}));
}

TEST(ReaderPool, TheOwnerBegunFirstGoesFirst) {
  std::promise<void> release, done;
  std::vector<model::Owner> order;
  ReaderPool pool(1, rules(), documents());
  std::promise<void> held;
  pool.run(9, [&, wait = release.get_future().share()](FactsReader&) {
    held.set_value();
    wait.wait();
  });
  held.get_future().wait();
  for (const model::Owner owner : std::vector<model::Owner>{7, 3, 0, 5, 3}) {
    pool.run(owner, [&order, &done, owner](FactsReader&) {
      order.push_back(owner);
      if (order.size() == 5) done.set_value();
    });
  }
  EXPECT_EQ(pool.waiting(), 5U);
  release.set_value();
  ASSERT_EQ(done.get_future().wait_for(10s), std::future_status::ready);
  EXPECT_EQ(order, (std::vector<model::Owner>{0, 3, 3, 5, 7}));
  const auto load = pool.take_load();
  EXPECT_EQ(load.owners, 5U);
  EXPECT_EQ(pool.take_load().owners, 0U);
}

TEST(ReaderPool, LosesNothingWhenMoreIsGivenThanFits) {
  constexpr int kJobs = 2'000;
  std::promise<void> release;
  std::atomic<int> ran = 0;
  std::atomic<bool> in_order = true;
  ReaderPool pool(1, rules(), documents());
  pool.run(0, [held = release.get_future().share()](FactsReader&) { held.wait(); });
  for (int i = 0; i < kJobs; ++i)
    pool.run(0, [&, i](FactsReader&) {
      if (ran++ != i) in_order = false;
    });
  EXPECT_EQ(ran, 0);
  release.set_value();
  const auto until = std::chrono::steady_clock::now() + 20s;
  while (ran < kJobs && std::chrono::steady_clock::now() < until) {
    pool.flush();
    std::this_thread::yield();
  }
  EXPECT_EQ(ran, kJobs);
  EXPECT_TRUE(in_order);
}

}  // namespace
}  // namespace oit::crawl
