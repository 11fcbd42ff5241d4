#include "scan/batch.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <iterator>
#include <map>
#include <memory>
#include <mutex>
#include <string>
#include <thread>
#include <utility>
#include <vector>

#include "rulebook/load.h"
#include "support/fake_fetcher.h"
#include "support/small_rules.h"

namespace oit::scan {
namespace {

using namespace std::chrono_literals;
using model::FetchOutcome;
using test::FakeFetcher;

/// The machine's clock, which a test may set forward, and whose wall time may jump.
class MovedClock final : public Clock {
 public:
  std::chrono::system_clock::time_point now() const override {
    const int side = static_cast<int>(looks_++ % 3) - 1;
    return clock_.now() + std::chrono::days(side * jump);
  }
  std::chrono::steady_clock::time_point steady_now() const override {
    return clock_.steady_now() + std::chrono::seconds(ahead);
  }
  std::atomic<int> ahead = 0;  ///< seconds
  std::atomic<int> jump = 0;   ///< days; each look at wall time finds it back, right, or ahead

 private:
  SystemClock clock_;
  mutable std::atomic<unsigned> looks_ = 0;
};

class NoDocuments final : public doc::DocumentReader {
 public:
  model::Document read(const std::string& /*path*/, model::BodyKind /*kind*/,
                       const std::atomic<bool>& /*stop*/) override {
    return {};
  }
};

struct Taken {
  std::size_t position = 0;
  bool is_begun = false, is_cut = false;
  model::Report report;
};

/// Keeps what it takes; fails at the entry `fails_at`.
class Kept final : public Results {
 public:
  Result<bool> take(const SiteResult& site) override {
    EXPECT_EQ(busy_++, 0) << "one thread at a time";
    Taken taken{site.position, site.report != nullptr, site.is_cut, {}};
    if (site.report != nullptr) taken.report = *site.report;
    all.push_back(std::move(taken));
    if (on_take) on_take(*site.entry);
    --busy_;
    if (site.report != nullptr && site.entry->id == fails_at)
      return fail(ErrorCode::io, "the disk is full");
    return true;
  }

  /// The one result of entry `position`; a failure of the test when there are more or none.
  const Taken& of(std::size_t position) const {
    static const Taken kNone;
    EXPECT_EQ(std::ranges::count(all, position, &Taken::position), 1) << position;
    const auto at = std::ranges::find(all, position, &Taken::position);
    return at == all.end() ? kNone : *at;
  }

  std::vector<Taken> all;
  std::string fails_at;
  std::function<void(const model::SiteEntry&)> on_take;

 private:
  std::atomic<int> busy_ = 0;
};

model::Response fetched(std::string_view body) {
  return FakeFetcher::answer(FetchOutcome::ok, 200, "text/html", std::string(body));
}

model::Response failed(FetchOutcome outcome) { return FakeFetcher::answer(outcome, 0, "", ""); }

class BatchTest : public testing::Test {
 protected:
  BatchTest() : rulebook_(rulebook::load(rules_.folder(), "ita-2566").value()) {
    rulebooks_[""] = &rulebook_;
    options_.as_of = text::Day(std::chrono::year(2023) / 4 / 20);
  }

  static std::string host(std::size_t i) { return "site" + std::to_string(i) + ".go.th"; }

  /// A site with a home page and `pages` more.
  void add_site(const std::string& id, const std::string& address, int pages = 3) {
    std::string menu;
    for (int i = 0; i < pages; ++i) {
      const auto path = address + "page" + std::to_string(i);
      menu += "<li><a href=\"" + path + "\">แผนการจัดซื้อจัดจ้าง " + std::to_string(i) + "</a></li>";
      fetcher_.add_page(path, "<html><title>แผน</title><p>แผนการจัดซื้อจัดจ้าง</p>");
    }
    fetcher_.add_page(address, "<html><title>อบต.หนองบัว</title>" + menu);
    add_entry(id, address);
  }

  void add_entry(const std::string& id, const std::string& address) {
    model::SiteEntry entry;
    entry.id = id;
    entry.requested = address;
    entry.url = url::Url::parse(address).value();
    entries_.push_back(std::move(entry));
  }

  void add_sites(std::size_t n) {
    for (std::size_t i = 0; i < n; ++i)
      add_site("s" + std::to_string(i), "http://" + host(i) + "/");
  }

  Result<bool> run(const Batch::WatchRun& watch = {}, const std::vector<bool>& is_done = {}) {
    Batch batch(rulebooks_, documents_, clock_, options_, fetcher_);
    batch.set_services(services_);
    batch.watch(watch_page_, watch);
    return batch.run(entries_, is_done, kept_, stop_);
  }

  std::size_t times_asked(std::string_view address) const {
    return static_cast<std::size_t>(std::ranges::count(fetcher_.asked(), address));
  }

  support::SmallRules rules_;
  model::Rulebook rulebook_;
  std::map<std::string, const model::Rulebook*> rulebooks_;
  NoDocuments documents_;
  MovedClock clock_;
  ScanOptions options_;
  FakeFetcher fetcher_;
  std::vector<model::SiteEntry> entries_;
  Kept kept_;
  SiteServices services_;
  Batch::WatchPage watch_page_;
  std::atomic<bool> stop_ = false;
};

TEST_F(BatchTest, EveryEntryGetsOneResult) {
  add_sites(30);
  fetcher_.add_failure("http://" + host(7) + "/", FetchOutcome::refused);
  options_.sites_at_once = 8;
  options_.tool_version = "1.2";
  options_.fetch.ignore_robots = true;
  ASSERT_TRUE(run());
  EXPECT_EQ(kept_.all.size(), 30U);
  for (std::size_t i = 0; i < 30; ++i) {
    const auto& taken = kept_.of(i);
    EXPECT_TRUE(taken.is_begun);
    EXPECT_FALSE(taken.is_cut);
    EXPECT_EQ(taken.report.seed_url, "http://" + host(i) + "/");
    EXPECT_EQ(taken.report.outcome == "ok", i != 7) << taken.report.outcome;
    EXPECT_EQ(taken.report.tool_version, "1.2");
    EXPECT_EQ(taken.report.run_id.size(), 16U);
    EXPECT_EQ(taken.report.notices, std::vector<std::string>{"ignore_robots"});
    EXPECT_LE(taken.report.started_at, taken.report.finished_at);
  }
}

/// Every look at the wall clock finds another year: as when a machine's clock is set, and set back,
/// in the middle of the night's run.
TEST_F(BatchTest, AWallClockThatJumpsLosesNothing) {
  constexpr std::size_t kSites = 24;
  add_sites(kSites);
  fetcher_.add_failure("http://" + host(7) + "/", FetchOutcome::refused);
  options_.sites_at_once = 5;
  ASSERT_TRUE(run());
  const auto calm = std::exchange(kept_.all, {});
  const auto verdicts = [](const model::Report& report) {
    std::string all = report.outcome;
    for (const auto& finding : report.findings)
      all += ' ' + std::string(model::name_of(finding.status));
    return all;
  };

  clock_.jump = 400;
  for (std::size_t i = kSites - 6; i < kSites; ++i)  // so that the stop comes before the end
    fetcher_.answer_with("http://" + host(i) + "/page0", [](const model::Request&) {
      std::this_thread::sleep_for(80ms);
      return fetched("<html><title>แผน</title><p>แผนการจัดซื้อจัดจ้าง");
    });
  std::vector<bool> is_done(kSites);
  kept_.on_take = [&](const model::SiteEntry&) { stop_ = kept_.all.size() >= kSites / 2; };
  ASSERT_TRUE(run());
  EXPECT_EQ(kept_.all.size(), kSites);
  auto first = std::exchange(kept_.all, {});
  std::erase_if(first, [](const Taken& one) { return !one.is_begun || one.is_cut; });
  EXPECT_GE(first.size(), kSites / 2);
  EXPECT_LT(first.size(), kSites);
  for (const auto& one : first) is_done[one.position] = true;

  kept_.on_take = {};
  stop_ = false;
  ASSERT_TRUE(run({}, is_done));
  EXPECT_EQ(kept_.all.size(), kSites - first.size());
  std::ranges::move(first, std::back_inserter(kept_.all));
  for (const auto& before : calm) {
    const auto& after = kept_.of(before.position);
    EXPECT_TRUE(after.is_begun && !after.is_cut) << before.position;
    EXPECT_EQ(verdicts(after.report), verdicts(before.report)) << before.position;
    EXPECT_EQ(after.report.pages, before.report.pages) << before.position;
    EXPECT_EQ(after.report.run_id.size(), 16U);
    EXPECT_LE(after.report.started_at, after.report.finished_at) << before.position;
  }
}

TEST_F(BatchTest, EntriesThatAreDoneAreLeftOut) {
  add_sites(4);
  options_.run_id = "tonight";
  ASSERT_TRUE(run({}, {true, false, true}));
  EXPECT_EQ(kept_.all.size(), 2U);
  EXPECT_EQ(kept_.of(1).report.run_id, "tonight");
  kept_.of(3);
  EXPECT_EQ(times_asked("http://" + host(0) + "/"), 0U);
}

TEST_F(BatchTest, NothingToDoIsSoonDone) {
  BatchProgress last;
  EXPECT_TRUE(run([&](const BatchProgress& now) { last = now; }));
  EXPECT_TRUE(kept_.all.empty());
  EXPECT_EQ(last.sites, 0U);
}

TEST_F(BatchTest, KeepsToTheSitesAtOnce) {
  add_sites(20);
  options_.sites_at_once = 3;
  int open = 0, most = 0;
  services_.begins = [&](model::Owner, const model::SiteEntry&) -> Result<bool> {
    most = std::max(most, ++open);
    return true;
  };
  services_.ends = [&](model::Owner, const model::SiteEntry&, const model::SiteFacts&,
                       const std::function<void(Result<bool>)>& done) {
    --open;
    done(true);
  };
  ASSERT_TRUE(run());
  EXPECT_EQ(most, 3);
  EXPECT_EQ(kept_.all.size(), 20U);
}

TEST_F(BatchTest, FourSitesOfOneAddressAreInFlight) {
  for (int i = 0; i < 9; ++i)
    add_site("s" + std::to_string(i), "http://shared.go.th/" + std::to_string(i) + "/");
  add_site("alone", "http://alone.go.th/");
  options_.sites_at_once = 20;
  int open = 0, most = 0;
  std::vector<std::string> begun;
  services_.begins = [&](model::Owner, const model::SiteEntry& entry) -> Result<bool> {
    begun.push_back(entry.id);
    if (entry.id != "alone") most = std::max(most, ++open);
    return true;
  };
  services_.ends = [&](model::Owner, const model::SiteEntry& entry, const model::SiteFacts&,
                       const std::function<void(Result<bool>)>& done) {
    if (entry.id != "alone") --open;
    done(true);
  };
  ASSERT_TRUE(run());
  EXPECT_EQ(most, 4);
  EXPECT_EQ(kept_.all.size(), 10U);
  ASSERT_GE(begun.size(), 5U);
  EXPECT_EQ(begun[4], "alone") << "who stands in line takes no place";
}

TEST_F(BatchTest, AResultThatCannotBeKeptEndsTheRun) {
  add_sites(6);
  kept_.fails_at = "s1";
  const auto ran = run();
  ASSERT_FALSE(ran);
  EXPECT_EQ(ran.error().message, "the disk is full");
  EXPECT_TRUE(kept_.of(0).is_begun);
  EXPECT_TRUE(kept_.of(1).is_begun);
  EXPECT_EQ(kept_.all.size(), 6U);
  for (std::size_t i = 0; i < 6; ++i) kept_.of(i);
  EXPECT_FALSE(kept_.of(5).is_begun);
  EXPECT_TRUE(kept_.of(5).is_cut);
}

TEST_F(BatchTest, ARunThatWasStoppedBeforehandBeginsNothing) {
  add_sites(5);
  stop_ = true;
  fetcher_.delay_lookups(10ms);
  ASSERT_TRUE(run());
  EXPECT_EQ(kept_.all.size(), 5U);
  for (std::size_t i = 0; i < 5; ++i) EXPECT_FALSE(kept_.of(i).is_begun);
  EXPECT_TRUE(fetcher_.asked().empty());
}

TEST_F(BatchTest, AStopEndsWhatRunsWithAPartialReport) {
  add_site("long", "http://long.go.th/", 60);
  add_sites(3);
  for (int i = 0; i < 60; ++i)
    fetcher_.answer_with("http://long.go.th/page" + std::to_string(i), [](const model::Request&) {
      std::this_thread::sleep_for(15ms);
      return fetched("<html><p>แผนการจัดซื้อจัดจ้าง");
    });
  options_.exhaustive = true;
  std::size_t pages = 0;
  watch_page_ = [&](const crawl::CrawlProgress&) { stop_ = ++pages > 8; };
  ASSERT_TRUE(run());
  EXPECT_EQ(kept_.all.size(), 4U);
  EXPECT_TRUE(kept_.of(0).is_begun);
  EXPECT_TRUE(kept_.of(0).is_cut);
  EXPECT_FALSE(kept_.of(0).report.complete);
  EXPECT_EQ(kept_.of(0).report.outcome, "ok");
  EXPECT_GT(kept_.of(0).report.pages, 2U);
  EXPECT_LT(kept_.of(0).report.pages, 50U);
  for (std::size_t i = 1; i < 4; ++i) EXPECT_FALSE(kept_.of(i).is_begun);
}

TEST_F(BatchTest, ASitesOwnLimitsGoBeforeTheRuns) {
  add_site("small", "http://" + host(0) + "/", 20);
  add_site("usual", "http://" + host(1) + "/", 20);
  entries_[0].limits.max_pages = 4;
  options_.max_pages = 10;
  ASSERT_TRUE(run());
  EXPECT_EQ(kept_.of(0).report.coverage_read, 4U);
  EXPECT_EQ(kept_.of(1).report.coverage_read, 10U);
  EXPECT_EQ(kept_.of(0).report.limits_hit, std::vector<std::string>{"max_pages"});
}

class SecondPass : public BatchTest {
 protected:
  SecondPass() {
    options_.second_pass = true;
    options_.sites_at_once = 4;
  }

  /// A site that fails unless it is asked by its second, more patient try.
  void add_late(const std::string& id, const std::string& address) {
    add_entry(id, address);
    fetcher_.answer_with(address, [this](const model::Request& request) {
      patience_.push_back(request.patience);
      return request.patience == 3 ? fetched("<html><title>อบต.หนองบัว</title>")
                                   : failed(FetchOutcome::timeout);
    });
  }

  /// Lets the pause before second tries pass as soon as somebody waits for his.
  Batch::WatchRun hurry() {
    return [this](const BatchProgress& now) {
      if (now.late > 0) clock_.ahead = 10;
    };
  }

  std::vector<int> patience_;
};

TEST_F(SecondPass, TriesOnceMoreAndWithMorePatience) {
  add_late("late", "http://late.go.th/");
  add_site("good", "http://good.go.th/");
  add_entry("dead", "http://dead.go.th/");
  fetcher_.add_failure("http://dead.go.th/", FetchOutcome::refused);
  add_entry("absent", "http://absent.go.th/");
  fetcher_.add_failure("http://absent.go.th/", FetchOutcome::no_such_host);
  ASSERT_TRUE(run(hurry()));
  EXPECT_EQ(kept_.all.size(), 4U);
  EXPECT_EQ(kept_.of(0).report.outcome, "ok");
  EXPECT_EQ(kept_.of(1).report.outcome, "ok");
  EXPECT_NE(kept_.of(2).report.outcome, "ok");
  EXPECT_NE(kept_.of(3).report.outcome, "ok");
  EXPECT_EQ(patience_.front(), 1);
  EXPECT_EQ(patience_.back(), 3);
  EXPECT_EQ(times_asked("http://late.go.th/"), 2U);
  EXPECT_EQ(times_asked("http://dead.go.th/"), 2U) << "once only";
  EXPECT_EQ(times_asked("http://good.go.th/"), 1U);
  EXPECT_EQ(times_asked("http://absent.go.th/"), 1U) << "the name does not exist: no use";
}

TEST_F(SecondPass, IsNoneUnlessAskedFor) {
  options_.second_pass = false;
  add_late("late", "http://late.go.th/");
  ASSERT_TRUE(run());
  EXPECT_NE(kept_.of(0).report.outcome, "ok");
  EXPECT_EQ(patience_, std::vector<int>{1});
}

TEST_F(SecondPass, AStopBeforeItLeavesTheFirstTry) {
  add_late("late", "http://late.go.th/");
  ASSERT_TRUE(run([this](const BatchProgress& now) { stop_ = stop_ || now.late > 0; }));
  ASSERT_EQ(kept_.all.size(), 1U);
  EXPECT_TRUE(kept_.of(0).is_begun);
  EXPECT_EQ(patience_, std::vector<int>{1});
}

/// A site whose second try was being looked up when the run was stopped got two results.
TEST_F(SecondPass, AStopWhileItsAddressIsLookedUpGivesOneResult) {
  add_late("late", "http://late.go.th/");
  add_late("later", "http://later.go.th/");
  fetcher_.delay_lookups(400ms);
  int seen = 0;
  ASSERT_TRUE(run([&](const BatchProgress& now) {
    if (now.late < 2) return;
    clock_.ahead = 10;
    stop_ = ++seen > 1;  // the second tries are being looked up now
  }));
  EXPECT_EQ(kept_.all.size(), 2U);
  for (const std::size_t i : {0U, 1U}) EXPECT_TRUE(kept_.of(i).is_begun);
  EXPECT_EQ(patience_, (std::vector<int>{1, 1}));
}

/// A site whose memory was being read for its second try got no report when the run was stopped.
TEST_F(SecondPass, AStopWhileItsMemoryIsReadLeavesTheFirstTry) {
  add_late("late", "http://late.go.th/");
  std::atomic<int> tries = 0;
  std::atomic<bool> is_halted = false;
  services_.memory_of = [&](const model::SiteEntry&) -> std::unique_ptr<crawl::Memory> {
    if (++tries == 2) stop_ = true;
    const auto until = std::chrono::steady_clock::now() + 5s;
    while (tries == 2 && !is_halted && std::chrono::steady_clock::now() < until)
      std::this_thread::sleep_for(1ms);
    return nullptr;
  };
  ASSERT_TRUE(run([&](const BatchProgress& now) {
    if (now.late > 0) clock_.ahead = 10;
    if (tries == 2 && stop_ && now.late == 0) is_halted = true;
  }));
  ASSERT_EQ(kept_.all.size(), 1U);
  EXPECT_TRUE(kept_.of(0).is_begun);
  EXPECT_EQ(patience_, std::vector<int>{1});
}

/// More reports to judge at once than the workers' queue holds, and nothing else to do: the rest
/// was never judged, and the run never ended.
TEST_F(SecondPass, AStopJudgesHoweverManySitesWaitForIt) {
  constexpr std::size_t kSites = 1'500;
  for (std::size_t i = 0; i < kSites; ++i) {
    add_entry("s" + std::to_string(i), "http://" + host(i) + "/");
    fetcher_.add_failure("http://" + host(i) + "/", FetchOutcome::timeout);
  }
  options_.sites_at_once = 100;
  ASSERT_TRUE(run([&](const BatchProgress& now) { stop_ = stop_ || now.late == kSites; }));
  EXPECT_EQ(kept_.all.size(), kSites);
  for (std::size_t i = 0; i < kSites; ++i) EXPECT_TRUE(kept_.of(i).is_begun);
}

TEST_F(BatchTest, ServicesFrameASitesRequestsAndComeBeforeItsResult) {
  add_sites(3);
  options_.sites_at_once = 2;
  std::mutex mutex;
  std::vector<std::string> events;
  const auto note = [&](const std::string& event) {
    const std::lock_guard lock(mutex);
    events.push_back(event);
  };
  std::map<std::string, model::Owner> owners;
  services_.begins = [&](model::Owner owner, const model::SiteEntry& entry) -> Result<bool> {
    EXPECT_EQ(times_asked(entry.url.text()), 0U);
    owners[entry.id] = owner;
    note("begins " + entry.id);
    return true;
  };
  services_.ends = [&](model::Owner owner, const model::SiteEntry& entry,
                       const model::SiteFacts& facts,
                       const std::function<void(Result<bool>)>& done) {
    EXPECT_EQ(owners[entry.id], owner);
    EXPECT_EQ(facts.seed, entry.url);
    note("ends " + entry.id);
    fetcher_.after(30ms, [done] { done(true); });
  };
  kept_.on_take = [&](const model::SiteEntry& entry) { note("result " + entry.id); };
  ASSERT_TRUE(run());
  EXPECT_EQ(events.size(), 9U);
  for (const char* id : {"s0", "s1", "s2"}) {
    std::vector<std::string> own;
    for (const auto& event : events)
      if (event.ends_with(id)) own.push_back(event.substr(0, event.find(' ')));
    EXPECT_EQ(own, (std::vector<std::string>{"begins", "ends", "result"})) << id;
  }
  for (const auto& request : fetcher_.requests())
    EXPECT_EQ(request.owner, owners["s" + std::string(1, request.url.host()[4])]);
}

TEST_F(BatchTest, AnErrorAtASitesEndEndsTheRun) {
  add_sites(4);
  services_.ends = [&](model::Owner, const model::SiteEntry& entry, const model::SiteFacts&,
                       const std::function<void(Result<bool>)>& done) {
    if (entry.id == "s1") return done(fail(ErrorCode::io, "the capture cannot be closed"));
    done(true);
  };
  const auto ran = run();
  ASSERT_FALSE(ran);
  EXPECT_EQ(ran.error().message, "the capture cannot be closed");
  EXPECT_EQ(kept_.all.size(), 4U);
  EXPECT_TRUE(kept_.of(1).is_begun);
  EXPECT_FALSE(kept_.of(3).is_begun);
}

/// The site was crawled all the same.
TEST_F(BatchTest, AnErrorAtASitesBeginningEndsTheRunBeforeItIsAsked) {
  add_sites(4);
  int ended = 0;
  services_.begins = [&](model::Owner, const model::SiteEntry& entry) -> Result<bool> {
    if (entry.id == "s1") return fail(ErrorCode::io, "no room for a capture");
    return true;
  };
  services_.ends = [&](model::Owner, const model::SiteEntry&, const model::SiteFacts&,
                       const std::function<void(Result<bool>)>& done) {
    ++ended;
    done(true);
  };
  const auto ran = run();
  ASSERT_FALSE(ran);
  EXPECT_EQ(ran.error().message, "no room for a capture");
  EXPECT_EQ(kept_.all.size(), 4U);
  EXPECT_TRUE(kept_.of(0).is_begun);
  for (const std::size_t i : {1U, 2U, 3U}) EXPECT_FALSE(kept_.of(i).is_begun);
  EXPECT_EQ(times_asked("http://" + host(1) + "/"), 0U);
  EXPECT_EQ(ended, 1);
}

TEST_F(BatchTest, ReadsASitesMemoryBeforeItBegins) {
  add_sites(3);
  std::atomic<int> read = 0;
  services_.memory_of = [&](const model::SiteEntry&) -> std::unique_ptr<crawl::Memory> {
    ++read;
    return nullptr;
  };
  ASSERT_TRUE(run());
  EXPECT_EQ(read, 3);
  EXPECT_EQ(kept_.all.size(), 3U);
}

/// Two rulebooks that call themselves the same shared the words of whichever came first.
TEST_F(BatchTest, EverySiteIsJudgedByItsOwnRulebook) {
  support::SmallRules others;
  others.write("topics/laws.toml", support::SmallRules::topic("laws", "ทะเบียนเรือประมง"));
  const auto other = rulebook::load(others.folder(), "ita-2566").value();
  for (const auto& id : {"a", "b"}) {
    const auto home = "http://" + std::string(id) + ".go.th/";
    add_entry(id, home);
    std::string menu = "<li><a href=\"/boats\">ทะเบียนเรือประมง</a></li>";
    for (int i = 0; i < 6; ++i) {
      const auto path = "news" + std::to_string(i);
      menu += "<li><a href=\"/" + path + "\">ข่าว " + std::to_string(i) + "</a></li>";
      fetcher_.add_page(home + path, "<html><title>ข่าว</title><p>ข่าว " + path);
    }
    fetcher_.add_page(home, "<html><title>อบต.หนองบัว</title>" + menu);
    fetcher_.add_page(home + "boats",
                      "<html><title>ทะเบียนเรือประมง</title><h1>ทะเบียนเรือประมง</h1>"
                      "<table><tr><th>ที่</th><th>ชื่อ</th></tr><tr><td>1</td><td>เรือ</td></tr>"
                      "<tr><td>2</td><td>เรือ</td></tr></table>");
  }
  entries_[1].rulebook = "others/ita-2566.toml";
  rulebooks_["others/ita-2566.toml"] = &other;
  ASSERT_TRUE(run());
  const auto status = [&](std::size_t position) {
    const auto& findings = kept_.of(position).report.findings;
    return findings.empty() ? "" : model::name_of(findings.front().status);
  };
  EXPECT_EQ(status(0), "missing");
  EXPECT_NE(status(1), "missing");
  EXPECT_NE(status(1), "unverified");
}

TEST_F(BatchTest, TellsHowFarItIs) {
  add_sites(5);
  fetcher_.add_failure("http://" + host(2) + "/", FetchOutcome::refused);
  BatchProgress last;
  ASSERT_TRUE(run([&](const BatchProgress& now) { last = now; }));
  EXPECT_EQ(last.sites, 5U);
  EXPECT_EQ(last.done, 5U);
  EXPECT_EQ(last.failed, 1U);
  EXPECT_EQ(last.running + last.in_line + last.late, 0U);
  EXPECT_GE(last.pages, 5U + 4U * 3U);
}

}  // namespace
}  // namespace oit::scan
