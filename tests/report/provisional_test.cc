// How sure the rules themselves are, in every form of the report.
#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include "report/csv.h"
#include "report/golden.h"
#include "report/html.h"
#include "report/json.h"
#include "report/read_json.h"
#include "report/sample_report.h"
#include "report/terminal.h"
#include "report/words.h"

namespace oit::report {
namespace {

using Json = nlohmann::json;

model::Report unsure_report() {
  auto report = sample_report();
  report.provisional = true;
  report.based_on = 2569;
  for (auto& finding : report.findings) finding.basis = model::Basis::single;
  report.findings.front().basis_note = {"เลขและชื่ออ่านจากหน้าเดียว", "read on one page"};
  report.findings.front().warns = true;
  report.findings.front().components = {
      {"list", {"มีรายการ", "a list"}, true, false, "", model::Basis::carried}};
  report.problems.push_back(
      {"other_list", "https://example.go.th/ita", {"เป็นรายการปี 2568", "the 2568 list"}});
  return report;
}

bool has(const std::string& text, std::string_view words) {
  return text.find(words) != std::string::npos;
}

TEST(ProvisionalList, IsSaidOnTheFirstLineOfTheTable) {
  const auto table = write_table(unsure_report(), {.lang = Lang::th});
  const auto first = table.substr(0, table.find('\n'));
  EXPECT_TRUE(has(first, "ฉบับชั่วคราว: ใช้รายการปี 2569")) << first;
  EXPECT_TRUE(has(table, unsure_report().findings.front().id + "*")) << table;
  EXPECT_TRUE(has(table, "\n! เป็นรายการปี 2568\n")) << "before the items";
  EXPECT_TRUE(has(table, "อ่านจากหน่วยงานเดียว")) << table;
  EXPECT_FALSE(has(write_table(sample_report(), {.lang = Lang::th}), "ชั่วคราว"));
  EXPECT_TRUE(write_summary_line(unsure_report()).ends_with(" provisional"));
}

TEST(ProvisionalList, AnInferredNumberIsMarkedAndExplained) {
  auto report = sample_report();
  report.findings.front().basis = model::Basis::inferred;
  const auto table = write_table(report, {.lang = Lang::en});
  EXPECT_TRUE(has(table, report.findings.front().id + "?")) << table;
  EXPECT_TRUE(has(table, "? 1 items: inferred from order and count")) << table;
}

TEST(ProvisionalList, StandsBesideEachFindingOfThePage) {
  const auto page = write_html(unsure_report(), Lang::en);
  EXPECT_EQ(count_of(page, "provisional: the list of B.E. 2569"),
            unsure_report().findings.size() + 1)
      << "at the top and in each card";
  EXPECT_TRUE(has(page, "read on one page"));
  EXPECT_TRUE(has(page, "carried over from FY2566"));
  EXPECT_TRUE(has(page, "it warns and never fails"));
}

TEST(ProvisionalList, IsACellOfEveryRow) {
  EXPECT_EQ(count_of(write_csv(unsure_report(), Lang::en), "provisional: the list of B.E. 2569"),
            unsure_report().findings.size());
}

TEST(ProvisionalList, SurvivesJson) {
  const auto written = write_json(unsure_report());
  const auto json = Json::parse(written);
  EXPECT_EQ(json["rulebook"]["provisional"], true);
  EXPECT_EQ(json["rulebook"]["based_on"], 2569);
  const auto& item = json["items"][0];
  EXPECT_EQ(item["basis"]["code"], "single");
  EXPECT_EQ(item["basis"]["warns"], true);
  EXPECT_EQ(item["components"][0]["basis"], "carried");
  const auto read = read_json(written);
  ASSERT_TRUE(read) << read.error().message;
  EXPECT_TRUE(read->provisional);
  EXPECT_EQ(read->based_on, 2569);
  EXPECT_EQ(read->findings[0].basis, model::Basis::single);
  EXPECT_TRUE(read->findings[0].warns);
  EXPECT_EQ(read->findings[0].components[0].basis, model::Basis::carried);
}

TEST(ProvisionalList, ReportsOfEarlierVersionsSayNothingOfIt) {
  auto json = Json::parse(write_json(sample_report()));
  json["rulebook"].erase("provisional");
  json["rulebook"].erase("based_on");
  for (auto& item : json["items"]) {
    item.erase("basis");
    for (auto& component : item["components"]) component.erase("basis");
  }
  for (const char* key : {"level", "open", "given"}) json["score"].erase(std::string(key));
  const auto read = read_json(json.dump());
  ASSERT_TRUE(read) << read.error().message;
  EXPECT_FALSE(read->provisional);
  EXPECT_TRUE(read->score.given);
  EXPECT_EQ(read->findings[0].basis, model::Basis::unstated);
}

TEST(Level, IsTheBestTheOtherInstrumentsAllow) {
  auto report = sample_report();
  report.score.level = {"ผ่านดี", "passed well"};
  report.score.open = true;
  EXPECT_TRUE(has(write_table(report, {.lang = Lang::th}), "ระดับ ไม่เกิน ผ่านดี"));
  report.score.given = false;
  EXPECT_TRUE(has(write_table(report, {.lang = Lang::en}), "no OIT score"));
  EXPECT_TRUE(has(write_html(report, Lang::en), "not given"));
}

TEST(BasisWords, AreThereForEveryBasis) {
  using enum model::Basis;
  EXPECT_EQ(basis_text(unstated, Lang::th), "");
  for (const auto basis : {confirmed, read, single, neighbour, carried, shown, inferred, memory})
    for (const auto lang : {Lang::th, Lang::en})
      EXPECT_NE(basis_text(basis, lang), model::name_of(basis)) << "words, not the code";
}

}  // namespace
}  // namespace oit::report
