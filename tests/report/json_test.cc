#include "report/json.h"

#include <sstream>

#include "audit/cause.h"
#include "report/golden.h"
#include "report/sample_report.h"
#include "report/schema.h"

namespace oit::report {
namespace {

using Json = nlohmann::json;

std::string source(const std::string& path) {
  return read_file(std::filesystem::path(OIT_SOURCE_DIR) / path).value();
}

Json schema_text() { return Json::parse(source("rules/schema/report-1.json")); }

std::string all(const std::vector<std::string>& errors) {
  std::string out;
  for (const auto& error : errors) out += error + '\n';
  return out;
}

}  // namespace

TEST(WriteJson, LooksAsAgreed) {
  const auto text = write_json(sample_report());
  expect_golden("report.json", text);
  expect_harmless(text);
}

TEST(WriteJson, KeepsToItsSchema) {
  Schema schema(schema_text());
  EXPECT_EQ(all(schema.check(Json::parse(write_json(sample_report())))), "");
  const model::Report nothing;
  auto bare = nothing;
  bare.outcome = "no_such_host";
  EXPECT_EQ(all(schema.check(Json::parse(write_json(bare)))), "");
}

TEST(WriteJson, SchemaRefusesWhatIsNotAgreed) {
  Schema schema(schema_text());
  const auto good = Json::parse(write_json(sample_report()));
  const auto spoiled = [&](const char* pointer, const Json& value) {
    auto bad = good;
    bad[Json::json_pointer(pointer)] = value;
    return schema.check(bad).size();
  };
  EXPECT_EQ(spoiled("/items/0/status", "fine"), 1U);
  EXPECT_EQ(spoiled("/items/1/cause/code", "unknown"), 1U);
  EXPECT_EQ(spoiled("/items/0/evidence/0/kind", "docx"), 1U);
  EXPECT_EQ(spoiled("/items/0/period/read_from", "somewhere"), 1U);
  EXPECT_EQ(spoiled("/items/0/period/found/from", "2566-1-1"), 1U);
  EXPECT_EQ(spoiled("/items/0/confidence", 1.5), 1U);
  EXPECT_EQ(spoiled("/site/outcome", "great"), 1U);
  EXPECT_EQ(spoiled("/run/finished_at", nullptr), 1U);
  EXPECT_EQ(spoiled("/items/2/waiver/until", "30/9/2566"), 1U);
  EXPECT_EQ(spoiled("/items/2/waiver", {{"reason", "x"}}), 2U);
  EXPECT_EQ(spoiled("/extra", 1), 1U);
  auto bad = good;
  bad["items"][0].erase("submitted");
  EXPECT_EQ(schema.check(bad).size(), 1U);
}

// The judge's causes and the schema's list are written in two places; neither may know more.
TEST(WriteJson, SchemaListsEveryCause) {
  const auto codes = schema_text()["properties"]["items"]["items"]["properties"]["cause"]
                                  ["properties"]["code"]["enum"];
  for (const auto& code : codes) EXPECT_EQ(audit::cause(code.get<std::string>()).code, code);
  const auto table = source("src/audit/cause.cc");
  const std::regex row("\\n    \\{\"([a-z0-9_]+)\",");
  std::size_t rows = 0;
  for (std::sregex_iterator at(table.begin(), table.end(), row), end; at != end; ++at, ++rows)
    EXPECT_NE(std::ranges::find(codes, Json((*at)[1].str())), codes.end()) << (*at)[1];
  EXPECT_EQ(rows, codes.size());
}

TEST(WriteJson, KeepsKeysInOrder) {
  const auto json = nlohmann::ordered_json::parse(write_json(sample_report()));
  const auto keys = [](const nlohmann::ordered_json& object) {
    std::string out;
    for (const auto& [key, value] : object.items()) out += key + ' ';
    return out;
  };
  EXPECT_EQ(keys(json), "schema tool run rulebook site items score ");
  EXPECT_EQ(
      keys(json["site"]),
      "url final_url name agency_type outcome pages documents requests bytes coverage problems "
      "features ");
  EXPECT_EQ(
      keys(json["items"][0]),
      "id topic title title_en indicator sub_indicator status confidence cause wording period "
      "components evidence submitted near_misses reasons unit action due points waiver basis ");
  EXPECT_EQ(keys(json["score"]),
            "oit oit_best if_fixed band level open given indicators sub_indicators points_lost ");
  EXPECT_EQ(json["score"]["indicators"][0]["id"], "9");
}

TEST(WriteJson, ShowsAWaiverThatHolds) {
  const auto json = Json::parse(write_json(sample_report()));
  EXPECT_TRUE(json["items"][0]["waiver"].is_null());
  const auto& waiver = json["items"][2]["waiver"];
  EXPECT_EQ(waiver["owner"], "=ปลัด");
  EXPECT_EQ(waiver["until"], "2023-09-30");
  EXPECT_EQ(json["items"][2]["status"], "stale") << "the verdict is the same";
}

TEST(WriteJson, StaysValidOnBrokenUtf8) {
  auto report = sample_report();
  report.findings[0].evidence[0].quote = "\xE0\xB8 cut \xFF";
  report.findings[0].unit = "\xC3";
  report.run_id = "\x80";
  const auto json = Json::parse(write_json(report));
  EXPECT_EQ(json["items"][0]["evidence"][0]["quote"], "\xEF\xBF\xBD cut \xEF\xBF\xBD");
  EXPECT_EQ(json["run"]["id"], "\xEF\xBF\xBD");
}

TEST(WriteJson, ShowsTelephonesOnlyWhereTheItemAsksForThem) {
  const auto json = Json::parse(write_json(sample_report()));
  const auto quote = [&](std::size_t item) {
    return json["items"][item]["evidence"][0]["quote"].get<std::string>();
  };
  EXPECT_NE(quote(1).find("043-123-456"), std::string::npos);
  EXPECT_EQ(quote(0).find("043-123-456"), std::string::npos);
  EXPECT_NE(quote(0).find("xxx-xxx-x56"), std::string::npos);
  EXPECT_EQ(json["items"][2]["near_misses"][0]["label"].get<std::string>().find("043"),
            std::string::npos);
}

TEST(WriteJson, ALineIsALine) {
  const auto line = write_json_line(sample_report());
  EXPECT_EQ(line.find('\n'), line.size() - 1);
  EXPECT_EQ(Json::parse(line), Json::parse(write_json(sample_report())));
}

TEST(WriteBatch, PiecesMakeOneJsonValue) {
  BatchHead head;
  head.run_id = "r";
  head.as_of = text::Day(std::chrono::year(2023) / 4 / 20);
  const auto line = write_json_line(sample_report());
  const auto text = write_batch_head(head) +
                    write_batch_entry({"http://example.go.th/", "one", "ok", "", line}, true) +
                    write_batch_entry({"https://a.go.th/", "a", "not_started", "", ""}, false) +
                    write_batch_entry({"ftp://x", "b", "bad_entry", "no web address", ""}, false) +
                    write_batch_end({{}, true, 3});
  const auto json = Json::parse(text);
  EXPECT_EQ(json["schema"], "oitcheck/batch/1");
  EXPECT_EQ(json["run"]["as_of"], "2023-04-20");
  EXPECT_TRUE(json["run"]["finished_at"].is_null());
  ASSERT_EQ(json["sites"].size(), 3U);
  EXPECT_EQ(json["sites"][0]["id"], "one");
  EXPECT_EQ(json["sites"][0]["requested"], "http://example.go.th/");
  Schema schema(schema_text());
  EXPECT_EQ(all(schema.check(json["sites"][0]["report"])), "");
  EXPECT_TRUE(json["sites"][1]["report"].is_null());
  EXPECT_TRUE(json["sites"][1]["error"].is_null());
  EXPECT_EQ(json["sites"][2]["error"], "no web address");
  EXPECT_EQ(json["end"]["complete"], true);
  Schema batch(Json::parse(source("rules/schema/batch-1.json")));
  EXPECT_EQ(all(batch.check(json)), "");
}

TEST(WriteBatch, MayHoldNoSite) {
  const auto json = Json::parse(write_batch_head({}) + write_batch_end({}));
  EXPECT_EQ(json["sites"], Json::array());
}

}  // namespace oit::report
