#include "cli/judgement.h"

#include <gtest/gtest.h>

#include <sstream>

#include "support/store_place.h"

namespace oit::cli {
namespace {

using model::Status;
using test::make_finding;
using test::make_report;

struct World {
  std::istringstream in;
  std::ostringstream out, err;
  Context context{in, out, err, false, 100, 0};

  int exit_of(const Judgement& judgement) {
    judgement.note(context);
    return context.exit;
  }
};

int exit_of(const Judgement& judgement) { return World().exit_of(judgement); }

int exit_of(const model::Report& report, Alarm alarm = {}) {
  Judgement judgement(std::move(alarm));
  judgement.add("site", &report);
  return exit_of(judgement);
}

TEST(Judgement, IsContentWithWhatIsPublishedOrNotDue) {
  EXPECT_EQ(exit_of(make_report(
                {make_finding("O1", Status::published), make_finding("O2", Status::not_due)})),
            0);
  for (const auto status :
       {Status::incomplete, Status::stale, Status::broken, Status::missing, Status::unverified})
    EXPECT_EQ(exit_of(make_report({make_finding("O1", status)})), 1) << model::name_of(status);
}

TEST(Judgement, RingsForTheStatusesNamed) {
  const auto report =
      make_report({make_finding("O1", Status::stale), make_finding("O2", Status::published)});
  EXPECT_EQ(exit_of(report, {{Status::missing}, {}}), 0);
  EXPECT_EQ(exit_of(report, {{Status::missing, Status::stale}, {}}), 1);
  EXPECT_EQ(exit_of(report, {{Status::published}, {}}), 1);
}

TEST(Judgement, ExcusesWhatIsWaived) {
  auto report = make_report({make_finding("O1", Status::missing)});
  report.findings[0].waiver.emplace();
  EXPECT_EQ(exit_of(report), 0);
}

TEST(Judgement, SaysWhenNoSiteCouldBeChecked) {
  auto failed = make_report({make_finding("O1", Status::unverified)});
  failed.outcome = "timeout";
  const auto good = make_report({make_finding("O1", Status::published)});
  EXPECT_EQ(exit_of(failed), 3);
  Judgement one(Alarm{});
  one.add("a", &failed);
  one.add("b", &good);
  EXPECT_EQ(exit_of(one), 1);
  Judgement never(Alarm{});
  never.add("a", nullptr);
  EXPECT_EQ(exit_of(never), 3);
  never.add("b", &good);
  EXPECT_EQ(exit_of(never), 1) << "a site that was never begun needs attention";
}

Alarm with_before(std::vector<model::Verdict> before) {
  return {{}, [before = std::move(before)](const std::string& site, const std::string&) {
            return site == "site" ? before : std::vector<model::Verdict>();
          }};
}

model::Verdict verdict(const std::string& item, Status status) {
  model::Verdict out;
  out.site = "site";
  out.item = item;
  out.topic = "topic-of-" + item;
  out.status = status;
  return out;
}

TEST(Judgement, CountsOnlyWhatGotWorse) {
  const auto before = with_before({verdict("O1", Status::published), verdict("O2", Status::missing),
                                   verdict("O3", Status::stale)});
  const auto same =
      make_report({make_finding("O1", Status::published), make_finding("O2", Status::missing),
                   make_finding("O3", Status::stale)});
  EXPECT_EQ(exit_of(same, before), 0) << "old trouble is no regression";
  const auto worse =
      make_report({make_finding("O1", Status::missing), make_finding("O2", Status::missing),
                   make_finding("O3", Status::broken)});
  Judgement judgement(before);
  judgement.add("site", &worse);
  EXPECT_EQ(judgement.regressions(), 2U);
  EXPECT_EQ(exit_of(judgement), 1);
  Judgement other(before);
  other.add("another site", &worse);
  EXPECT_EQ(other.regressions(), 0U) << "nothing is known of it";
}

/// Another year's numbers: the same subject stands under another one.
TEST(Judgement, ComparesBySubjectWhenNumbersMoved) {
  auto moved = verdict("O9", Status::published);
  moved.topic = "topic-of-O1";
  auto taken = verdict("O1", Status::missing);
  taken.topic = "topic-of-O9";
  const auto report =
      make_report({make_finding("O1", Status::missing), make_finding("O9", Status::missing)});
  Judgement judgement(with_before({taken, moved}));
  judgement.add("site", &report);
  EXPECT_EQ(judgement.regressions(), 1U);
}

TEST(ReadStatuses, TakesNamesAndRefusesOthers) {
  EXPECT_EQ(read_statuses("missing,stale").value(),
            (std::set<Status>{Status::missing, Status::stale}));
  EXPECT_EQ(read_statuses("unverified,unverified").value(), std::set<Status>{Status::unverified});
  for (const char* list : {"", "missing,", ",missing", "Missing", "missing stale", "gone"}) {
    const auto read = read_statuses(list);
    ASSERT_FALSE(read) << list;
    EXPECT_EQ(read.error().code, ErrorCode::bad_argument);
  }
}

}  // namespace
}  // namespace oit::cli
