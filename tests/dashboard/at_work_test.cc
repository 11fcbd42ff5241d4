// A run that is at work beside complete ones, under another list.
#include <nlohmann/json.hpp>

#include "sample_store.h"

namespace oit::dashboard {
namespace {

using model::Status;
using nlohmann::json;

bool has(const Answer& answer, const std::string& words) {
  return answer.body.find(words) != std::string::npos;
}

class AtWork : public SamplePages {
 protected:
  void SetUp() override {
    auto run = test::make_run("r3", 3);
    run.rulebook_id = "ita-2567";
    ASSERT_TRUE(raw_->begin_run(
        run, {test::make_site("a"), test::make_site("new"), test::make_site("done")}));
    auto a = test::make_report(
        {finding("O1", Status::stale, "กองช่าง", 1), finding("O2", Status::published, "กองช่าง", 1),
         finding("O3", Status::missing, "กองคลัง", 1), finding("O4", Status::missing, "กองคลัง", 2),
         finding("O5", Status::unverified, "กองคลัง", 1)});
    a.findings[1].topic = "elsewhere";
    a.findings.push_back(finding("O7", Status::published, "กองช่าง", 1));
    a.findings.back().topic = "topic-of-O2";
    save("a", std::move(a));
  }

  static model::Finding finding(const std::string& item, Status status, const std::string& unit,
                                double points) {
    auto out = test::make_finding(item, status, "https://a.go.th/" + item, "ab");
    out.title = {"ข้อ " + item, "Item " + item};
    out.unit = unit;
    out.points = points;
    out.action = {"ทำ" + item, "do-" + item};
    return out;
  }

  void save(const std::string& site, model::Report report) {
    report.run_id = "r3";
    report.rulebook_id = "ita-2567";
    report.seed_url = "http://www." + site + ".go.th/";
    ASSERT_TRUE(raw_->save_site("r3", site, report, report::write_json_line(report)).value());
  }

  std::unique_ptr<store::Store> raw_ = store::Store::open(store_.file()).value();
  const Params r3_ = {{"run", "r3"}};
};

TEST_F(AtWork, IsShownOnlyWhenAskedForAndAsItIsNow) {
  EXPECT_TRUE(has(get("/"), "href=\"/sites/closed\""));
  EXPECT_FALSE(has(get("/"), "ยังไม่ครบทุกเว็บไซต์"));
  EXPECT_TRUE(has(get("/", r3_), "ยังไม่ครบทุกเว็บไซต์"));
  EXPECT_EQ(json::parse(get("/api/v1/sites", r3_).body)["total"], 1);
  save("new", test::make_report({finding("O1", Status::published, "", 1)}));
  EXPECT_EQ(json::parse(get("/api/v1/sites", r3_).body)["total"], 2);
}

TEST_F(AtWork, ASiteOfAnotherRunIsShownUnlessTheRunWasNamed) {
  save("new", test::make_report({finding("O1", Status::published, "", 1)}));
  EXPECT_EQ(get("/sites/new").status, 200);
  EXPECT_TRUE(has(get("/sites/new"), "href=\"/sites/new/work?run=r3\""));
  EXPECT_EQ(get("/sites/new", {{"run", "r2"}}).status, 404);
  EXPECT_TRUE(has(get("/sites/new/changes", r3_), "ยังไม่มีรอบก่อนหน้า"));
}

TEST_F(AtWork, FormsAndLinksKeepTheRunAndTheLanguage) {
  const auto page = get("/", {{"run", "r3"}, {"lang", "en"}, {"item", "O3"}});
  EXPECT_TRUE(has(page, "<input type=\"hidden\" name=\"run\" value=\"r3\">"));
  EXPECT_TRUE(has(page, "<input type=\"hidden\" name=\"lang\" value=\"en\">"));
  EXPECT_TRUE(has(page, "<option value=\"O3\" selected>"));
  EXPECT_TRUE(has(page, "lang=\"th\" hreflang=\"th\" href=\"/?run=r3&amp;item=O3\""));
  EXPECT_FALSE(has(get("/"), "type=\"hidden\""));
}

TEST_F(AtWork, CountsWhatIsToBeMendedTheWorstFirst) {
  const auto page = get("/", {{"run", "r3"}, {"lang", "en"}}).body;
  EXPECT_NE(page.find("<dt>Items that need work</dt><dd>3</dd>"), std::string::npos);
  const auto worst = page.substr(page.find("id=\"worst\""),
                                 page.find("id=\"matrix\"") - page.find("id=\"worst\""));
  EXPECT_LT(worst.find(">O1<"), worst.find(">O3<"));
  EXPECT_EQ(worst.find(">O2<"), std::string::npos) << "nothing is wanting";
  EXPECT_EQ(worst.find(">O5<"), std::string::npos);
  const auto now = get("/", {{"lang", "en"}}).body;
  const auto two = now.substr(now.find("id=\"worst\""));
  EXPECT_LT(two.find(">O2<"), two.find(">O1<")) << "two sites want O2, one O1";
}

TEST_F(AtWork, AUnitSeesItsOwnWorkWithTheMostPointsFirst) {
  const auto page = get("/sites/a/work", {{"run", "r3"}, {"lang", "en"}}).body;
  EXPECT_LT(page.find("กองคลัง (3.00 points)"), page.find("กองช่าง (1.00 points)"));
  EXPECT_LT(page.find(">O4<"), page.find(">O3<"));
  EXPECT_EQ(page.find(">O2<"), std::string::npos);
  EXPECT_EQ(page.find(">O5<"), std::string::npos) << "nobody could look at it";
  const auto one = get("/sites/a/work", {{"run", "r3"}, {"unit", "กองช่าง"}}).body;
  EXPECT_NE(one.find(">O1<"), std::string::npos);
  EXPECT_EQ(one.find(">O4<"), std::string::npos);
}

TEST_F(AtWork, AnActionIsForWhatIsNotDone) {
  EXPECT_TRUE(has(get("/sites/a/items/O1", {{"run", "r3"}, {"lang", "en"}}), "do-O1"));
  EXPECT_FALSE(has(get("/sites/a/items/O2", {{"run", "r3"}, {"lang", "en"}}), "do-O2"));
}

TEST_F(AtWork, HistoryIsOfOneListOnly) {
  const auto history = json::parse(get("/api/v1/sites/a/history", r3_).body);
  ASSERT_EQ(history["items"]["O2"].size(), 1U) << history;
  EXPECT_EQ(history["items"]["O2"][0]["run"], "r3");
}

TEST_F(AtWork, TheLastStepOfAnItemComesFirst) {
  const auto page = get("/sites/a").body;
  const auto row = page.substr(page.find(">O2</a>"));
  EXPECT_LT(row.find("ไม่พบ</span> 1 เม.ย."), row.find("เผยแพร่ครบถ้วน</span> 1 เม.ย."));
  EXPECT_FALSE(has(get("/sites/closed"), "<svg")) << "a site that never opened has no score";
}

TEST_F(AtWork, AGroupsTrendIsThatGroups) {
  const auto trend =
      json::parse(get("/api/v1/trend", {{"by", "district"}, {"value", "เทพา"}}).body);
  EXPECT_EQ(trend["by"], "district");
  EXPECT_EQ(trend["trend"][1]["sites"], 2);
  EXPECT_EQ(json::parse(get("/api/v1/trend").body)["by"], "all");
  EXPECT_EQ(json::parse(get("/api/v1/trend", {{"tag", "ช้า"}}).body)["by"], "filter");
  EXPECT_EQ(get("/api/v1/trend", {{"by", "colour"}}).status, 404);
  const auto sites = [&](const Params& params, std::size_t run) {
    return json::parse(get("/api/v1/trend", params).body)["trend"].at(run)["sites"];
  };
  EXPECT_EQ(sites({{"q", "เอ"}}, 1), 1);
  EXPECT_EQ(sites({{"item", "O5"}}, 1), 0);
  EXPECT_EQ(sites({{"item", "O5"}}, 2), 1) << "only in the run at work";
}

TEST_F(AtWork, RunsUnderOtherListsAreComparedBySubject) {
  const auto found = json::parse(
      get("/api/v1/sites/a/changes", {{"before", "r2"}, {"after", "r3"}, {"run", "r3"}}).body);
  for (const auto& one : found["changes"]) {
    if (one["item"] != "O7") continue;
    EXPECT_EQ(one["before"], "missing");
    EXPECT_EQ(one["after"], "published");
    EXPECT_EQ(one["url_before"], "https://a.go.th/x?a=1&b=2");
    EXPECT_EQ(one["url_after"], "https://a.go.th/O7");
    return;
  }
  ADD_FAILURE() << found;
}

TEST_F(AtWork, PapersAreDrawnFromWhatTheRunWasTold) {
  std::string told;
  Dashboard pages([this] { return store::Store::open(store_.file()); },
                  {{"localhost"}, {}, [&](const model::Report&, const std::string& entry) {
                     told = entry;
                     return report::OfficeFacts{};
                   }});
  EXPECT_EQ(pages.answer({"GET", "/sites/a/status.docx", {}, "localhost"}).status, 200);
  EXPECT_EQ(told, R"({"id":"a"})");
  save("done", test::make_report({finding("O1", Status::published, "กองช่าง", 1)}));
  const auto none = get("/sites/done/unit-worklist.zip");
  EXPECT_TRUE(has(none, "improvement.docx")) << "no unit has work, and a paper says so";
}

}  // namespace
}  // namespace oit::dashboard
