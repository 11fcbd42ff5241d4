#pragma once
#include <unistd.h>

#include <filesystem>
#include <string>

#include "model/report.h"
#include "store/store.h"

namespace oit::test {

/// A folder for a store in a file. Gone with the object.
class StoreFolder {
 public:
  StoreFolder() {
    std::string name = (std::filesystem::temp_directory_path() / "oit-store-XXXXXX").string();
    folder_ = ::mkdtemp(name.data());
  }
  ~StoreFolder() { std::filesystem::remove_all(folder_); }
  StoreFolder(const StoreFolder&) = delete;
  StoreFolder& operator=(const StoreFolder&) = delete;

  const std::filesystem::path& folder() const { return folder_; }
  std::string file(const std::string& name = "runs.db") const { return (folder_ / name).string(); }

 private:
  std::filesystem::path folder_;
};

/// Midday of a day in April 2023.
inline store::Time april(unsigned number) {
  using namespace std::chrono;
  return sys_days(year(2023) / April / day(number)) + hours(12);
}

inline store::Run make_run(const std::string& id, unsigned day) {
  store::Run run;
  run.id = id;
  run.started_at = april(day);
  run.as_of = std::chrono::floor<std::chrono::days>(april(day));
  run.rulebook_id = "ita-2566";
  run.rulebook_revision = "r1";
  run.tool_version = "1.0";
  run.options = R"({"max_pages":500})";
  return run;
}

inline store::SiteRow make_site(const std::string& id) {
  return {
      id,     "www." + id + ".go.th", "http://www." + id + ".go.th/", "อบต." + id, "sao", "สงขลา",
      "จะนะ", {"นำร่อง", "1"},         R"({"id":")" + id + "\"}"};
}

/// A finding as far as the store looks at it; its evidence when it has a `url`.
inline model::Finding make_finding(const std::string& item, model::Status status,
                                   const std::string& url = "", const std::string& sha256 = "") {
  model::Finding finding;
  finding.id = item;
  finding.topic = "topic-of-" + item;
  finding.status = status;
  finding.confidence = 0.9;
  finding.unit = "กองคลัง";
  finding.points = 0.93;
  finding.wording = "prescribed";
  finding.reasons = {{"เหตุผลของ " + item, "reason"}};
  if (!url.empty()) {
    model::Evidence evidence;
    evidence.url = url;
    evidence.sha256 = sha256;
    evidence.kind = "pdf";
    evidence.quote = "แผนการจัดซื้อจัดจ้าง";
    evidence.path = {"หน้าแรก", "ITA"};
    evidence.fetched_at = april(1);
    finding.evidence = {evidence};
  }
  return finding;
}

inline model::Report make_report(std::vector<model::Finding> findings) {
  model::Report report;
  report.outcome = "ok";
  report.site_name = "อบต.หนองกล้า";
  report.started_at = april(1);
  report.finished_at = april(1) + std::chrono::minutes(3);
  report.pages = 40;
  report.complete = true;
  report.limits_hit = {"max_pages"};
  report.score.oit = 82.5;
  report.score.band = "B";
  report.problems = {{"tls_expired", "https://a.go.th/", {"ใบรับรองหมดอายุ", "expired"}}};
  report.findings = std::move(findings);
  return report;
}

}  // namespace oit::test
