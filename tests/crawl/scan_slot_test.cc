#include "crawl/scan_slot.h"

#include <gtest/gtest.h>

#include <condition_variable>
#include <mutex>

#include "crawl/scan_shelf.h"
#include "support/scan_reader.h"

namespace oit::crawl {
namespace {

/// Hands what the slot's thread says to the test's, as a fetcher's loop would.
class Inbox {
 public:
  void post(std::function<void()> work) {
    const std::lock_guard lock(mutex_);
    works_.push_back(std::move(work));
    filled_.notify_one();
  }
  void run_one() {
    std::unique_lock lock(mutex_);
    filled_.wait(lock, [this] { return !works_.empty(); });
    const auto work = std::move(works_.front());
    works_.erase(works_.begin());
    lock.unlock();
    work();
  }

 private:
  std::mutex mutex_;
  std::condition_variable filled_;
  std::vector<std::function<void()>> works_;
};

class Slot : public testing::Test {
 protected:
  void add(model::Owner owner, std::shared_ptr<std::atomic<bool>> stopped = nullptr,
           std::chrono::seconds took = std::chrono::seconds(1)) {
    doc::ScanPage page;
    page.owner = owner;
    if (stopped == nullptr) stopped = std::make_shared<std::atomic<bool>>(false);
    slot_.run({page, std::move(stopped), [this, owner] { began_.push_back(owner); },
               [this, owner, took](const model::Recognised&, bool was_begun) {
                 inbox_.post([this, owner, took, was_begun] {
                   done_.push_back(owner);
                   if (was_begun) slot_.end(owner, took);
                 });
               }});
  }

  test::ScanReader reader_;
  Inbox inbox_;
  std::vector<model::Owner> began_, done_;
  ScanSlot slot_{reader_};
};

TEST_F(Slot, WhoHadTheLeastOfItIsNext) {
  add(1, nullptr, std::chrono::seconds(9));
  for (const model::Owner owner : {1U, 1U, 2U, 2U}) add(owner);
  EXPECT_EQ(began_, std::vector<model::Owner>{1}) << "one at a time";
  for (int i = 0; i < 5; ++i) inbox_.run_one();
  EXPECT_EQ(began_, (std::vector<model::Owner>{1, 2, 2, 1, 1}));
}

TEST_F(Slot, JobsOfStoppedSitesAreGivenBackWhileAnotherIsAtWork) {
  const auto stopped = std::make_shared<std::atomic<bool>>(false);
  add(1);
  add(2, stopped);
  add(3);
  *stopped = true;
  slot_.give_back_stopped();
  EXPECT_EQ(began_, (std::vector<model::Owner>{1, 2}));
  for (int i = 0; i < 3; ++i) inbox_.run_one();
  EXPECT_EQ(done_.size(), 3U);
  EXPECT_EQ(began_, (std::vector<model::Owner>{1, 2, 3})) << "two at once would be one too many";
}

TEST(ScanShelf, LetsGoWhatDoesNotFit) {
  ScanShelf shelf;
  shelf.keep(0, SpooledFile("/nonexistent/big", ScanShelf::kBytes));
  EXPECT_NE(shelf.find(0), nullptr);
  shelf.keep(1, SpooledFile("/nonexistent/small", 1));
  EXPECT_EQ(shelf.find(1), nullptr) << "too many bytes";
  shelf.keep(0, SpooledFile("/nonexistent/smaller", 1));
  for (std::size_t i = 1; i < ScanShelf::kFiles + 5; ++i)
    shelf.keep(i, SpooledFile("/nonexistent/" + std::to_string(i), 1));
  EXPECT_EQ(shelf.files(), ScanShelf::kFiles);
  shelf.drop(0);
  EXPECT_EQ(shelf.find(0), nullptr);
}

}  // namespace
}  // namespace oit::crawl
