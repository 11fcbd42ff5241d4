#include "dashboard/dashboard.h"

#include <fmt/format.h>

#include <nlohmann/json.hpp>
#include <regex>
#include <set>

#include "dashboard/api.h"
#include "dashboard/downloads.h"
#include "report/words.h"
#include "sample_store.h"

namespace oit::dashboard {
namespace {

using nlohmann::json;
using Pages = SamplePages;

bool has(const Answer& answer, const std::string& words) {
  return answer.body.find(words) != std::string::npos;
}

TEST_F(Pages, OnlyReadAndOnlyForHostsThatAreOurs) {
  for (const char* method : {"POST", "PUT", "DELETE", "OPTIONS", "get", ""})
    EXPECT_EQ(pages_.answer({method, "/", {}, "127.0.0.1"}).status, 405) << method;
  EXPECT_EQ(pages_.answer({"HEAD", "/", {}, "127.0.0.1"}).status, 200);
  for (const char* host : {"", "evil.example", "127.0.0.1.evil.example", "evil.example:8080"}) {
    EXPECT_EQ(pages_.answer({"GET", "/", {}, host}).status, 421) << host;
    EXPECT_EQ(pages_.answer({"GET", "/healthz", {}, host}).status, 421) << host;
  }
}

TEST_F(Pages, TheOverviewShowsSitesTrendAndWorstItems) {
  const auto page = get("/");
  ASSERT_EQ(page.status, 200);
  EXPECT_TRUE(has(page, "<html lang=\"th\">"));
  EXPECT_TRUE(has(page, "href=\"/sites/a\">อบต.เอ</a>"));
  EXPECT_TRUE(has(page, "<svg"));
  EXPECT_TRUE(has(page, "cell s-missing"));
  EXPECT_TRUE(has(page, "href=\"/?item=O2\">O2</a>"));
  EXPECT_TRUE(has(get("/", {{"run", "r1"}}), "href=\"/sites/a?run=r1\""));
  EXPECT_TRUE(has(get("/", {{"lang", "en"}}), "href=\"/sites/a?lang=en\""));
}

TEST_F(Pages, FiltersLeaveOnlyWhatTheyName) {
  const auto shows = [&](const Params& params, const std::string& site) {
    return has(get("/", params), "href=\"/sites/" + site + "\">");
  };
  EXPECT_TRUE(shows({{"district", "เทพา"}}, "b"));
  EXPECT_FALSE(shows({{"district", "เทพา"}}, "a"));
  EXPECT_TRUE(shows({{"tag", "นำร่อง"}}, "a"));
  EXPECT_FALSE(shows({{"tag", "นำร่อง"}}, "b"));
  EXPECT_TRUE(shows({{"item", "O2"}, {"status", "missing"}}, "a"));
  EXPECT_FALSE(shows({{"item", "O1"}, {"status", "missing"}}, "a"));
  EXPECT_TRUE(shows({{"q", "เอ"}}, "a"));
  EXPECT_TRUE(has(get("/", {{"q", "\"><script>"}}), "value=\"&quot;&gt;&lt;script&gt;\""));
  EXPECT_FALSE(has(get("/", {{"q", "\"><script>"}}), "<script"));
  EXPECT_FALSE(has(get("/", {{"district", "\"><script>"}}), "<script"));
  EXPECT_TRUE(has(get("/", {{"type", "none"}}), "ไม่มีเว็บไซต์ที่ตรงกับตัวกรอง"));
}

/// The trend once followed the district alone when type, tag or status were asked for as well.
TEST_F(Pages, EachPointOfTheTrendIsWhatTheRunSaysUnderTheSameFilter) {
  const std::vector<std::pair<Params, int>> asked = {
      {{}, 3},
      {{{"district", "เทพา"}}, 2},
      {{{"district", "เทพา"}, {"tag", "ช้า"}, {"type", "sao"}}, 2},
      {{{"district", "เทพา"}, {"tag", "นำร่อง"}}, 0},
      {{{"district", "จะนะ"}, {"status", "missing"}}, 1},
      {{{"item", "O2"}, {"status", "missing"}, {"type", "sao"}}, 1},
      {{{"q", "เอ"}, {"district", "จะนะ"}}, 1},
      {{{"status", "broken"}, {"tag", "ช้า"}}, 1}};
  for (const auto& [params, sites] : asked) {
    const auto trend = json::parse(get("/api/v1/trend", params).body)["trend"];
    ASSERT_EQ(trend.size(), 2U);
    EXPECT_EQ(trend[1]["sites"], sites) << link("", params);
    for (const auto& point : trend) {
      auto of_run = params;
      of_run.emplace_back("run", point["run"]);
      EXPECT_EQ(json::parse(get("/api/v1/sites", of_run).body)["total"], point["sites"])
          << link("", of_run);
      const auto opened = point["sites"].get<int>() - point["failed"].get<int>();
      const auto mean = opened == 0 ? "-" : report::points_text(point["oit_mean"].get<double>());
      EXPECT_TRUE(has(get("/", of_run), "<dd>" + mean + "</dd>")) << link("", of_run);
    }
  }
  EXPECT_TRUE(has(get("/", {{"district", "จะนะ"}, {"item", "O2"}, {"status", "missing"}}),
                  "จะนะ · O2 · ไม่พบ"));
  EXPECT_TRUE(has(get("/", {{"item", "O2"}, {"status", "missing"}}), "0 แห่ง (1 เม.ย. 2566"));
  EXPECT_FALSE(has(get("/", {{"q", "ปิด"}}), "<svg")) << "no site of them was opened";
}

TEST_F(Pages, ASiteItsItemItsWorkAndWhatChanged) {
  EXPECT_TRUE(has(get("/sites/a"), "href=\"/sites/a/items/O2\">O2</a>"));
  const auto item = get("/sites/a/items/O2");
  EXPECT_TRUE(has(item, "แผนการจัดซื้อจัดจ้าง"));  // the quote
  EXPECT_TRUE(has(item, "href=\"https://a.go.th/x?a=1&amp;b=2\""));
  EXPECT_TRUE(has(item, "href=\"/sites/a/items/O2?run=r1\""));  // its history
  EXPECT_TRUE(has(get("/sites/a/work"), "กองคลัง"));
  EXPECT_TRUE(has(get("/sites/a/work", {{"unit", "ไม่มี"}}), "ไม่มีงานค้าง"));
  const auto changes = get("/sites/a/changes");
  EXPECT_TRUE(has(changes, std::string(model::thai_of(model::ChangeKind::lost))));
  EXPECT_FALSE(has(changes, ">O1<"));
  EXPECT_TRUE(
      has(get("/sites/a/changes", {{"before", "r2"}, {"after", "r2"}}), "ไม่มีข้อใดเปลี่ยนแปลง"));
  EXPECT_TRUE(has(get("/sites/a/changes", {{"run", "r1"}}), "ยังไม่มีรอบก่อนหน้า"));
}

TEST_F(Pages, WhatTheWebWroteIsText) {
  for (const char* path : {"/", "/sites/b", "/sites/b/items/O1", "/sites/b/items/O2",
                           "/sites/b/work", "/sites/b/changes"}) {
    const auto page = get(path);
    ASSERT_EQ(page.status, 200) << path;
    EXPECT_FALSE(has(page, "<script")) << path;
    EXPECT_FALSE(has(page, "href=\"javascript")) << path;
    EXPECT_FALSE(has(page, "\xE2\x80\xAE")) << path;
    EXPECT_TRUE(has(page, "&lt;script&gt;")) << path;
  }
}

TEST_F(Pages, EveryLinkOfEveryPageLeadsSomewhere) {
  std::set<std::string> seen, waiting = {"/", "/?lang=en"};
  const std::regex link("(?:href|action)=\"(/[^\"]*)\"");
  while (!waiting.empty()) {
    const auto next = *waiting.begin();
    waiting.erase(waiting.begin());
    if (!seen.insert(next).second) continue;
    const auto mark = next.find('?');
    Params params;
    std::string path = next.substr(0, mark);
    for (auto rest = mark == std::string::npos ? "" : next.substr(mark + 1); !rest.empty();) {
      const auto end = std::min(rest.find('&'), rest.size());
      const auto equals = rest.find('=');
      params.emplace_back(rest.substr(0, equals), rest.substr(equals + 1, end - equals - 1));
      rest.erase(0, end + 1);
    }
    if (next.find('%') != std::string::npos) continue;  // unescaped by the server
    const auto page = get(path, params);
    EXPECT_EQ(page.status, 200) << next;
    if (!page.type.starts_with("text/html") || !page.file_name.empty()) continue;
    for (std::sregex_iterator at(page.body.begin(), page.body.end(), link), end; at != end; ++at) {
      auto target = (*at)[1].str();
      for (auto amp = target.find("&amp;"); amp != std::string::npos; amp = target.find("&amp;"))
        target.replace(amp, 5, "&");
      waiting.insert(target.substr(0, target.find('#')));
    }
  }
  EXPECT_GT(seen.size(), 30U);
  EXPECT_TRUE(seen.contains("/sites/a/report.csv"));
}

TEST_F(Pages, WhatIsNotThereIs404AndSaysSoInItsForm) {
  for (const char* path : {"/nothing", "/sites", "/sites/x", "/sites/a/items/O99", "/sites/a/x",
                           "/sites/a/items", "/sites/x/changes", "/api/v1/nothing", "/api/v1",
                           "/api/v1/sites/x", "/api/v1/sites/a/x", "/../etc/passwd"})
    EXPECT_EQ(get(path).status, 404) << path;
  EXPECT_EQ(get("/", {{"run", "r9"}}).status, 404);
  EXPECT_EQ(json::parse(get("/api/v1/x").body)["error"]["status"], 404);
  EXPECT_EQ(told_, "");
}

TEST_F(Pages, DownloadsAreFilesInEveryForm) {
  for (const auto& form : downloads()) {
    const auto answer = get("/sites/a/" + std::string(form.name));
    EXPECT_EQ(answer.status, 200) << form.name;
    EXPECT_EQ(answer.file_name, "a-" + std::string(form.name));
    EXPECT_GT(answer.body.size(), 100U);
  }
  for (const char* name : {"report.xlsx", "status.docx", "unit-worklist.zip"})
    EXPECT_EQ(get("/sites/a/" + std::string(name)).body.substr(0, 4), "PK\x03\x04") << name;
  EXPECT_TRUE(has(get("/sites/a"), "/sites/a/improvement.docx"));
  const auto matrix = get("/matrix.csv", {{"district", "จะนะ"}});
  EXPECT_TRUE(has(matrix, "\"อบต.เอ\""));
  EXPECT_FALSE(has(matrix, "closed"));
}

TEST_F(Pages, TheApiAnswersAsItsDescriptionSays) {
  const auto description = json::parse(get("/api/v1/openapi.json").body);
  EXPECT_EQ(description["openapi"], "3.1.0");
  for (const auto& [path, methods] : description["paths"].items()) {
    EXPECT_EQ(methods.size(), 1U) << path;
    const auto at = path.find("{site}");
    const auto asked = at == std::string::npos ? path : std::string(path).replace(at, 6, "a");
    const auto answer = get(asked);
    ASSERT_EQ(answer.status, 200) << asked;
    EXPECT_EQ(answer.type, "application/json");
    const auto value = json::parse(answer.body);
    const auto ok = methods["get"]["responses"]["200"];
    if (!ok.contains("content")) continue;
    auto schema = ok["content"]["application/json"]["schema"];
    if (schema.contains("$ref"))
      schema = description.at(json::json_pointer(schema["$ref"].get<std::string>().substr(1)));
    for (const auto& key : schema["required"]) EXPECT_TRUE(value.contains(key)) << asked << key;
  }
  const auto sites = json::parse(get("/api/v1/sites", {{"status", "missing"}}).body);
  EXPECT_EQ(sites["total"], 1);
  EXPECT_EQ(sites["sites"][0]["items"]["O2"], "missing");
  const auto changes = json::parse(get("/api/v1/sites/a/changes").body);
  EXPECT_EQ(changes["before"], "r1");
  EXPECT_EQ(changes["changes"][0]["kind"], "lost");
  const auto history = json::parse(get("/api/v1/sites/a/history").body);
  EXPECT_EQ(history["items"]["O2"].size(), 2U);
  EXPECT_EQ(history["items"]["O1"].size(), 1U);
}

TEST_F(Pages, MetricsAreOfTheNewestRun) {
  const auto answer = get("/metrics");
  EXPECT_TRUE(has(answer, "oitcheck_store_runs 2\n"));
  EXPECT_TRUE(has(answer, "oitcheck_store_sites 3\n"));
  EXPECT_TRUE(has(answer, "oitcheck_store_sites_failed 1\n"));
  EXPECT_TRUE(has(answer, "oitcheck_store_items{status=\"missing\"} 1\n"));
  EXPECT_EQ(get("/healthz").body, "ok\n");
}

TEST(Dashboard, AnEmptyStoreSaysSo) {
  const test::StoreFolder folder;
  Dashboard pages([&] { return store::Store::open(folder.file()); }, {{"localhost"}, {}});
  const auto page = pages.answer({"GET", "/", {}, "localhost"});
  EXPECT_EQ(page.status, 200);
  EXPECT_NE(page.body.find("ยังไม่มีผลการตรวจ"), std::string::npos);
  EXPECT_EQ(pages.answer({"GET", "/api/v1/runs", {}, "localhost"}).status, 200);
  EXPECT_EQ(pages.answer({"GET", "/api/v1/sites", {}, "localhost"}).status, 404);
  EXPECT_EQ(pages.answer({"GET", "/metrics", {}, "localhost"}).status, 200);
}

TEST(Dashboard, AFailureOfTheStoreIsToldToTheOperatorOnly) {
  std::string told;
  Dashboard pages(
      []() -> Result<std::unique_ptr<store::Store>> {
        return fail(ErrorCode::io, "/secret/place: is locked");
      },
      {{"localhost"}, [&](const Error& error) { told = error.message; }});
  for (const char* path : {"/", "/healthz", "/api/v1/runs"}) {
    const auto page = pages.answer({"GET", path, {}, "localhost"});
    EXPECT_EQ(page.status, 503) << path;
    EXPECT_EQ(page.body.find("secret"), std::string::npos);
  }
  EXPECT_EQ(told, "/secret/place: is locked");
}

}  // namespace
}  // namespace oit::dashboard
