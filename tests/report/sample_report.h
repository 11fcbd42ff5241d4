#pragma once
#include <chrono>
#include <string>

#include "model/report.h"

namespace oit::report {

/// The strings a stranger might put on a site to make a report say or do something else.
inline constexpr const char* kTags =
    "<script>alert('x')</script><img src=x onerror=alert(1)> & \"q\"";
inline constexpr const char* kBidi =
    "แผน\xE2\x80\xAE"
    "fdp.\xE2\x80\xAC\x1b[31m\x07 ปี\r\n2566\tจบ";
inline constexpr const char* kCitizen =
    "นายสมชาย ใจดี เลขประจำตัว 1-2345-67890-12-1 และ 3100600445635";
inline constexpr const char* kPhone = "โทร. 043-123-456 มือถือ ๐๘๑-๒๓๔-๕๖๗๘";

inline text::Day day(int year, unsigned month, unsigned number) {
  return text::Day(std::chrono::year(year) / std::chrono::month(month) / std::chrono::day(number));
}

inline std::string repeated(const std::string& words, int times) {
  std::string out;
  for (int i = 0; i < times; ++i) out += words;
  return out;
}

inline model::Finding plain_finding(std::string id, std::string topic, model::Status status) {
  model::Finding out;
  out.id = std::move(id);
  out.topic = std::move(topic);
  out.indicator = "9";
  out.sub_indicator = "9.1";
  out.status = status;
  out.confidence = 0.9;
  out.wording = "tolerated";
  out.required = {"REPORT_6M_FY", 2566, text::DaySpan{day(2022, 10, 1), day(2023, 3, 31)}};
  out.role = "policy";
  out.unit = "งานนโยบายและแผน";
  out.points = 0.5;
  return out;
}

inline model::Finding published_finding() {
  using namespace std::chrono_literals;
  auto out = plain_finding("O1", "organisation-structure", model::Status::published);
  out.title = {"โครงสร้าง", "Organisation structure"};
  out.wording = "prescribed";
  out.required = {"CURRENT", 2566, {}};
  out.found = {"bare_year", 2566, text::DaySpan{day(2023, 1, 1), day(2023, 12, 31)}};
  out.read_from = "title";
  out.components = {{"chart", {"แผนผังโครงสร้าง", "Chart"}, true, false, kCitizen},
                    {"units", {"ส่วนงานภายใน", "Units"}, std::nullopt, true, ""}};
  out.evidence = {{"https://example.go.th/structure?x=1&y=\"2\"",
                   kTags,
                   {"หน้าแรก", kBidi},
                   "html_page",
                   std::string(kCitizen) + " " + kPhone,
                   "title",
                   std::chrono::system_clock::time_point(1682856000s),
                   std::string(64, 'a'),
                   "html"}};
  out.submitted = model::Submitted{"https://example.go.th/old",
                                   model::Status::broken,
                                   {"ลิงก์ชี้ไปยังหน้าที่ไม่มีอยู่ (404)", "the page does not exist"},
                                   false};
  return out;
}

inline model::Finding contact_finding() {
  auto out = plain_finding("O5", "contact", model::Status::incomplete);
  out.title = {"ข้อมูลการติดต่อ", "Contact"};
  out.cause = model::Cause{"component_absent",
                           {"ขาดองค์ประกอบที่กำหนด", "a required component is absent"},
                           {"ผู้ดูแลเว็บไซต์", "the site's administrator"}};
  out.components = {{"phone", {"หมายเลขโทรศัพท์", "Telephone"}, true, false, kPhone},
                    {"map", {"แผนที่ตั้ง", "Map"}, false, false, ""}};
  out.evidence = {{"https://example.go.th/contact",
                   kPhone,
                   {"ติดต่อเรา"},
                   "html_page",
                   std::string(kPhone) + " " + kCitizen,
                   "body",
                   std::nullopt,
                   "",
                   "html"}};
  out.action = {"เพิ่มแผนที่ตั้งหน่วยงาน", "Add a map"};
  out.due = day(2023, 4, 30);
  out.due_window = {"มี.ค. - เม.ย. 66", "Mar - Apr 2023"};
  return out;
}

inline model::Finding stale_finding() {
  auto out = plain_finding("O12", "plan-progress-6m", model::Status::stale);
  out.sub_indicator = "9.2";
  out.title = {repeated("รายงานการกำกับติดตามการดำเนินงานและการใช้งบประมาณประจำปี รอบ 6 เดือน ", 6),
               "Progress report, six months"};
  out.found = {"half_year", 2565, text::DaySpan{day(2021, 10, 1), day(2022, 3, 31)}};
  out.read_from = "row";
  out.conflicts = {{kTags, ""}, {"ลิงก์บอกปี 2566 เอกสารบอกปี 2565", "link says 2566, document 2565"}};
  out.evidence = {{"javascript:alert(1)",
                   "=HYPERLINK(\"http://evil.example\")",
                   {kTags},
                   "pdf",
                   kBidi,
                   "row",
                   std::nullopt,
                   "",
                   "pdf_text"}};
  out.near_misses = {
      {"https://example.go.th/3100600445635.pdf", std::string(kTags) + kPhone, {kBidi, ""}},
      {"data:text/html,<b>x", "@SUM(1)", {"เป็นข่าว", "a news post"}}};
  out.reasons = {{std::string("พบเฉพาะปีก่อน ") + kPhone, "only an earlier period"}};
  out.action = {"=1+1", ""};
  out.due = day(2023, 4, 30);
  out.overdue = true;
  out.due_window = {"เม.ย. 66", "Apr 2023"};
  out.waiver =
      model::Waiver{"O12", std::string("ย้ายระบบ ") + kTags + kBidi, "=ปลัด", day(2023, 9, 30)};
  return out;
}

inline model::Finding unverified_finding() {
  auto out = plain_finding("O43", "integrity-measures-results", model::Status::unverified);
  out.indicator = "10";
  out.sub_indicator = "10.2";
  out.title = {"การดำเนินการตามมาตรการส่งเสริมคุณธรรมและความโปร่งใสภายในหน่วยงาน", ""};
  out.wording = "none";
  out.confidence = 1.0 / 3;
  out.points = 2;
  out.cause = model::Cause{"limit",
                           {"ยังอ่านเว็บไซต์ไม่ครบ เพราะถึงขีดจำกัดที่ตั้งไว้", "a limit ended the reading"},
                           {"ผู้ใช้งาน oitcheck", "whoever runs oitcheck"}};
  out.reasons = {{"ยังมีลิงก์ที่ไม่ได้อ่าน 7 ลิงก์", "7 links were not read"}};
  out.unit = "+ฝ่ายนิติการ";
  out.action = {"จัดทำรายงาน", "Write the report"};
  out.due = day(2023, 4, 30);
  out.due_window = {"เม.ย. 66", "Apr 2023"};
  return out;
}

/// A report whose every text from the web is hostile.
inline model::Report sample_report() {
  using namespace std::chrono_literals;
  model::Report out;
  out.tool_version = "0.1.0";
  out.run_id = "0123456789abcdef";
  out.started_at = std::chrono::system_clock::time_point(1682856000s);
  out.finished_at = out.started_at + 61s + 500ms;
  out.as_of = day(2023, 4, 30);
  out.limits_hit = {"max_pages"};
  out.rulebook_id = "ita-2566";
  out.rulebook_revision = "2566.1+0123456789ab";
  out.rulebook_title = {"แบบตรวจการเปิดเผยข้อมูลสาธารณะ (OIT) ปีงบประมาณ พ.ศ. 2566", "OIT, FY2566"};
  out.fiscal_year = 2566;
  out.seed_url = "http://example.go.th/";
  out.final_url = "https://www.example.go.th/";
  out.site_name = std::string("อบต.ตัวอย่าง ") + kTags + kBidi;
  out.agency_type = "subdistrict";
  out.outcome = "ok";
  out.pages = 500, out.documents = 12, out.requests = 520, out.bytes = 123'456'789;
  out.coverage_read = 500, out.coverage_waiting = 7;
  out.notices = {"ignore_robots"};
  out.problems = {{"tls", "https://www.example.go.th/", {"ใบรับรองมีปัญหา", "TLS problem"}},
                  {"broken_link", "https://www.example.go.th/a\x1b[2J", {kTags, kBidi}},
                  {"waiver_expired",
                   "",
                   {"ข้อยกเว้นของ O5 สิ้นสุดเมื่อ 31 มี.ค. 2566 (ผู้รับผิดชอบ: ปลัด)",
                    "the waiver of O5 ended on 31 Mar 2023 (answered for by ปลัด)"}}};
  out.features = {{"eit_link", true, "https://itas.nacc.go.th/go/eit/abc"},
                  {"facebook", false, ""},
                  {"line", true, "javascript:alert(2)"}};
  out.findings = {published_finding(), contact_finding(), stale_finding(), unverified_finding()};
  out.items = out.findings.size();
  out.score.oit = 100.0 / 3, out.score.oit_best = 58.125, out.score.if_fixed = 83;
  out.score.band = "F";
  out.score.indicators = {{"10", 0}, {"9", 66.666}};
  out.score.sub_indicators = {{"10.2", 0}, {"9.1", 50}, {"9.2", 0}};
  out.score.points_lost = 0.1 + 0.2 + 0.7;
  return out;
}

}  // namespace oit::report
