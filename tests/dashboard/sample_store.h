#pragma once
#include <gtest/gtest.h>

#include <memory>
#include <string>

#include "dashboard/dashboard.h"
#include "report/json.h"
#include "support/store_place.h"

namespace oit::dashboard {

constexpr const char* kHostile = "<script>alert(1)</script>\"'&\xE2\x80\xAE";

/// Two runs over three sites in a file: "a" is good and then loses O2, "b" is bad and writes
/// markup into its titles, "closed" does not open.
class SampleStore {
 public:
  SampleStore() : file_(folder_.file()) {
    auto store = store::Store::open(file_).value();
    save(*store, "r1", 1, model::Status::published);
    save(*store, "r2", 2, model::Status::missing);
  }

  const std::string& file() const { return file_; }

  static store::SiteRow row(const std::string& id, const std::string& name,
                            const std::string& district) {
    auto row = test::make_site(id);
    row.name = name;
    row.district = district;
    if (id != "a") row.tags = {"ช้า"};
    return row;
  }

 private:
  static model::Finding finding(const std::string& item, model::Status status,
                                const std::string& title) {
    auto finding = test::make_finding(item, status, "https://a.go.th/x?a=1&b=2", "ab12");
    finding.title = {title, "Title in English"};
    finding.indicator = "9";
    finding.sub_indicator = "9.1";
    finding.required = {"YEAR", 2566, std::nullopt};
    finding.action = {"เผยแพร่", "publish"};
    return finding;
  }

  static void save_one(store::Store& store, const std::string& run, const std::string& site,
                       model::Report report) {
    report.run_id = run;
    report.tool_version = "1.0";
    report.rulebook_id = "ita-2566";
    report.seed_url = "http://www." + site + ".go.th/";
    ASSERT_TRUE(store.save_site(run, site, report, report::write_json_line(report)).value());
  }

  static void save(store::Store& store, const std::string& run, unsigned day,
                   model::Status second) {
    auto at = test::make_run(run, day);
    ASSERT_TRUE(store.begin_run(at, {row("a", "อบต.เอ", "จะนะ"), row("b", kHostile, "เทพา"),
                                     row("closed", "อบต.ปิด", "เทพา")}));
    const auto good = test::make_report(
        {finding("O1", model::Status::published, "โครงสร้าง"), finding("O2", second, "ผู้บริหาร")});
    save_one(store, run, "a", good);
    auto bad = test::make_report({finding("O1", model::Status::stale, kHostile),
                                  finding("O2", model::Status::broken, kHostile)});
    bad.site_name = kHostile;
    bad.score.oit = 10;
    bad.findings[0].evidence[0].quote = kHostile;
    bad.findings[0].evidence[0].title = kHostile;
    bad.findings[0].evidence[0].path = {kHostile};
    bad.findings[0].near_misses = {{"javascript:alert(1)", kHostile, {kHostile, kHostile}}};
    bad.findings[1].evidence[0].url = "javascript:alert(1)";
    bad.findings[1].unit = kHostile;
    bad.problems[0].text = {kHostile, kHostile};
    save_one(store, run, "b", bad);
    auto closed = test::make_report({finding("O1", model::Status::unverified, "โครงสร้าง"),
                                     finding("O2", model::Status::unverified, "ผู้บริหาร")});
    closed.outcome = "no_such_host";
    closed.site_name = "";
    save_one(store, run, "closed", closed);
    ASSERT_TRUE(store.finish_run(run, store::RunState::complete, test::april(day)));
  }

  test::StoreFolder folder_;
  std::string file_;
};

/// A dashboard over it, asked as a browser on this machine does.
class SamplePages : public testing::Test {
 protected:
  Answer get(const std::string& path, Params params = {}) {
    auto answer = pages_.answer({"GET", path, std::move(params), "127.0.0.1:8080"});
    while (answer.rest && answer.rest(answer.body)) {
    }
    return answer;
  }

  SampleStore store_;
  Dashboard pages_{[this] { return store::Store::open(store_.file()); },
                   {{"127.0.0.1"}, [this](const Error& error) { told_ += error.message; }}};
  std::string told_;
};

}  // namespace oit::dashboard
