#include "cli/list_summary.h"

#include <gtest/gtest.h>

#include <sstream>

namespace oit::cli {
namespace {

model::Report report_of(const std::string& outcome, double score,
                        std::vector<std::pair<std::string, model::Status>> items) {
  model::Report report;
  report.outcome = outcome;
  report.score.oit = score;
  for (auto& [id, status] : items) {
    model::Finding finding;
    finding.id = id;
    finding.status = status;
    report.findings.push_back(std::move(finding));
  }
  return report;
}

TEST(ListSummary, NamesWhatMostSitesLackAndLeavesOutSitesThatDidNotOpen) {
  using enum model::Status;
  std::ostringstream out, err;
  std::istringstream in;
  Context context{in, out, err, false, 100, 0};
  std::vector<model::SiteEntry> entries(3);
  for (std::size_t i = 0; i < 3; ++i) entries[i].id = std::string(1, static_cast<char>('a' + i));
  OutputPlan plan;
  plan.is_list = true;
  plan.has_table = false;
  auto outputs = Outputs::open(context, plan, entries, {}).value();
  Judgement judgement({});
  RunResults results(*outputs, judgement, nullptr);
  EXPECT_EQ(write_list_summary(results, report::Lang::en), "");
  const auto one = report_of("ok", 60, {{"O1", published}, {"O2", missing}, {"O3", broken}});
  const auto two = report_of("ok", 40, {{"O1", published}, {"O2", stale}, {"O3", unverified}});
  const auto dead = report_of("home_failed", 0, {{"O1", unverified}, {"O2", unverified}});
  ASSERT_TRUE(results.take({0, &entries[0], &one, false}));
  ASSERT_TRUE(results.take({1, &entries[1], &two, false}));
  ASSERT_TRUE(results.take({2, &entries[2], &dead, false}));
  EXPECT_EQ(write_list_summary(results, report::Lang::en),
            "\n3 sites: 2 opened, 1 did not open; mean OIT score 50.00\n"
            "Items most sites must act on (sites): O2 2, O3 1\n");
}

}  // namespace
}  // namespace oit::cli
