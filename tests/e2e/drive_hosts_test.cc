// Google Docs, OneDrive and Dropbox as rules/hosts.toml knows them, each at a place on loopback.
#include <gtest/gtest.h>

#include <filesystem>
#include <map>
#include <string>

#include "base/file.h"
#include "e2e/program.h"
#include "support/http_server.h"

namespace oit::test {
namespace {

namespace fs = std::filesystem;
using nlohmann::json;

constexpr const char* kSites = OIT_SOURCE_DIR "/fixtures/sites/";
constexpr const char* kUploads = "nongkhla-sao/www/wp-content/uploads/";

std::string paper(const std::string& name) { return read_file(kSites + name).value(); }

Reply bytes(std::string content) {
  return {200, {{"Content-Type", "application/octet-stream"}}, std::move(content)};
}
Reply send_on(std::string to) { return {302, {{"Location", std::move(to)}}, ""}; }
Reply says(const std::string& words, int status = 200) {
  return {
      status,
      {},
      "<!DOCTYPE html><html><head><title>.</title></head><body><p>" + words + "</p></body></html>"};
}

std::string replace_all(std::string text, std::string_view from, std::string_view to) {
  for (auto at = text.find(from); at != std::string::npos; at = text.find(from, at + to.size()))
    text.replace(at, from.size(), to);
  return text;
}

/// A host of the table on loopback: what it answers, by target.
class KnownHost {
 public:
  KnownHost(std::string name, std::map<std::string, Reply> pages)
      : name_(std::move(name)), server_(std::move(pages)) {}

  std::string url(std::string_view path) const { return server_.url(path); }
  std::string place() const { return "127.0.0.1:" + std::to_string(server_.port()); }

  /// `table`, the text of a hosts.toml, with this place instead of the host.
  std::string moved(const std::string& table) const {
    auto text = replace_all(table, "https://" + name_ + "/", "http://" + place() + "/");
    for (const char* key : {"name = \"", "sign_in = [\""})
      text = replace_all(text, key + name_, key + place());
    return text;
  }

  bool was_asked(std::string_view target) const {
    for (const auto& one : server_.asked())
      if (one.target == target) return true;
    return false;
  }

 private:
  std::string name_;
  HttpServer server_;
};

struct Entry {
  std::string to, label;
};

/// The report on the site of `office` whose home page has `entries`, with rules in which `hosts`
/// are on loopback.
json report(const std::string& office, const std::vector<Entry>& entries,
            const std::vector<const KnownHost*>& hosts) {
  const std::string head =
      "<html><head><meta charset=utf-8><title>" + office + "</title></head><body>";
  std::string list;
  for (const auto& [to, label] : entries) list += "<li><a href='" + to + "'>" + label + "</a></li>";
  std::map<std::string, Reply> pages;
  for (int i = 0; i < 8; ++i) {
    const auto path = "/p" + std::to_string(i);
    list += "<li><a href='" + path + "'>ประวัติ " + std::to_string(i) + "</a></li>";
    pages[path] = {200, {}, head + "<h1>ประวัติ</h1><p>ตำบลของเรา</p>"};
  }
  pages["/"] = {200, {}, head + "<ul>" + list + "</ul>"};
  const HttpServer site(pages);
  const TempFolder folder;
  fs::copy(OIT_SOURCE_DIR "/rules", folder.path("rules"), fs::copy_options::recursive);
  auto table = read_file(folder.path("rules/hosts.toml")).value();
  auto words = command(scan(site.url(), {"--json", "-"}));
  words.insert(words.begin(), {"env", "OITCHECK_RULES=" + folder.path("rules")});
  for (const auto* host : hosts) {
    const auto moved = host->moved(table);
    EXPECT_NE(moved, table) << host->place();
    table = moved;
    words.insert(words.end(), {"--allow-private", host->place()});
  }
  EXPECT_TRUE(write_file(folder.path("rules/hosts.toml"), table));
  const auto ended = run(words);
  EXPECT_NE(ended.out, "") << ended.err;
  return json::parse(ended.out);
}

json item_of(const json& report, const std::string& id) {
  for (const auto& one : report.at("items"))
    if (one.at("id") == id) return one;
  return {};
}

/// "status cause" of item `id`.
std::string verdict(const json& report, const std::string& id) {
  const auto one = item_of(report, id);
  const auto cause =
      one.at("cause").is_null() ? "-" : one.at("cause").at("code").get<std::string>();
  return one.at("status").get<std::string>() + " " + cause;
}

constexpr const char* kNongkhla = "องค์การบริหารส่วนตำบลหนองคล้าทอง";
constexpr const char* kPlan = "แผนการดำเนินงานประจำปีงบประมาณ พ.ศ. 2566";
constexpr const char* kHalf = "รายงานการกำกับติดตามการดำเนินการป้องกันการทุจริต รอบ 6 เดือน ปี 2566";
constexpr const char* kYear = "รายงานผลการดำเนินการป้องกันการทุจริตประจำปี 2565";

std::string plan() { return paper(std::string(kUploads) + "2022/10/แผนการดำเนินงาน-2566.pdf"); }

TEST(DriveHosts, DocumentsAndSheetsOfGoogleAreReadByTheirExport) {
  const KnownHost docs(
      "docs.google.com",
      {{"/document/d/plan/export?format=pdf", send_on("/content/plan")},
       {"/content/plan", bytes(plan())},
       {"/spreadsheets/d/months/export?format=xlsx",
        bytes(paper("office/www/wp-content/uploads/2023/04/skr1.xlsx"))},
       {"/document/d/half/export?format=pdf", says("Sign in to continue to Google Drive")},
       {"/document/d/year/export?format=pdf",
        says("Sorry, the file you have requested does not exist.", 404)}});
  const auto all = report(kNongkhla,
                          {{docs.url("/document/d/plan/edit?usp=sharing"), kPlan},
                           {docs.url("/document/d/half/edit"), kHalf},
                           {docs.url("/document/d/year/view"), kYear}},
                          {&docs});
  EXPECT_EQ(verdict(all, "O11"), "published -") << item_of(all, "O11").dump(1);
  EXPECT_EQ(item_of(all, "O11").at("evidence")[0].at("url"),
            docs.url("/document/d/plan/edit?usp=sharing"))
      << "what people can open";
  EXPECT_EQ(verdict(all, "O37"), "broken sign_in");
  EXPECT_EQ(verdict(all, "O38"), "broken drive_deleted");
  const auto sheet = report(
      "องค์การบริหารส่วนตำบลท่าแพรกงาม",
      {{docs.url("/spreadsheets/d/months/edit#gid=0"), "สรุปผลการจัดซื้อจัดจ้างรายเดือน (สขร.1) ปี 2566"}},
      {&docs});
  EXPECT_EQ(verdict(sheet, "O21"), "published -") << item_of(sheet, "O21").dump(1);
  EXPECT_TRUE(docs.was_asked("/spreadsheets/d/months/export?format=xlsx"));
  EXPECT_FALSE(docs.was_asked("/document/d/plan/edit?usp=sharing"));
}

TEST(DriveHosts, OneDriveIsOpenOrSignedInToOrEmptied) {
  const KnownHost onedrive(
      "1drv.ms",
      {{"/b/s!open?e=Ab1&download=1", send_on("/content/plan.pdf")},
       {"/content/plan.pdf", bytes(plan())},
       {"/b/s!shut?download=1", send_on("/login.srf?wa=wsignin1.0")},
       {"/login.srf?wa=wsignin1.0", says("Sign in to your account")},
       {"/b/s!gone?download=1", says("This item might not exist or is no longer available")}});
  const auto all = report(kNongkhla,
                          {{onedrive.url("/b/s!open?e=Ab1"), kPlan},
                           {onedrive.url("/b/s!shut"), kHalf},
                           {onedrive.url("/b/s!gone"), kYear}},
                          {&onedrive});
  EXPECT_EQ(verdict(all, "O11"), "published -") << item_of(all, "O11").dump(1);
  EXPECT_EQ(verdict(all, "O37"), "broken sign_in");
  EXPECT_EQ(verdict(all, "O38"), "broken drive_deleted");
}

TEST(DriveHosts, DropboxIsOpenOrSignedInToOrEmptied) {
  const KnownHost dropbox("dropbox.com",
                          {{"/scl/fi/open/plan.pdf?rlkey=x&dl=1", bytes(plan())},
                           {"/s/shut/half.pdf?dl=1", send_on("/login?cont=x")},
                           {"/login?cont=x", says("Log in")},
                           {"/s/gone/year.pdf?dl=1", says("That file isn't here any more", 404)}});
  const auto all = report(kNongkhla,
                          {{dropbox.url("/scl/fi/open/plan.pdf?rlkey=x&dl=0"), kPlan},
                           {dropbox.url("/s/shut/half.pdf?dl=0"), kHalf},
                           {dropbox.url("/s/gone/year.pdf"), kYear}},
                          {&dropbox});
  EXPECT_EQ(verdict(all, "O11"), "published -") << item_of(all, "O11").dump(1);
  EXPECT_EQ(verdict(all, "O37"), "broken sign_in");
  EXPECT_EQ(verdict(all, "O38"), "broken drive_deleted");
}

TEST(DriveHosts, AFolderSharedByManyItemsGivesEachItsOwnPaper) {
  const auto entry = [](const std::string& id, const std::string& name) {
    return "<div class=flip-entry><a href='/file/d/" + id + "/view'><div class=flip-entry-title>" +
           name + "</div></a></div>";
  };
  const std::string half = paper(std::string(kUploads) + "2023/04/ป้องกันทุจริต-6เดือน.pdf");
  const KnownHost drive(
      "drive.google.com",
      {{"/embeddedfolderview?id=all",
        {200,
         {},
         "<html><head><title>ITA 2566</title></head><body><div class=flip-entries>" +
             entry("half", std::string(kHalf) + ".pdf") +
             entry("plan", std::string(kPlan) + ".pdf") + "</div></body></html>"}},
       {"/uc?export=download&id=half", bytes(half)},
       {"/uc?export=download&id=plan", bytes(plan())}});
  const auto folder = drive.url("/drive/folders/all?usp=sharing");
  const auto all = report(kNongkhla, {{folder, kPlan}, {folder, kHalf}, {folder, kYear}}, {&drive});
  EXPECT_EQ(verdict(all, "O11"), "published -") << item_of(all, "O11").dump(1);
  EXPECT_EQ(item_of(all, "O11").at("evidence")[0].at("url"), drive.url("/file/d/plan/view"));
  EXPECT_EQ(verdict(all, "O37"), "published -") << item_of(all, "O37").dump(1);
  EXPECT_EQ(item_of(all, "O37").at("evidence")[0].at("url"), drive.url("/file/d/half/view"));
  EXPECT_NE(item_of(all, "O38").at("status"), "published") << "no paper in it is of that item";
}

}  // namespace
}  // namespace oit::test
