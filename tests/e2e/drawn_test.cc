// A site that is nothing without its scripts gives the verdicts of the same site in plain HTML.
#include <gtest/gtest.h>
#include <unistd.h>

#include <csignal>
#include <cstdlib>
#include <fstream>
#include <map>
#include <thread>

#include "base/file.h"
#include "e2e/batch.h"
#include "e2e/program.h"
#include "support/http_server.h"

namespace oit::test {
namespace {

using nlohmann::json;

constexpr std::string_view kProgram = R"js(
const say = (title, body) => { document.title = title; document.getElementById('app').innerHTML = body; };
fetch('/api/page?path=' + encodeURIComponent(location.pathname))
  .then(r => r.ok ? r.json() : { title: 'ไม่พบหน้าที่ต้องการ', body: '<h1>404 ไม่พบหน้าที่ต้องการ</h1>' })
  .then(p => setTimeout(() => say(p.title, p.body), 100));
)js";

struct Sheet {
  std::string title, body;
};

std::map<std::string, Sheet> sheets() {
  const std::string menu =
      "<nav><a href=/>หน้าแรก</a> <a href=/about>ข้อมูลพื้นฐาน</a> <a href=/contact>ข้อมูลการติดต่อ</a> "
      "<a href=/plan>แผนพัฒนาท้องถิ่น</a> <a href=/news>ข่าวประชาสัมพันธ์</a> <a "
      "href=/law>กฎหมายที่เกี่ยวข้อง</a>"
      "</nav>";
  const auto sheet = [&](std::string title, std::string body) {
    return Sheet{title, menu + "<main><h1>" + title + "</h1>" + body + "</main>"};
  };
  return {
      {"/",
       {"องค์การบริหารส่วนตำบลหนองบัว",
        menu +
            "<h1>องค์การบริหารส่วนตำบลหนองบัว</h1><p>ยินดีต้อนรับสู่เว็บไซต์ขององค์การบริหารส่วนตำบลหนองบัว</p>"}},
      {"/about", sheet("ข้อมูลพื้นฐาน",
                       "<p>สภาพทั่วไปของตำบลหนองบัว มีพื้นที่ 45 ตารางกิโลเมตร ประชากร 5,120 คน "
                       "ส่วนใหญ่ประกอบอาชีพเกษตรกรรม</p>")},
      {"/contact",
       sheet("ข้อมูลการติดต่อ",
             "<p>องค์การบริหารส่วนตำบลหนองบัว 99 หมู่ 2 ตำบลหนองบัว อำเภอเมือง จังหวัดสมมติ 10000</p>"
             "<p>โทรศัพท์ 0 2123 4567 โทรสาร 0 2123 4568</p><p>อีเมล saraban@nongbua.go.th</p>"
             "<iframe src='https://www.google.com/maps/embed?pb=x'></iframe>")},
      {"/plan",
       sheet(
           "แผนพัฒนาท้องถิ่น พ.ศ. 2566-2570",
           "<p>แผนพัฒนาท้องถิ่น พ.ศ. 2566-2570 ยุทธศาสตร์ที่ 1 ด้านโครงสร้างพื้นฐาน โครงการก่อสร้างถนน งบประมาณ "
           "500,000 บาท ระยะเวลาดำเนินการ ปีงบประมาณ พ.ศ. 2566</p>")},
      {"/news",
       sheet("ข่าวประชาสัมพันธ์",
             "<ul><li>10 เมษายน 2566 โครงการวันสงกรานต์</li><li>3 เมษายน 2566 ประชุมสภา</li></ul>")},
      {"/law", sheet("กฎหมายที่เกี่ยวข้อง", "<p>พระราชบัญญัติสภาตำบลและองค์การบริหารส่วนตำบล พ.ศ. 2537</p>")},
  };
}

/// The sheets in plain HTML, or as a program that draws them.
HttpServer::Handler site(bool is_drawn) {
  return [is_drawn, all = sheets()](const Asked& asked) -> Reply {
    const auto path = asked.target.substr(0, asked.target.find('?'));
    constexpr std::string_view kApi = "/api/page?path=%2F";
    if (is_drawn && asked.target.starts_with(kApi)) {
      const auto found = all.find("/" + asked.target.substr(kApi.size()));
      if (found == all.end()) return {404, {}, "{}"};
      return {200,
              {{"Content-Type", "application/json"}},
              json{{"title", found->second.title}, {"body", found->second.body}}.dump()};
    }
    if (path == "/robots.txt" || path == "/sitemap.xml") return {404, {}, ""};
    if (path == "/app.js")
      return {200, {{"Content-Type", "text/javascript"}}, std::string(kProgram)};
    if (is_drawn)
      return {200,
              {},
              "<!DOCTYPE html><html lang=th><head><meta charset=utf-8><title>อบต.</title></head>"
              "<body><div id=app></div><script src=/app.js></script></body></html>"};
    const auto found = all.find(path);
    if (found == all.end()) return {404, {}, "<title>404</title>"};
    return {200,
            {},
            "<!DOCTYPE html><html lang=th><head><meta charset=utf-8><title>" + found->second.title +
                "</title></head><body>" + found->second.body + "</body></html>"};
  };
}

bool has_browser() {
  return run({"sh", "-c", "command -v \"${OITCHECK_CHROMIUM:-chromium}\""}).exit == 0;
}

#define OIT_NEEDS_BROWSER() \
  if (!has_browser()) GTEST_SKIP() << "needs a browser: install chromium"

std::map<std::string, std::string> statuses(const json& report) {
  std::map<std::string, std::string> out;
  for (const auto& item : report["items"]) out[item["id"]] = item["status"];
  return out;
}

class DrawnSite : public testing::Test {
 protected:
  json report(std::vector<std::string> arguments, int worst_exit = 2) {
    arguments.insert(arguments.end(), {"--json", folder_.path("report.json"), "--quiet"});
    last_ = oitcheck(std::move(arguments));
    EXPECT_LE(last_.exit, worst_exit) << last_.err;
    return read_json(folder_.path("report.json"));
  }
  TempFolder folder_;
  Ended last_;
};

TEST_F(DrawnSite, GivesTheVerdictsOfAPlainOne) {
  OIT_NEEDS_BROWSER();
  const HttpServer plain(site(false)), drawn(site(true));
  const auto expected = report(scan(plain.url(), {"--render", "never"}));
  const auto found = report(scan(drawn.url()));
  for (const auto& [id, status] : statuses(expected))
    EXPECT_EQ(statuses(found)[id], status) << id << expected["items"] << found["items"];
  EXPECT_EQ(last_.err, "");
  std::size_t published = 0;
  for (const auto& item : found["items"]) {
    if (item["status"] != "published") continue;
    ++published;
    EXPECT_EQ(item["evidence"][0]["text_from"], "rendered") << item["id"];
  }
  EXPECT_GE(published, 2U);
  EXPECT_EQ(found["site"]["name"], "องค์การบริหารส่วนตำบลหนองบัว");
}

TEST_F(DrawnSite, IsJudgedAgainFromItsCaptureWithoutABrowser) {
  OIT_NEEDS_BROWSER();
  const auto captures = folder_.path("captures");
  auto server = std::make_unique<HttpServer>(site(true));
  const auto scanned = report(scan(server->url(), {"--keep", captures}));
  server.reset();
  ::setenv("OITCHECK_CHROMIUM", "/nowhere", 1);
  const auto audited = report({"audit", captures});
  ::unsetenv("OITCHECK_CHROMIUM");
  const auto timeless = [](json one) {
    for (const char* key : {"id", "started_at", "finished_at"}) one.at("run").erase(key);
    return one;
  };
  EXPECT_EQ(json::diff(timeless(scanned), timeless(audited)).dump(1), "[]");
}

/// One file serves the whole site; only the fragment tells its pages apart.
TEST_F(DrawnSite, HasAPageForEachRouteOfItsScript) {
  OIT_NEEDS_BROWSER();
  constexpr std::string_view kRoutes = R"js(
const draw = () => {
  const path = location.hash.slice(1) || '/';
  fetch('/api/page?path=' + encodeURIComponent(path)).then(r => r.json()).then(p => {
    document.title = p.title;
    document.getElementById('app').innerHTML = p.body.replaceAll('href=/', 'href=#/');
  });
};
addEventListener('hashchange', draw); draw();
)js";
  auto server = std::make_unique<HttpServer>([&](const Asked& asked) {
    if (asked.target == "/app.js")
      return Reply{200, {{"Content-Type", "text/javascript"}}, std::string(kRoutes)};
    if (asked.target != "/" && !asked.target.starts_with("/api/")) return Reply{404, {}, ""};
    return site(true)(asked);
  });
  const auto captures = folder_.path("captures");
  const auto scanned = report(scan(server->url(), {"--keep", captures}));
  std::string contact;
  for (const auto& item : scanned["items"])
    if (item["id"] == "O5") contact = item["evidence"].empty() ? "" : item["evidence"][0]["url"];
  EXPECT_TRUE(contact.ends_with("/#/contact")) << contact;
  server.reset();
  const auto audited = report({"audit", captures});
  const auto timeless = [](json one) {
    for (const char* key : {"id", "started_at", "finished_at"}) one.at("run").erase(key);
    return one;
  };
  EXPECT_EQ(json::diff(timeless(scanned), timeless(audited)).dump(1), "[]");
}

/// What robots.txt keeps a drawn page's data from us for is not absent, and not published either.
TEST_F(DrawnSite, WhoseDataRobotsTxtForbidsIsNotJudged) {
  OIT_NEEDS_BROWSER();
  const HttpServer shut([all = site(true)](const Asked& asked) -> Reply {
    if (asked.target == "/robots.txt") return {200, {}, "User-agent: *\nDisallow: /api/\n"};
    return all(asked);
  });
  const auto found = report(scan(shut.url()), 3);  // 3: the home page itself could not be read
  EXPECT_FALSE(found["items"].empty());
  for (const auto& item : found["items"]) {
    EXPECT_EQ(item["status"], "unverified") << item["id"];
    EXPECT_EQ(item["cause"]["code"], "robots_disallowed") << item["id"];
  }
  for (const auto& asked : shut.asked()) EXPECT_FALSE(asked.target.starts_with("/api/"));
}

TEST_F(DrawnSite, WithOneForbiddenPageSaysSoOfItsItem) {
  OIT_NEEDS_BROWSER();
  const HttpServer mixed([plain = site(false), drawn = site(true)](const Asked& asked) -> Reply {
    if (asked.target == "/robots.txt") return {200, {}, "User-agent: *\nDisallow: /api/\n"};
    const bool is_drawn =
        asked.target == "/plan" || asked.target == "/app.js" || asked.target.starts_with("/api/");
    return is_drawn ? drawn(asked) : plain(asked);
  });
  const auto found = report(scan(mixed.url()));
  for (const auto& item : found["items"]) {
    if (item["id"] == "O5") {
      EXPECT_EQ(item["status"], "published") << item;
    } else if (item["id"] == "O4") {
      EXPECT_EQ(item["status"], "unverified") << item;
      EXPECT_EQ(item["cause"]["code"], "robots_disallowed") << item;
    }
  }
  for (const auto& asked : mixed.asked()) EXPECT_FALSE(asked.target.starts_with("/api/"));
}

TEST_F(DrawnSite, IsNotCalledEmptyWithoutABrowser) {
  const HttpServer drawn(site(true));
  const std::string nowhere = folder_.path();
  const auto without =
      run({"env", "PATH=" + nowhere, OITCHECK, "scan", drawn.url(), "--rules", "ita-2566",
           "--as-of", "2023-04-20", "--json", folder_.path("report.json"), "--quiet"});
  EXPECT_EQ(without.exit, 1) << without.err;
  EXPECT_NE(without.err.find("install Debian's package chromium"), std::string::npos)
      << without.err;
  EXPECT_EQ(std::ranges::count(without.err, '\n'), 1) << without.err;
  for (const auto& item : read_json(folder_.path("report.json"))["items"]) {
    EXPECT_NE(item["status"], "missing") << item["id"];
    EXPECT_NE(item["status"], "published") << item["id"];
  }
}

/// SIGKILL leaves us no last word; the keeper ends the browser and removes its folder.
TEST_F(DrawnSite, LeavesNothingBehindWhenKilled) {
  OIT_NEEDS_BROWSER();
  const HttpServer slow([&](const Asked& asked) {
    auto reply = site(true)(asked);
    if (asked.target.starts_with("/api/")) reply.delay_ms = 5000;
    return reply;
  });
  const auto is_there = [this] {
    return run({"sh", "-c", "ls -d '" + folder_.path() + "'/oitcheck-browser-* 2>/dev/null"})
               .exit == 0;
  };
  const auto runs = [this] {
    return run({"sh", "-c",
                "cat /proc/[0-9]*/cmdline 2>/dev/null | tr '\\0' ' ' | grep -q -- '=" +
                    folder_.path() + "/*[o]itcheck-browser'"})
               .exit == 0;
  };
  std::filesystem::permissions(folder_.path(), std::filesystem::perms(0755));
  auto words = command(scan(slow.url()));
  words.insert(words.begin(), {"env", "TMPDIR=" + folder_.path()});
  Process program(words);
  for (int i = 0; i < 200 && !runs(); ++i)
    std::this_thread::sleep_for(std::chrono::milliseconds(50));
  ASSERT_TRUE(is_there());
  ASSERT_TRUE(runs());
  program.send_signal(SIGKILL);
  EXPECT_EQ(program.wait().exit, 128 + SIGKILL);
  for (int i = 0; i < 100 && (is_there() || runs()); ++i)
    std::this_thread::sleep_for(std::chrono::milliseconds(50));
  EXPECT_FALSE(runs());
  EXPECT_FALSE(is_there());
}

TEST_F(DrawnSite, AsksForABrowserThatIsThere) {
  const HttpServer plain(site(false));
  const auto ended = oitcheck(scan(plain.url(), {"--browser", "/nowhere/chromium"}));
  EXPECT_EQ(ended.exit, 2);
  EXPECT_NE(ended.err.find("--browser /nowhere/chromium: no such program"), std::string::npos);
}

}  // namespace
}  // namespace oit::test
